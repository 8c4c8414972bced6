using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>
/// What is made where it is first asked for: <c>Lazy&lt;T&gt;</c>, carried as the function it is made of, and members that are
/// filled when they are found empty.
/// </content>
internal sealed partial class Interpreter
{
    private static bool IsLazy(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Lazy", Arity: 1 } lazy && SymbolNames.IsIn(lazy, "System");

    private static AbstractValue? LazyOf(INamedTypeSymbol type, IObjectCreationOperation operation, ImmutableArray<AbstractValue> arguments) =>
        IsLazy(type) && !arguments.IsEmpty && operation.Constructor?.Parameters[0].Type.TypeKind == TypeKind.Delegate ? arguments[0] : null;

    private AbstractValue LazyValue(LambdaValue make, IOperation operation)
    {
        var made = new Slot(make, "Value");
        if (_state!.TryGetValue(made, out var known))
        {
            return known;
        }

        var value = Invoke(make, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation);
        SetSlot(made, value);
        return value;
    }

    private void FillLazily(HeapObject target, INamedTypeSymbol type)
    {
        foreach (var (name, filling) in Reassignments.Lazy(type, _flow, _cancellationToken))
        {
            var slot = new Slot(target, name);
            if ((!_state!.TryGetValue(slot, out var held) || held is FromCallerValue or UnknownValue or ConstantValue { Value: null })
                && MemberOf(type, name) is { } member
                && Kept(member, filling, new ReferenceValue(target)) is { } kept)
            {
                SetSlot(slot, kept);
            }
        }
    }

    private AbstractValue? KeptStatically(ISymbol member) =>
        Reassignments.Lazy(member.ContainingType, _flow, _cancellationToken).FirstOrDefault(l => l.Name == member.Name).At is { } filling ? Kept(member, filling, null) : null;

    /// <summary>A query or predicate that is kept once it was asked for: it is that one, or not there yet.</summary>
    private AbstractValue? Kept(ISymbol member, AssignmentExpressionSyntax filling, ReferenceValue? self)
    {
        if (member.DeclaredAccessibility != Accessibility.Private
            || !_flow.Known.IsInteresting(TypeOf(member))
            || _frame.Depth >= MostCalls
            || _flow.Source.OperationOf(filling, _cancellationToken) is not IAssignmentOperation { Value: var made })
        {
            return null;
        }

        var key = Short((self?.Object.Identity ?? member.ContainingType.Name) + "." + member.Name + " is there");
        return Paths.Choice(
        [
            new Alternative(Initialize(member, made, self), null) { Assumes = Paths.NoAssumption.Add(key, 1) },
            new Alternative(new ConstantValue(null, TypeOf(member)), null) { Assumes = Paths.NoAssumption.Add(key, 0) },
        ]);
    }
}
