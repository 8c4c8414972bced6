using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// A join of local and Citus tables: the rows of one kind are read first and sent out; those of the Citus tables only where
/// every one is fixed by a unique index (<c>local_distributed_join_planner.c</c>).
/// </summary>
internal static class LocalTableJoins
{
    public static void Plan(PgQuery query, RecursivePlanner recursive)
    {
        if (!query.Sources.Exists(CitusTables.IsLocal)
            || !query.Sources.Exists(static source => CitusTables.Contains(source, static inner => CitusTables.IsDistributed(inner) || CitusTables.IsReference(inner))))
        {
            return;
        }

        var candidates = query.Sources.Where(source => source.IsRelation && source.Id != query.ResultSource).ToList();
        var distributed = candidates.Where(CitusTables.IsCitus).ToList();
        var local = candidates.Where(CitusTables.IsLocal).ToList();
        var fixedByIndex = distributed.TrueForAll(source => IsFixed(source, recursive.Context));
        var chosen = fixedByIndex
            ? distributed.Count > 0 ? distributed : local
            : local.Count > 0 ? local : distributed;
        foreach (var source in chosen)
        {
            recursive.PlanRelation(source);
        }
    }

    /// <summary><c>HasConstantFilterOnUniqueColumn</c>.</summary>
    private static bool IsFixed(PgSource source, RestrictionContext context)
    {
        var restriction = context.Relations.Find(relation => relation.Identity == source.Identity);
        if (restriction is null || source.Table is not { } table)
        {
            return false;
        }

        if (restriction.Rel.JoinClauses.Exists(static clause => clause.IsPseudoConstant && clause.IsFalse))
        {
            return true;
        }

        var columns = new HashSet<string>();
        foreach (var clause in restriction.Rel.BaseClauses)
        {
            foreach (var column in Columns(clause.Expr))
            {
                if (column >= 1 && column <= source.Columns.Count)
                {
                    columns.Add(source.Columns[column - 1]);
                }
            }
        }

        return (table.PrimaryKey is { } key && key.Columns.All(columns.Contains))
            || table.UniqueConstraints.Any(unique => unique.Columns.All(columns.Contains))
            || table.Indexes.Any(index => index.Unique && index.Columns.All(columns.Contains));
    }

    /// <summary>The columns that equal a constant; of an OR, those of its branches if each has one (<c>FetchEqualityAttrNumsForRTE</c>).</summary>
    private static List<int> Columns(PgExpr expr)
    {
        var found = new List<int>();
        switch (expr)
        {
            case PgOp { IsEquality: true } op:
                var left = PgTraits.StripImplicit(op.Left);
                var right = PgTraits.StripImplicit(op.Right);
                if ((left as PgVar ?? right as PgVar) is { } var && (left is PgConst || right is PgConst))
                {
                    found.Add(var.Column);
                }

                break;
            case PgBool { Logic: not PgLogic.Not } logic:
                foreach (var arg in logic.Args)
                {
                    var part = Columns(arg);
                    if (part.Count == 0 && logic.Logic == PgLogic.Or)
                    {
                        return part;
                    }

                    found.AddRange(part);
                }

                break;
        }

        return found;
    }
}
