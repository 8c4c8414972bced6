using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>
/// Turns EXISTS and IN at the top of WHERE and ON into semi-joins, NOT EXISTS into anti-joins (<c>pull_up_sublinks</c> in
/// <c>prepjointree.c</c>, <c>convert_*_sublink_to_join</c> in <c>subselect.c</c>).
/// </summary>
internal sealed class SublinkPullUp(PlannerRoot root)
{
    private readonly PgQuery _query = root.Query;

    public void Run()
    {
        var tree = Recurse(_query.From, out _);
        _query.From = tree as PgFrom ?? new PgFrom(new List<PgJoinNode> { tree }, null);
    }

    /// <summary>A place in the join tree where a semi-join may be put.</summary>
    private sealed class Slot(PgJoinNode node)
    {
        public PgJoinNode Node { get; set; } = node;
    }

    private PgJoinNode Recurse(PgJoinNode node, out HashSet<int> sources)
    {
        sources = new HashSet<int>();
        switch (node)
        {
            case PgFrom from:
                for (var i = 0; i < from.Items.Count; i++)
                {
                    from.Items[i] = Recurse(from.Items[i], out var inner);
                    sources.UnionWith(inner);
                }

                if (from.Quals is null)
                {
                    return from;
                }

                var renewed = new PgFrom(from.Items, null);
                var slot = new Slot(renewed);
                renewed.Quals = Quals(from.Quals, slot, sources, null, null);
                return slot.Node;
            case PgJoin join:
                return Join(join, sources);
            case PgLeaf leaf:
                sources.Add(leaf.Source);
                return leaf;
            default:
                return node;
        }
    }

    private PgJoinNode Join(PgJoin join, HashSet<int> sources)
    {
        join.Left = Recurse(join.Left, out var left);
        join.Right = Recurse(join.Right, out var right);
        sources.UnionWith(left);
        sources.UnionWith(right);
        switch (join.Kind)
        {
            case JoinKind.Inner:
                var whole = new Slot(join);
                join.Quals = Quals(join.Quals, whole, sources, null, null);
                return whole.Node;
            case JoinKind.Left:
                var inner = new Slot(join.Right);
                join.Quals = Quals(join.Quals, inner, right, null, null);
                join.Right = inner.Node;
                return join;
            case JoinKind.Right:
                var outer = new Slot(join.Left);
                join.Quals = Quals(join.Quals, outer, left, null, null);
                join.Left = outer.Node;
                return join;
            default:
                return join;
        }
    }

    /// <summary>The condition without what became a join.</summary>
    private PgExpr? Quals(PgExpr? expr, Slot first, HashSet<int> available, Slot? second, HashSet<int>? alsoAvailable)
    {
        switch (expr)
        {
            case PgSubLink { Kind: SubLinkKind.Any or SubLinkKind.Exists } link:
                if (TryPlace(link, false, first, available) || (second is not null && TryPlace(link, false, second, alsoAvailable!)))
                {
                    return null;
                }

                return expr;
            case PgBool { Logic: PgLogic.Not } not when not.Args[0] is PgSubLink { Kind: SubLinkKind.Exists } link:
                if (TryPlace(link, true, first, available) || (second is not null && TryPlace(link, true, second, alsoAvailable!)))
                {
                    return null;
                }

                return expr;
            case PgBool { Logic: PgLogic.And } and:
                var kept = ImmutableArray.CreateBuilder<PgExpr>();
                foreach (var arg in and.Args)
                {
                    if (Quals(arg, first, available, second, alsoAvailable) is { } left)
                    {
                        kept.Add(left);
                    }
                }

                return kept.Count == 0 ? null : PgBool.And(kept.ToImmutable());
            default:
                return expr;
        }
    }

    private bool TryPlace(PgSubLink link, bool negated, Slot slot, HashSet<int> available)
    {
        var join = link.Kind == SubLinkKind.Any ? FromAny(link, available) : FromExists(link, negated, available);
        if (join is null)
        {
            return false;
        }

        join.Left = slot.Node;
        slot.Node = join;
        join.Right = Recurse(join.Right, out var child);
        var right = new Slot(join.Right);
        if (negated)
        {
            join.Quals = Quals(join.Quals, right, child, null, null);
        }
        else
        {
            var left = new Slot(join.Left);
            join.Quals = Quals(join.Quals, left, available, right, child);
            join.Left = left.Node;
        }

        join.Right = right.Node;
        return true;
    }

