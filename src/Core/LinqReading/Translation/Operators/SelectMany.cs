using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>SelectMany: a cross join, or an apply that becomes a join where it can.</summary>
internal sealed partial class TranslationRun
{
    private Rows? SelectMany(Rows outer, OperatorNode op, Env env)
    {
        if (op.Lambda(0) is not { Parameters.Length: 1 } collection)
        {
            return UnreadArgument(op);
        }

        var over = Over(collection, env, outer.Element);
        var (body, defaulted) = LiftDefaultIfEmpty(collection.Body);
        var correlated = NodeWalk.Names(body, collection.Parameters[0]);
        if (Build(body, over) is not { } inner)
        {
            return null;
        }

        var element = ApplyPending(inner);
        if (Failure is not null)
        {
            return null;
        }

        element = Store(inner.Select, element, "c");
        if (correlated)
        {
            var projected = new List<Expr>();
            Leaves(element, projected);
            outer.Select.Join(defaulted ? EntryKind.OuterApply : EntryKind.CrossApply, inner.Select, null, projected, op.At);
        }
        else
        {
            if (defaulted)
            {
                AddEmptyRow(inner);
            }

            outer.Select.Join(EntryKind.Cross, inner.Select, null, [], op.At);
        }

        inner.Owner.MergeInto(outer.Owner);
        element = Snapshot(element, outer.Owner, closed: element is NewShape);
        if (defaulted)
        {
            MarkOptional(element);
        }

        if (op.Lambda(1) is { Parameters.Length: 2 } result)
        {
            return Joined(outer, result.Body, env.With(result.Parameters[0], outer.Element).With(result.Parameters[1], element));
        }

        outer.Element = element;
        outer.Projected = true;
        return outer;
    }

    /// <summary>A DefaultIfEmpty at the end makes it a left join; only operators that keep the rows may stand after it.</summary>
    private static (Node Body, bool Lifted) LiftDefaultIfEmpty(Node body)
    {
        var after = new Stack<OperatorNode>();
        var at = body;
        while (at is OperatorNode { Name: "Select" or "OrderBy" or "OrderByDescending" or "Reverse" } op)
        {
            after.Push(op);
            at = op.Source;
        }

        if (at is not OperatorNode { Name: "DefaultIfEmpty", Arguments.Length: 0 } defaulted)
        {
            return (body, false);
        }

        var result = defaulted.Source;
        while (after.Count > 0)
        {
            var op = after.Pop();
            result = new OperatorNode(op.Method, result, op.Arguments) { Type = op.Type, At = op.At, Renamed = op.Renamed };
        }

        return (result, true);
    }

    /// <summary>All values in a shape.</summary>
    private void Leaves(Shape shape, List<Expr> into)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                into.Add(scalar.Value);
                break;
            case EntityShape entity:
                foreach (var (expr, _) in ColumnsOf(entity.Entity))
                {
                    into.Add(expr);
                }

                break;
            case NewShape made:
                foreach (var part in made.Parts)
                {
                    Leaves(part.Value, into);
                }

                break;
        }
    }
}
