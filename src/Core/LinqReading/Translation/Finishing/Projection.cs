using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>
/// The last projection (EF Core's <c>SelectExpression.ApplyProjection</c>): its values are the select list, its collections and
/// single rows are joined, or queried by commands of their own.
/// </summary>
internal sealed partial class TranslationRun
{
    private sealed class Projected
    {
        public List<NamedOutput> Outputs { get; } = [];

        public List<Part> Parts { get; } = [];
    }

    internal sealed record NamedOutput(string Name, Expr Expr);

    /// <summary>Rows inside the projection.</summary>
    private sealed record Part(bool IsCollection, System.Func<Rows?> Build, Origin At);

    /// <summary>What a command gives, and how many collections are left to commands of their own.</summary>
    internal sealed record Finished(Selects.Select Select, List<NamedOutput> Outputs, int SplitCollections);

    /// <summary>A pending expression, all of it, with the references that are included joined.</summary>
    private Shape ExpandWithIncludes(Shape shape)
    {
        var expanded = Expand(shape);
        if (expanded is FailedShape && Failure is null && shape is PendingShape pending)
        {
            // It runs in the client; what it needs is joined now, before a limit is put on the rows.
            CollectClient(pending.Node, pending.Env, "c", new Projected());
            return shape;
        }

        JoinIncludes(expanded);
        return expanded;
    }

    /// <summary>
    /// The same for the last projection of rows. EF Core rebuilds objects that hold entities, and entities with includes,
    /// which is a projection of its own.
    /// </summary>
    private Shape ExpandWithIncludes(Rows rows)
    {
        var expanded = ExpandWithIncludes(rows.Element);
        rows.Projected |= expanded is EntityShape { Entity.Includes.Children.Count: > 0 } || (expanded is NewShape && HoldsEntity(expanded));
        return expanded;
    }

