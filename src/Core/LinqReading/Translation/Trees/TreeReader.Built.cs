using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>Trees that code built node by node.</summary>
internal sealed partial class TreeReader
{
    private Node ReadBuilt(TreeLambdaValue lambda, Origin at)
    {
        var rows = new Dictionary<string, ParameterNode>();
        var parameters = ImmutableArray.CreateBuilder<ParameterNode>();
        foreach (var parameter in lambda.Parameters.OfType<TreeParameterValue>())
        {
            rows[parameter.Identity] = new ParameterNode("row") { Type = parameter.Of };
            parameters.Add(rows[parameter.Identity]);
        }

        if (parameters.Count == 0)
        {
            parameters.Add(new ParameterNode("row"));
        }

        return new LambdaNode(parameters.ToImmutable(), ReadBuilt(lambda.Body, rows, parameters[0], at)) { At = at };
    }

    /// <summary>A node; parameters that no lambda around it declares stand for the row.</summary>
    private Node ReadBuilt(AbstractValue tree, Dictionary<string, ParameterNode> rows, ParameterNode row, Origin at)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            return new UnreadNode("the expression nests too deep") { At = at };
        }

        var read = ReadBuiltCore(tree, rows, row, at);
        _depth--;
        return read;
    }

    private Node ReadBuiltCore(AbstractValue tree, Dictionary<string, ParameterNode> rows, ParameterNode row, Origin at)
    {
        switch (tree)
        {
            case TreeParameterValue parameter:
                return rows.TryGetValue(parameter.Identity, out var known) ? known : row;
            case TreeMemberValue { Name: { } name } member:
                var target = ReadBuilt(member.Target, rows, row, at);
                var symbol = MemberOf(target.Type, name);
                return new MemberNode(target, name, symbol) { Type = symbol is IPropertySymbol property ? property.Type : (symbol as IFieldSymbol)?.Type, At = at };
            case TreeMemberValue { Target: TreeParameterValue }:
                return new PartialNode("a property whose name is known at run time only", ImmutableArray<Node>.Empty) { At = at };
            case TreeConstantValue constant:
                return FromValue(constant.Value, null, "the constant", at);
            case TreeOperatorValue op:
                return Operator(op, ImmutableArray.CreateRange(op.Operands, o => ReadBuilt(o, rows, row, at)), at);
            case TreeOtherValue other:
                return new PartialNode("a call that code builds", ImmutableArray.CreateRange(other.Parts, o => ReadBuilt(o, rows, row, at))) { At = at, MayFixKey = true };
            case LambdaBodyValue { Lambda: var predicate }:
                return FromValue(predicate, null, "", at) is LambdaNode { Parameters.Length: 1 } lambda ? new InvokeNode(lambda, row) { At = at } : new UnreadNode("a predicate that cannot be read") { At = at };
            default:
                return new UnreadNode("an expression tree that is put together in code is not followed to its end") { At = at };
        }
    }

    private static Node Operator(TreeOperatorValue op, ImmutableArray<Node> operands, Origin at)
    {
        Node read = op.Name switch
        {
            "AndAlso" or "And" => new LogicNode(BoolOp.And, operands) { At = at },
            "OrElse" or "Or" => new LogicNode(BoolOp.Or, operands) { At = at },
            "Not" => new NotNode(operands[0]) { At = at },
            _ when operands.Length == 2 => new BinaryNode(KindOf(op.Name), operands[0], operands[1]) { At = at },
            _ => new UnreadNode("an expression tree that is put together in code is not followed to its end") { At = at },
        };
        return op.Name == "Equal" && operands.Any(static o => o is PartialNode)
            ? new PartialNode("a comparison of a property whose name is known at run time only", operands) { At = at, MayFixKey = true }
            : read;
    }

    private static BinaryOperatorKind KindOf(string name) => name switch
    {
        "Equal" => BinaryOperatorKind.Equals,
        "NotEqual" => BinaryOperatorKind.NotEquals,
        "GreaterThan" => BinaryOperatorKind.GreaterThan,
        "GreaterThanOrEqual" => BinaryOperatorKind.GreaterThanOrEqual,
        "LessThan" => BinaryOperatorKind.LessThan,
        _ => BinaryOperatorKind.LessThanOrEqual,
    };

    private static ISymbol? MemberOf(ITypeSymbol? type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers(name).FirstOrDefault(static m => m is IPropertySymbol or IFieldSymbol) is { } found)
            {
                return found;
            }
        }

        return type?.AllInterfaces.SelectMany(i => i.GetMembers(name)).FirstOrDefault(static m => m is IPropertySymbol);
    }
}
