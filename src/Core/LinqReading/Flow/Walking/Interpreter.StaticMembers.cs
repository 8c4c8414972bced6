using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Static members, also those that an interface asks of a type argument (<c>TResult.Map</c>): those of the type that stands for it here.</content>
internal sealed partial class Interpreter
{
    /// <summary>The property's value where it is asked of a type parameter; null for any other.</summary>
    private AbstractValue? ReadOfTypeParameter(IPropertyReferenceOperation operation)
    {
        if (operation is not { ConstrainedToType: { } of, Property: { } property })
        {
            return null;
        }

        if (Resolve(of) is not INamedTypeSymbol type)
        {
            _recorder.DependsOnCaller();
            return FromCaller(of.Name + "." + property.Name, Resolve(operation.Type), operation);
        }

        var reached = TypeHierarchy.Reached(property, type);
        return !_flow.IsSource(reached) || reached.IsAbstract ? null
            : ObjectShapes.IsComputed(reached) ? CallBody(reached.GetMethod!, null, ImmutableArray<AbstractValue>.Empty, operation.Syntax, operation)
            : ReadStatic(reached, operation);
    }

    /// <summary>What a call on a type parameter gives; null for any other call.</summary>
    private AbstractValue? CallOfTypeParameter(IInvocationOperation operation, IMethodSymbol method, ImmutableArray<AbstractValue> arguments)
    {
        if (operation.ConstrainedToType is not { } of)
        {
            return null;
        }

        if (Resolve(of) is not INamedTypeSymbol type)
        {
            _recorder.DependsOnCaller();
            return FromCaller(of.Name + "." + method.Name, Awaited(Resolve(method.ReturnType)), operation);
        }

        var reached = TypeHierarchy.Reached(method, type);
        return reached.IsAbstract ? null : Call(reached, null, arguments, operation.Syntax, operation);
    }

    /// <summary>Where a static member is kept: one for each construction of a generic class.</summary>
    private Slot StaticSlot(ISymbol member) =>
        new(member.OriginalDefinition, Resolve(member.ContainingType) is INamedTypeSymbol { IsGenericType: true } type ? type.ToDisplayString() + "." + member.Name : member.Name);

    private AbstractValue ReadStatic(ISymbol member, IOperation operation)
    {
        var slot = StaticSlot(member);
        if (_state!.TryGetValue(slot, out var known))
        {
            return known;
        }

        var type = Resolve(operation.Type);
        if (IsOfTheMoment(member))
        {
            _taken++;
            return Runtime(operation);
        }

        var value = _flow.IsSource(member) && IsFixed(member) && Initializers.Of(member, _flow, _cancellationToken) is { } initializer && _frame.Depth < MostCalls
            ? Initialize(member, initializer, null)
            : _flow.IsSource(member) && KeptStatically(member) is { } kept ? kept
            : _flow.IsSource(member) || !(_flow.Known.IsQuery(type) || _flow.Known.IsExpressionTree(type))
                ? Symbolic(type, member.ContainingType.Name + "." + member.Name, Shown(operation.Syntax), HeapKind.Received)
                : Foreign(member, type!, operation);
        value = value is ItemsValue && CanGrow(type) ? Loose(value) : value;
        SetSlot(slot, value);
        return value;
    }

    private static bool IsFixed(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.IsConst || field.Type.TypeKind == TypeKind.Delegate,
        IPropertySymbol property => property.SetMethod is null,
        _ => false,
    };
}
