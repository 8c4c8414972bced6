using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Rewriting;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Plans one query level in PostgreSQL's order (<c>subquery_planner</c> in <c>planner.c</c>), as far as Citus sees it: the
/// rewritten query, and the conditions that reach each relation and join.
/// </summary>
internal static class SubqueryPlanner
{
    /// <summary>Rewrites and scans the query, which must be a copy that nobody else needs.</summary>
    public static PlannerRoot Plan(PgQuery query, PlannerRoot? parent, PlannerGlobal global)
    {
        var root = new PlannerRoot(query, parent, global);
        CteProcessor.Run(root);
        MergeJoin.Make(query);
        EmptyFrom.Fill(query, global.NextSource);
        if (query.HasSubLinks)
        {
            new SublinkPullUp(root).Run();
        }

        new SubqueryPullUp(root).Run();
        UnionAll.Flatten(root);
        root.HasLateral = query.Sources.Exists(static source => source.Lateral);
        Preprocess(root);
        MoveHaving(query);
        if (PgWalk.AnyJoin(query.From, static join => join.IsOuter))
        {
            OuterJoinReducer.Run(query);
        }

        new ResultRemover(root).Run();
        if (query.SetOperation is { } set)
        {
            PlanArms(root, set);
        }
        else
        {
            QueryScan.Run(root);
        }

        return root;
    }

    /// <summary><c>preprocess_expression</c> over the level, in its order: what is planned first is noted first.</summary>
    private static void Preprocess(PlannerRoot root)
    {
        var query = root.Query;
        var links = new SublinkPlanner(root);
        for (var i = 0; i < query.Targets.Count; i++)
        {
            query.Targets[i] = query.Targets[i].With(links.Plan(ConstantFolder.Fold(query.Targets[i].Expr)));
        }

        for (var i = 0; i < query.Returning.Count; i++)
        {
            query.Returning[i] = query.Returning[i].With(links.Plan(ConstantFolder.Fold(query.Returning[i].Expr)));
        }

        VarReplacer.InJoinTree(query.From, links.Qual);
        Simplify(query.From);
        query.Having = query.Having is { } having ? links.Qual(having) : null;
        query.Offset = query.Offset is { } offset ? links.Plan(ConstantFolder.Fold(offset)) : null;
        query.Limit = query.Limit is { } limit ? links.Plan(ConstantFolder.Fold(limit)) : null;
        query.Write = query.Write?.Map(expr => links.Plan(ConstantFolder.Fold(expr)));
        foreach (var arm in root.AppendArms)
        {
            arm.Columns = arm.Columns.ConvertAll(ConstantFolder.Fold);
        }

        foreach (var source in query.Sources)
        {
            if (source.Call is { } call && source.Kind == PgSourceKind.Function)
            {
                source.Call = links.Plan(ConstantFolder.Fold(call));
            }

            if (source.Kind == PgSourceKind.Values)
            {
                source.Rows = ImmutableArray.CreateRange(source.Rows, row => ImmutableArray.CreateRange(row, item => links.Plan(ConstantFolder.Fold(item))));
            }
        }
    }

    /// <summary>A condition that is true is none.</summary>
    private static void Simplify(PgJoinNode node)
    {
        switch (node)
        {
            case PgFrom from:
                from.Items.ForEach(Simplify);
                from.Quals = from.Quals is PgConst { IsTrue: true } or PgConst { IsKnown: false } ? null : from.Quals;
                break;
            case PgJoin join:
                Simplify(join.Left);
                Simplify(join.Right);
                join.Quals = join.Quals is PgConst { IsTrue: true } or PgConst { IsKnown: false } ? null : join.Quals;
                break;
        }
    }

    /// <summary>What HAVING says of groups alone can be said of their rows.</summary>
    private static void MoveHaving(PgQuery query)
    {
        if (query.Having is null)
        {
            return;
        }

        var kept = ImmutableArray.CreateBuilder<PgExpr>();
        foreach (var clause in QualCanonicalizer.Clauses(query.Having))
        {
            var stays = (query.IsGrouped && query.HasGroupingSets) || query.HasGroupingSets || PgTraits.ContainsAggregate(clause)
                || PgTraits.IsVolatile(clause) || PgTraits.ContainsSubPlan(clause);
            if (stays || !query.IsGrouped)
            {
                kept.Add(clause);
            }

            if (!stays)
            {
                query.From.Quals = PgBool.And(QualCanonicalizer.Clauses(query.From.Quals).Append(clause).ToImmutableArray());
            }
        }

        query.Having = kept.Count == 0 ? null : PgBool.And(kept.ToImmutable());
    }

    /// <summary>The arms of a set operation are planned one by one (<c>plan_set_operations</c>).</summary>
    private static void PlanArms(PlannerRoot root, PgSetNode node)
    {
        if (node is PgSetBranch branch)
        {
            PlanArms(root, branch.Left);
            PlanArms(root, branch.Right);
        }
        else if (node is PgSetLeaf leaf && root.Query.Find(leaf.Source) is { Subquery: { } arm })
        {
            root.SubRoots[leaf.Source] = Plan(arm, root, root.Global);
        }
    }
}
