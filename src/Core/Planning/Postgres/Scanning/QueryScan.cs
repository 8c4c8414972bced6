using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Brings conditions to relations and considers joins (<c>query_planner</c>, <c>make_one_rel</c>).</summary>
internal static class QueryScan
{
    public static void Run(PlannerRoot root)
    {
        var query = root.Query;
        var leaves = PgWalk.Leaves(query.From);
        if (leaves.Count == 0 || (leaves.Count == 1 && query.Find(leaves[0]) is { Kind: PgSourceKind.Result }))
        {
            return;
        }

        foreach (var leaf in leaves)
        {
            if (query.Find(leaf) is { } source)
            {
                root.Rels[leaf] = new Rel(source, root.Bit(leaf));
            }
        }

        var equivalences = new EquivalenceMaker(root);
        var distributor = new ClauseDistributor(root, equivalences);
        foreach (var target in query.Targets.Concat(query.Returning))
        {
            distributor.NeedColumns(target.Expr, Rel.Final);
        }

        if (query.Having is { } having)
        {
            distributor.NeedColumns(having, Rel.Final);
        }

        foreach (var expr in query.Write?.Exprs() ?? Enumerable.Empty<PgExpr>())
        {
            distributor.NeedColumns(expr, Rel.Final);
        }

        FindLateral(root, distributor);
        var list = new JoinTreeDeconstructor(root, distributor).Run();
        new OuterJoinClauses(root, equivalences, distributor).Run();
        equivalences.Derive(distributor);
        equivalences.AddSorted(query);
        list = JoinRemover.RemoveUseless(root, list, distributor);
        JoinRemover.ReduceUniqueSemiJoins(root);
        OrClauseExtractor.Run(root);
        var scan = new RelScan(root);
        scan.Run();
        root.IsDummy = new JoinSearch(root).Run(list) && IsPlain(query);
    }

    /// <summary>Only a bare scan of nothing is known to be nothing; a step on top of it hides that (<c>is_dummy_rel</c>).</summary>
    private static bool IsPlain(PgQuery query) =>
        !query.HasAggregates && query.Having is null && !query.IsGrouped && !query.HasGroupingSets && !query.HasWindows && !query.Distinct
        && query.OrderRefs.Count == 0 && query.Limit is null && query.Offset is null && !query.HasRowLocks;

    /// <summary>Which sources use columns of which others (<c>find_lateral_references</c>, <c>create_lateral_join_info</c>).</summary>
    private static void FindLateral(PlannerRoot root, ClauseDistributor distributor)
    {
        if (!root.HasLateral)
        {
            return;
        }

        foreach (var rel in root.Rels.Values)
        {
            if (!rel.Source.Lateral)
            {
                continue;
            }

            foreach (var expr in References(rel.Source))
            {
                distributor.NeedColumns(expr, rel.Bit);
                rel.DirectLateral |= root.Bits(expr) & ~rel.Bit;
            }

            rel.Lateral = rel.DirectLateral;
        }

        bool again;
        do
        {
            again = false;
            foreach (var rel in root.Rels.Values)
            {
                foreach (var other in root.Rels.Values)
                {
                    if ((rel.Lateral & other.Bit) != 0 && (other.Lateral & ~rel.Lateral & ~rel.Bit) != 0)
                    {
                        rel.Lateral |= other.Lateral & ~rel.Bit;
                        again = true;
                    }
                }
            }
        }
        while (again);
        foreach (var rel in root.Rels.Values)
        {
            rel.HasLateralReferencers = root.Rels.Values.Any(other => (other.Lateral & rel.Bit) != 0);
        }
    }

    private static IEnumerable<PgExpr> References(PgSource source)
    {
        var vars = new List<PgVar>();
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

        return vars;
    }
}