    private PgJoin? FromAny(PgSubLink link, HashSet<int> available)
    {
        var outer = new List<PgVar>();
        PgWalk.FreeVars(link.Query, outer);
        var correlated = outer.Where(var => _query.Owns(var.Source)).Select(static var => var.Source).ToList();
        if (correlated.Count > 0 && (root.Global.Options.PostgresVersion < 17 || !correlated.TrueForAll(available.Contains)))
        {
            return null;
        }

        var tested = new List<PgVar>();
        foreach (var arg in link.Args)
        {
            PgWalk.Vars(arg, tested);
        }

        var upper = tested.Where(var => _query.Owns(var.Source)).Select(static var => var.Source).ToList();
        if (upper.Count == 0 || !upper.TrueForAll(available.Contains) || link.Args.Any(PgTraits.IsVolatile))
        {
            return null;
        }

        var source = new PgSource(root.Global.NextSource(), PgSourceKind.Subquery, "ANY_subquery") { At = link.Query.At, Lateral = correlated.Count > 0 };
        source.Subquery = link.Query;
        foreach (var target in link.Query.Targets.Where(static target => !target.IsJunk))
        {
            source.Columns.Add(target.Name);
            source.Types.Add(target.Expr.Type);
        }

        _query.Append(source);
        var quals = ImmutableArray.CreateBuilder<PgExpr>();
        for (var i = 0; i < link.Args.Length; i++)
        {
            var column = OperatorResolver.Coerce(new PgVar(source.Id, i + 1, source.TypeOf(i + 1)), link.Operators[i].Right);
            quals.Add(new PgOp(link.Operators[i], ImmutableArray.Create(link.Args[i], column)) { At = link.At });
        }

        return new PgJoin(JoinKind.Semi, new PgLeaf(-1), new PgLeaf(source.Id), PgBool.And(quals.ToImmutable())) { At = link.At };
    }

    private PgJoin? FromExists(PgSubLink link, bool negated, HashSet<int> available)
    {
        var query = link.Query;
        if (query.Ctes.Count > 0 || !ExistsQuery.CanSimplify(query))
        {
            return null;
        }

        var where = query.From.Quals;
        if (where is null || PgTraits.IsVolatile(where))
        {
            return null;
        }

        var used = PgWalk.Vars(where).Where(var => _query.Owns(var.Source)).Select(static var => var.Source).ToList();
        if (used.Count == 0 || !used.TrueForAll(available.Contains) || RestIsCorrelated(query))
        {
            return null;
        }

        ExistsQuery.Simplify(query);
        query.From.Quals = null;
        EmptyFrom.Fill(query, root.Global.NextSource);
        _query.AppendAll(query);
        _query.HasSubLinks |= query.HasSubLinks;
        return new PgJoin(
            negated ? JoinKind.Anti : JoinKind.Semi,
            new PgLeaf(-1),
            query.From.Items.Count == 1 ? query.From.Items[0] : query.From,
            where) { At = link.At };
    }

    /// <summary>Whether the subquery names this level's columns outside its WHERE and select list.</summary>
    private bool RestIsCorrelated(PgQuery query)
    {
        var vars = new List<PgVar>();
        foreach (var item in query.From.Items)
        {
            foreach (var quals in PgWalk.Quals(item))
            {
                PgWalk.Vars(quals, vars);
            }
        }

        foreach (var source in query.Sources)
        {
            if (source.Subquery is { } subquery)
            {
                PgWalk.FreeVars(subquery, vars);
            }

            PgWalk.Vars(source.Call, vars);
            foreach (var row in source.Rows)
            {
                foreach (var item in row)
                {
                    PgWalk.Vars(item, vars);
                }
            }
        }

        return vars.Exists(var => _query.Owns(var.Source));
    }
}
