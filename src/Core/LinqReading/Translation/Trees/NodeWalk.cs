using System.Collections.Generic;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>The parts of a tree, and questions about what it names.</summary>
internal static class NodeWalk
{
    public static IEnumerable<Node> Children(Node node)
    {
        switch (node)
        {
            case LambdaNode lambda:
                return [lambda.Body];
            case MemberNode member:
                return [member.Target];
            case CallNode call:
                return call.Target is null ? call.Arguments : call.Arguments.Insert(0, call.Target);
            case NewNode made:
                return Values(made);
            case ListNode list:
                return list.Items;
            case BinaryNode binary:
                return [binary.Left, binary.Right];
            case LogicNode logic:
                return logic.Items;
            case NotNode not:
                return [not.Operand];
            case UnaryNode unary:
                return [unary.Operand];
            case ConvertNode convert:
                return [convert.Operand];
            case IsNode test:
                return [test.Operand];
            case ConditionalNode conditional:
                return [conditional.Test, conditional.WhenTrue, conditional.WhenFalse];
            case CoalesceNode coalesce:
                return [coalesce.Left, coalesce.Right];
            case IndexNode index:
                return index.Arguments.Insert(0, index.Target);
            case OperatorNode op:
                return op.Arguments.Insert(0, op.Source);
            default:
                return [];
        }
    }

    private static IEnumerable<Node> Values(NewNode made)
    {
        foreach (var member in made.Members)
        {
            yield return member.Value;
        }
    }

    /// <summary>Whether a parameter occurs in a tree.</summary>
    public static bool Names(Node root, ParameterNode parameter)
    {
        var stack = new Stack<Node>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            var node = stack.Pop();
            if (ReferenceEquals(node, parameter))
            {
                return true;
            }

            foreach (var child in Children(node))
            {
                stack.Push(child);
            }
        }

        return false;
    }
}
