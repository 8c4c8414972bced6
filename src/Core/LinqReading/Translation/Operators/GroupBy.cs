using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>GroupBy.</summary>
internal sealed partial class TranslationRun
{
    private Rows? GroupBy(Rows rows, OperatorNode op, Env env)
    {
        if (op.Lambda(0) is not { Parameters.Length: 1 } keySelector)
        {
            return UnreadArgument(op);
        }

        var (elementSelector, resultSelector) = Selectors(op);
        if (op.Arguments.Length > 3 || (op.Arguments.Length > 1 && elementSelector is null && resultSelector is null))
        {
            return NotTranslated(op);
        }

        var (key, element, terms) = Group(rows, keySelector, elementSelector, env);
        if (Failure is not null)
        {
            return null;
        }

        foreach (var term in terms)
        {
            rows.Select.GroupBy.Add(term);
        }

        var grouping = new Grouping(op, env, key, element, terms, rows.Owner);
        rows.Grouping = grouping;
        rows.Element = new GroupShape(grouping);
        if (resultSelector is not null)
        {
            return ProjectGroups(rows, resultSelector.Body, env.With(resultSelector.Parameters[0], key).With(resultSelector.Parameters[1], new GroupShape(grouping)));
        }

        return rows;
    }

    private static (LambdaNode? Element, LambdaNode? Result) Selectors(OperatorNode op)
    {
        var second = op.Lambda(1);
        if (op.Lambda(2) is { } third)
        {
            return (second, third);
        }

        return second is { Parameters.Length: 2 } ? (null, second) : (second, null);
    }

    /// <summary>The key and element of a grouping over a SELECT that is ready to be grouped.</summary>
    private (Shape Key, Shape Element, List<Expr> Terms) Group(Rows rows, LambdaNode keySelector, LambdaNode? elementSelector, Env env)
    {
        var keyShape = Expand(Bind(keySelector.Body, Over(keySelector, env, rows.Element)));
        if (elementSelector is not null)
        {
            rows.Element = new PendingShape(elementSelector.Body, Over(elementSelector, env, rows.Element));
            rows.Projected = true;
        }

        // The elements stay pending: a navigation in them is joined where a group's rows are queried, not here.
        var element = Afresh(rows.Element, rows.Owner);
        rows.Select.PrepareForAggregate();
        rows.Select.Orderings.Clear();
        var terms = new List<Expr>();
        var key = KeyTerms(keyShape, "Key", terms);
        if (key is null)
        {
            Fail(keyShape is FailedShape failed ? failed.Reason : "EF Core cannot translate the key of this GroupBy", keySelector.At);
            return (keyShape, element, terms);
        }

        if (terms.Count == 0)
        {
            terms.Add(new Constant(1L) { Type = SqlType.Int4 });
        }

        if (terms.Exists(static t => t is not (LogicalColumn or LogicalSlot)))
        {
            // EF Core computes such keys in a subquery and groups by its columns.
            var stored = new List<Expr>();
            foreach (var term in terms)
            {
                stored.Add(term is LogicalColumn ? term : new LogicalSlot(rows.Select.AddSlot(term, "Key")) { Type = term.Type });
            }

            rows.Select.PushDown();
            rows.Select.Orderings.Clear();
            key = Replace(key, terms, stored);
            terms = stored;
        }

        return (key, element, terms);
    }

    /// <summary>A shape with the entities of one query as rows of their own; those of queries around it stay the same.</summary>
    private Shape Afresh(Shape shape, RowsOwner owner)
    {
        switch (shape)
        {
            case EntityShape entity when ReferenceEquals(entity.Entity.Owner.Root, owner.Root):
                return new EntityShape(entity.Entity.Snapshot(entity.Entity.Columns, owner));
            case PendingShape pending when Spend(pending.Node.At):
                return new PendingShape(pending.Node, pending.Env.Map(s => Afresh(s, owner)));
            default:
                return shape;
        }
    }

    private Shape? KeyTerms(Shape key, string name, List<Expr> terms)
    {
        switch (key)
        {
            case ScalarShape scalar:
                terms.Add(scalar.Value);
                return key;
            case SingleShape single when ScalarOf(single, Origin.None) is { } value:
                terms.Add(value);
                return new ScalarShape(value, null);
            case EntityShape entity:
                foreach (var (expr, _) in ColumnsOf(entity.Entity))
                {
                    if (!expr.Type.Equals(SqlType.Jsonb))
                    {
                        terms.Add(expr);
                    }
                }

                return key;
            case NewShape made:
                var parts = ImmutableArray.CreateBuilder<NewPart>(made.Parts.Length);
                foreach (var part in made.Parts)
                {
                    if (KeyTerms(part.Value, part.Name ?? name, terms) is not { } inner)
                    {
                        return null;
                    }

                    parts.Add(part with { Value = inner });
                }

                return made.Of(parts.MoveToImmutable());
            default:
                return null;
        }
    }

    private static Shape Replace(Shape shape, List<Expr> from, List<Expr> to)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                var index = from.FindIndex(e => ReferenceEquals(e, scalar.Value));
                return index < 0 ? shape : new ScalarShape(to[index], scalar.Type);
            case NewShape made:
                var parts = ImmutableArray.CreateBuilder<NewPart>(made.Parts.Length);
                foreach (var part in made.Parts)
                {
                    parts.Add(part with { Value = Replace(part.Value, from, to) });
                }

                return made.Of(parts.MoveToImmutable());
            default:
                return shape;
        }
    }

    /// <summary>
    /// The rows of one group as a query of their own: the grouped source once more, with its key equal to the group's (EF Core
    /// clones the SELECT before it is grouped).
    /// </summary>
    private Rows? GroupRows(Grouping grouping, Origin at)
    {
        if (Build(grouping.Node.Source, grouping.Env) is not { } rows)
        {
            return null;
        }

        var (elementSelector, _) = Selectors(grouping.Node);
        var (_, element, terms) = Group(rows, grouping.Node.Lambda(0)!, elementSelector, grouping.Env);
        if (Failure is not null)
        {
            return null;
        }

        for (var i = 0; i < terms.Count && i < grouping.Terms.Count; i++)
        {
            rows.Select.ApplyPredicate(new ClrEquality(grouping.Terms[i], terms[i], Negated: false) { Type = SqlType.Bool, At = at });
        }

        rows.Element = element;
        return rows;
    }
}
