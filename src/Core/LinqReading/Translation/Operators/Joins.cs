using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

internal enum JoinFlavor { Inner, Left, Right }

/// <summary>Join, LeftJoin, RightJoin, GroupJoin.</summary>
internal sealed partial class TranslationRun
{
    private Rows? Join(Rows outer, OperatorNode op, Env env, JoinFlavor flavor)
    {
        if (op.Arguments.Length != 4 || op.Lambda(1) is not { } outerKey || op.Lambda(2) is not { } innerKey || op.Lambda(3) is not { Parameters.Length: 2 } result)
        {
            return UnreadArgument(op);
        }

        if (Build(op.Arguments[0], env) is not { } inner)
        {
            return null;
        }

        return JoinRows(outer, inner, outerKey, innerKey, env, flavor, op.At) is { } element
            ? Joined(outer, result.Body, env.With(result.Parameters[0], element.Outer).With(result.Parameters[1], element.Inner))
            : null;
    }

    private static Rows Joined(Rows rows, Node body, Env env)
    {
        rows.Element = new PendingShape(body, env);
        rows.Projected = true;
        return rows;
    }

    /// <summary>Joins two queries on keys; what a row of each is from then on, or null with <see cref="Failure"/> set.</summary>
    private (Shape Outer, Shape Inner)? JoinRows(Rows outer, Rows inner, LambdaNode outerKey, LambdaNode innerKey, Env env, JoinFlavor flavor, Origin at)
    {
        var left = Expand(Bind(outerKey.Body, Over(outerKey, env, outer.Element)));
        var right = Expand(Bind(innerKey.Body, Over(innerKey, env, inner.Element)));
        if (KeysEqual(left, right, at) is not { } on)
        {
            if (Failure is null)
            {
                var failed = left as FailedShape ?? right as FailedShape;
                Fail(failed?.Reason ?? "EF Core cannot translate the keys of this join", failed?.At ?? at);
            }

            return null;
        }

        outer.Select.Join(flavor switch { JoinFlavor.Left => EntryKind.Left, JoinFlavor.Right => EntryKind.Right, _ => EntryKind.Inner }, inner.Select, on, [], at);
        inner.Owner.MergeInto(outer.Owner);
        if (flavor == JoinFlavor.Left)
        {
            MarkOptional(inner.Element);
        }
        else if (flavor == JoinFlavor.Right)
        {
            MarkOptional(outer.Element);
        }

        return (outer.Element, inner.Element);
    }

    /// <summary>The entities of a shape may be missing from here on.</summary>
    private void MarkOptional(Shape shape)
    {
        switch (shape)
        {
            case EntityShape entity:
                entity.Entity.Optional = true;
                break;
            case PendingShape pending:
                MarkOptional(pending.Node, pending.Env);
                break;
        }
    }

    /// <summary>The parameters that a pending expression is made of.</summary>
    private void MarkOptional(Node node, Env env)
    {
        switch (node)
        {
            case ParameterNode parameter when env.Find(parameter) is { } shape:
                MarkOptional(shape);
                break;
            case NewNode made:
                foreach (var part in made.Members)
                {
                    if (part.Value is ParameterNode or NewNode)
                    {
                        MarkOptional(part.Value, env);
                    }
                    else if (part.Value is MemberNode { Target: ParameterNode } inner)
                    {
                        // Of an entity a column, or a navigation that is joined to it; of an object one of its parts.
                        switch (Force(new PendingShape(inner.Target, env)))
                        {
                            case EntityShape entity:
                                MarkOptional(entity);
                                break;
                            case NewShape outer when outer.Find(inner.Name) is { } found:
                                MarkOptional(found);
                                break;
                        }
                    }
                }

                break;
        }
    }

    /// <summary>GroupJoin without a SelectMany over it: its groups are correlated subqueries.</summary>
    private Rows? GroupJoin(Rows outer, OperatorNode op, Env env)
    {
        if (op.Arguments.Length != 4 || op.Lambda(1) is not { } || op.Lambda(2) is not { } || op.Lambda(3) is not { Parameters.Length: 2 } result)
        {
            return UnreadArgument(op);
        }

        return Joined(outer, result.Body, env.With(result.Parameters[0], outer.Element).With(result.Parameters[1], GroupOf(op, outer.Element, env)));
    }

    private static RowsShape GroupOf(OperatorNode op, Shape outer, Env env)
    {
        var outerKey = op.Lambda(1)!;
        var innerKey = op.Lambda(2)!;
        var predicate = new LambdaNode(innerKey.Parameters, new KeyMatchNode(outerKey.Body, innerKey.Body) { At = op.At });
        return new RowsShape(new OperatorNode(op.Method, op.Arguments[0], ImmutableArray.Create<Node>(predicate)) { At = op.At, Renamed = "Where" }, Over(outerKey, env, outer));
    }

    /// <summary>
    /// <c>join … into g from x in g.DefaultIfEmpty()</c> is a left join, without DefaultIfEmpty an inner join (EF Core's
    /// <c>TryFlattenGroupJoinSelectMany</c>). Null when the selectors are of another form.
    /// </summary>
    private (Rows? Rows, bool Done)? FlattenGroupJoin(Rows outer, OperatorNode join, OperatorNode flat, Env env)
    {
        if (join.Arguments.Length != 4 || join.Lambda(1) is not { } outerKey || join.Lambda(2) is not { } innerKey || join.Lambda(3) is not { Parameters.Length: 2 } group
            || flat.Lambda(0) is not { Parameters.Length: 1 } collection || flat.Lambda(1) is not { Parameters.Length: 2 } result)
        {
            return null;
        }

        var body = collection.Body;
        var left = false;
        if (body is OperatorNode { Name: "DefaultIfEmpty", Arguments.Length: 0 } defaulted)
        {
            left = true;
            body = defaulted.Source;
        }

        // What stands between the group and DefaultIfEmpty is applied to the inner side, as long as it names no outer row.
        var operators = new Stack<OperatorNode>();
        while (body is OperatorNode op && !OperatorKinds.IsTerminal(op))
        {
            operators.Push(op);
            body = op.Source;
        }

        var marker = new ParameterNode("group");
        var probe = env.With(collection.Parameters[0], new PendingShape(group.Body, env.With(group.Parameters[0], new FailedShape("outer", Origin.None)).With(group.Parameters[1], new MarkerShape(marker))));
        if (Force(new PendingShape(body, probe)) is not MarkerShape || NamesParameter(operators, collection.Parameters[0]))
        {
            return null;
        }

        var inner = Build(join.Arguments[0], env);
        while (inner is not null && operators.Count > 0)
        {
            inner = Apply(inner, operators.Pop(), env);
        }

        if (inner is null || JoinRows(outer, inner, outerKey, innerKey, env, left ? JoinFlavor.Left : JoinFlavor.Inner, join.At) is not { } element)
        {
            return (null, true);
        }

        var row = new PendingShape(group.Body, env.With(group.Parameters[0], element.Outer).With(group.Parameters[1], GroupOf(join, element.Outer, env)));
        return (Joined(outer, result.Body, env.With(result.Parameters[0], row).With(result.Parameters[1], element.Inner)), true);
    }

    private static bool NamesParameter(IEnumerable<OperatorNode> operators, ParameterNode parameter)
    {
        foreach (var op in operators)
        {
            foreach (var argument in op.Arguments)
            {
                if (NodeWalk.Names(argument, parameter))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>Stands for a parameter while an expression is probed for it.</summary>
internal sealed class MarkerShape(ParameterNode parameter) : Shape
{
    public ParameterNode Parameter { get; } = parameter;
}