    private static bool HoldsEntity(Shape shape)
    {
        if (shape is NewShape made)
        {
            foreach (var part in made.Parts)
            {
                if (part.Value is EntityShape || HoldsEntity(part.Value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void JoinIncludes(Shape shape)
    {
        switch (shape)
        {
            case EntityShape entity:
                JoinIncludes(entity.Entity, previous: null, depth: 0);
                break;
            case NewShape made:
                foreach (var part in made.Parts)
                {
                    JoinIncludes(part.Value);
                }

                break;
            case ConditionalShape conditional:
                JoinIncludes(conditional.WhenTrue);
                JoinIncludes(conditional.WhenFalse);
                break;
        }
    }

    private void JoinIncludes(EntityRef entity, Navigation? previous, int depth)
    {
        // Owned types come after what is included: EF Core expands them when it translates, navigations before.
        foreach (var include in entity.Includes.Children.OrderBy(static include => include.Navigation!.IsOwned))
        {
            var navigation = include.Navigation!;
            if (depth > 30 || navigation.IsCollection || (previous is not null && previous.Inverse == navigation.Name && !navigation.AutoInclude))
            {
                continue;
            }

            if (Navigate(entity, navigation, include.At) is EntityShape { Entity: var target })
            {
                target.Includes.Merge(include);
                JoinIncludes(target, navigation, depth + 1);
            }
        }
    }

    /// <summary>Finishes rows into a SELECT with its list.</summary>
    /// <param name="path">In a split query: which collection of each level this command is for; null when one command gets all.</param>
    internal Finished? Finish(Rows rows, ImmutableArray<int>? path, int level = 0)
    {
        if (Project(rows) is not { } projected)
        {
            return null;
        }

        var outputs = projected.Outputs;
        var collections = projected.Parts.FindAll(static p => p.IsCollection);
        var joined = path is null ? projected.Parts : projected.Parts.FindAll(static p => !p.IsCollection);
        var follows = path is { } split && level < split.Length && split[level] < collections.Count ? collections[split[level]] : null;
        if ((joined.Count > 0 || follows is not null) && rows.Select.NeedsPushDownAsOuter)
        {
            KeepInside(rows.Select, outputs);
            rows.Select.PushDown();
        }

        foreach (var part in joined)
        {
            if (!(part.IsCollection ? JoinPart(rows.Select, part, outputs) : JoinRow(rows, part, outputs)))
            {
                return null;
            }
        }

        if (follows is not null)
        {
            return FinishSplit(rows, follows, path!.Value, level);
        }

        return new Finished(rows.Select, outputs, path is null ? 0 : collections.Count);
    }

    /// <summary>What rows give, with the references that are included joined; null with <see cref="Failure"/> set.</summary>
    private Projected? Project(Rows rows)
    {
        if (rows.Grouping is { } grouping)
        {
            EndWithGroups(rows, grouping);
        }

        rows.Element = ExpandWithIncludes(rows);
        if (Failure is not null)
        {
            return null;
        }

        if (rows.Projected && rows.Select.Distinct)
        {
            rows.Element = Store(rows.Select, rows.Element, "c");
            rows.Select.PushDown();
        }

        rows.Projected = false;
        var projected = new Projected();
        Collect(rows.Element, "c", projected, Origin.None);
        return Failure is null ? projected : null;
    }

    /// <summary>Computed values of a select list stay where they are when it becomes a subquery.</summary>
    private static void KeepInside(Selects.Select select, List<NamedOutput> outputs)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            outputs[i] = outputs[i] with { Expr = new LogicalSlot(select.AddSlot(outputs[i].Expr, outputs[i].Name)) { Type = outputs[i].Expr.Type } };
        }
    }

    private bool JoinPart(Selects.Select select, Part part, List<NamedOutput> outputs)
    {
        if (part.Build() is not { } inner || Finish(inner, path: null) is not { } finished)
        {
            return false;
        }

        KeepInside(finished.Select, finished.Outputs);
        var projected = finished.Outputs.ConvertAll(static o => o.Expr);
        select.Join(EntryKind.OuterApply, finished.Select, null, projected, part.At);
        outputs.AddRange(finished.Outputs);
        return true;
    }

    /// <summary>One row of a subquery is joined as it is cut down; collections in it are joined after it, to the rows around.</summary>
    private bool JoinRow(Rows rows, Part part, List<NamedOutput> outputs)
    {
        if (part.Build() is not { } inner || Project(inner) is not { } projected)
        {
            return false;
        }

        KeepInside(inner.Select, projected.Outputs);
        rows.Select.Join(EntryKind.OuterApply, inner.Select, null, projected.Outputs.ConvertAll(static o => o.Expr), part.At);
        inner.Owner.MergeInto(rows.Owner);
        outputs.AddRange(projected.Outputs);
        foreach (var further in projected.Parts)
        {
            if (!(further.IsCollection ? JoinPart(rows.Select, further, outputs) : JoinRow(rows, further, outputs)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A collection's own command: the query once more, with the collection's rows joined.</summary>
    private Finished? FinishSplit(Rows rows, Part part, ImmutableArray<int> path, int level)
    {
        if (part.Build() is not { } inner)
        {
            return null;
        }

        inner.Element = ExpandWithIncludes(inner.Element);
        if (Failure is not null)
        {
            return null;
        }

        inner.Element = Store(inner.Select, inner.Element, "c");
        var projected = new List<Expr>();
        Leaves(inner.Element, projected);
        rows.Select.Join(EntryKind.CrossApply, inner.Select, null, projected, part.At);
        inner.Owner.MergeInto(rows.Owner);
        rows.Element = inner.Element;
        rows.Projected = false;
        return Finish(rows, path, level + 1);
    }

    /// <summary>GroupBy as the last operator: EF Core orders by the key and groups in the client.</summary>
    private void EndWithGroups(Rows rows, Grouping grouping)
    {
        var select = rows.Select;
        rows.Grouping = null;
        if (select.Having.Count > 0 || select.Limit is not null || select.Offset is not null)
        {
            // The groups are a subquery then, and their rows are joined to it.
            var terms = grouping.Terms;
            if (GroupRows(grouping, Origin.None) is not { } again)
            {
                return;
            }

            var projected = new List<Expr>(terms);
            again.Element = Expand(again.Element);
            Leaves(again.Element, projected);
            select.PushDown();
            select.Join(EntryKind.CrossApply, again.Select, null, projected.GetRange(terms.Count, projected.Count - terms.Count));
            again.Owner.MergeInto(rows.Owner);
            rows.Element = again.Element;
            return;
        }

        foreach (var term in select.GroupBy)
        {
            select.Orderings.Add(new OrderItem(term));
        }

        select.GroupBy.Clear();
        rows.Element = grouping.Element;
    }
}
