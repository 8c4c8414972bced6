using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>Calls: query operators, methods of values, and objects and lists made in the query.</summary>
internal sealed partial class TreeReader
{
    private Node ReadCall(IInvocationOperation call, object? scope)
    {
        var method = evaluator.Resolve(call.TargetMethod, scope);
        if (call.Instance is null && QueryMethods.IsOperator(method) && call.Arguments.Length > 0)
        {
            return ReadOperator(call, method, scope);
        }

        if (method is { Name: "Contains", ContainingType.Name: "MemoryExtensions" })
        {
            var list = ReadAll(call.Arguments, scope);
            return new OperatorNode(method, list[0], list.RemoveAt(0)) { Type = call.Type, At = At(call) };
        }

        if (method is { Name: "Constant" or "Parameter", ContainingType.Name: "EF", Parameters.Length: 1 })
        {
            return Read(call.Arguments[0].Value, scope);
        }

        if (call.Instance is { } instance)
        {
            var target = Read(instance, scope);
            if (method.Name == "Contains" && method.Parameters.Length == 1 && ClrTypes.ElementOf(instance.Type) is not null)
            {
                return new OperatorNode(method, ReadFilled(instance, scope) ?? target, ReadAll(call.Arguments, scope)) { Type = call.Type, At = At(call) };
            }

            return new CallNode(method, target, ReadAll(call.Arguments, scope)) { Type = TypeOf(call, scope), At = At(call) };
        }

        return new CallNode(method, null, ReadAll(call.Arguments, scope)) { Type = TypeOf(call, scope), At = At(call) };
    }

    /// <summary>The source of an operator is the source of the next, so a chain is read in a loop.</summary>
    private Node ReadOperator(IInvocationOperation call, IMethodSymbol method, object? scope)
    {
        var arguments = InParameterOrder(call.Arguments);
        var source = Read(arguments[0].Value, scope);
        var rest = ImmutableArray.CreateBuilder<Node>(arguments.Length - 1);
        for (var i = 1; i < arguments.Length; i++)
        {
            rest.Add(ReadArgument(arguments[i].Value, scope));
        }

        Flags = QueryMethods.Note(Flags, method, rest);
        return QueryMethods.IsTransparent(method)
            ? source
            : new OperatorNode(method, source, rest.MoveToImmutable()) { Type = TypeOf(call, scope), At = At(call) };
    }

    /// <summary>A lambda may also stand in a variable, a member, or come from a method.</summary>
    private Node ReadArgument(IOperation argument, object? scope)
    {
        var inner = argument;
        while (inner is IConversionOperation conversion)
        {
            inner = conversion.Operand;
        }

        if (inner is IDelegateCreationOperation { Target: { } target })
        {
            inner = target;
        }

        if (inner is not IAnonymousFunctionOperation && (IsExpression(argument.Type) || argument.Type?.TypeKind == TypeKind.Delegate)
            && evaluator.Evaluate(inner, scope) is LambdaValue lambda)
        {
            return ReadLambda(lambda);
        }

        return Read(argument, scope);
    }

    private Node ReadObject(IOperation creation, object? scope)
    {
        var members = ImmutableArray.CreateBuilder<NewMember>();
        switch (creation)
        {
            case IAnonymousObjectCreationOperation anonymous:
                ReadAssignments(anonymous.Initializers, members, scope);
                break;
            case IObjectCreationOperation made:
                if (made.Type is { } type && ClrTypes.ToSql(type) is { IsUnknown: false } && made.Constructor is { } constructor && made.Initializer is null
                    && type.TypeKind == TypeKind.Struct)
                {
                    return new CallNode(constructor, null, ReadAll(made.Arguments, scope)) { Type = type, At = At(made) };
                }

                foreach (var argument in InParameterOrder(made.Arguments))
                {
                    members.Add(new NewMember(null, Read(argument.Value, scope)));
                }

                if (made.Initializer is { } initializer)
                {
                    ReadAssignments(initializer.Initializers, members, scope);
                }

                break;
            case ITypeParameterObjectCreationOperation { Initializer: { } generic }:
                ReadAssignments(generic.Initializers, members, scope);
                break;
        }

        return new NewNode(members.ToImmutable()) { Type = TypeOf(creation, scope), At = At(creation) };
    }

    private void ReadAssignments(ImmutableArray<IOperation> initializers, ImmutableArray<NewMember>.Builder members, object? scope)
    {
        foreach (var initializer in initializers)
        {
            switch (initializer)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment:
                    members.Add(new NewMember(target.Member.Name, Read(assignment.Value, scope)));
                    break;
                default:
                    members.Add(new NewMember(null, Read(initializer, scope)));
                    break;
            }
        }
    }

    /// <summary><c>new List&lt;T&gt; { a, b }</c> is a list of values where something is looked for in it, and nowhere else; null for anything else.</summary>
    private ListNode? ReadFilled(IOperation creation, object? scope) =>
        creation is IObjectCreationOperation { Type.Name: "List", Initializer.Initializers: var added } && added.All(static a => a is IInvocationOperation { Arguments.Length: 1 })
            ? new ListNode([.. added.Select(a => Read(((IInvocationOperation)a).Arguments[0].Value, scope))]) { Type = TypeOf(creation, scope), At = At(creation) }
            : null;

    private Node ReadList(IOperation creation, object? scope)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        var elements = creation switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            _ => ImmutableArray<IOperation>.Empty,
        };
        foreach (var element in elements)
        {
            items.Add(Read(element, scope));
        }

        return new ListNode(items.ToImmutable()) { Type = TypeOf(creation, scope), At = At(creation) };
    }
}
