using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Whether a source has at most one row for given values of its columns (<c>rel_is_distinct_for</c> in <c>analyzejoins.c</c>).</summary>
internal static class Uniqueness
{
    public static bool IsDistinct(PlannerRoot root, Rel rel, IEnumerable<Clause> clauses)
    {
        var columns = new HashSet<int>();
        foreach (var clause in clauses)
        {
            if (clause.Expr is PgOp op)
            {
                AddColumn(clause.LeftBits == rel.Bit ? op.Left : op.Right, rel, columns);
            }
        }

        if (rel.Source.IsRelation)
        {
            return IsRelationDistinct(rel, columns);
        }

        return rel.Source is { Kind: PgSourceKind.Subquery, IsAppendParent: false, Subquery: { } query } && IsQueryDistinct(query, columns);
    }

    private static void AddColumn(PgExpr expr, Rel rel, HashSet<int> into)
    {
        while (expr is PgCast { Method: PgCastMethod.Relabel } cast)
        {
            expr = cast.Arg;
        }

        if (expr is PgVar var && var.Source == rel.Source.Id)
        {
            into.Add(var.Column);
        }
    }

    private static bool IsRelationDistinct(Rel rel, HashSet<int> columns)
    {
        if (rel.Source.Table is not { } table)
        {
            return false;
        }

        foreach (var clause in rel.BaseClauses)
        {
            if (clause.Family is not null && clause.Expr is PgOp op)
            {
                if (clause.LeftBits == 0)
                {
                    AddColumn(op.Right, rel, columns);
                }
                else if (clause.RightBits == 0)
                {
                    AddColumn(op.Left, rel, columns);
                }
            }
        }

        if (columns.Count == 0)
        {
            return false;
        }

        var names = new HashSet<string>(columns.Where(column => column >= 1 && column <= rel.Source.Columns.Count).Select(column => rel.Source.Columns[column - 1]));
        return (table.PrimaryKey is { } key && key.Columns.All(names.Contains))
            || table.UniqueConstraints.Any(unique => unique.Columns.All(names.Contains))
            || table.Indexes.Any(index => index.Unique && index.Filter is null && index.Columns.Count > 0 && index.Columns.All(names.Contains));
    }

    /// <summary><c>query_is_distinct_for</c>: distinct, grouped or deduplicated by no more than these columns.</summary>
    private static bool IsQueryDistinct(PgQuery query, HashSet<int> columns)
    {
        bool Has(int target) => columns.Contains(target + 1);
        if (query.HasTargetSets)
        {
            return false;
        }

        if (query.Distinct)
        {
            var refs = query.DistinctRefs.Count > 0 ? query.DistinctRefs : Enumerable.Range(0, query.Targets.Count(static target => !target.IsJunk)).ToList();
            if (refs.TrueForAll(Has))
            {
                return true;
            }
        }

        if (query.IsGrouped && !query.HasGroupingSets)
        {
            if (query.GroupRefs.TrueForAll(Has))
            {
                return true;
            }
        }
        else if (!query.HasGroupingSets && (query.HasAggregates || query.Having is not null))
        {
            return true;
        }

        return query.SetOperation is PgSetBranch { All: false } && query.Targets.Count > 0
            && Enumerable.Range(0, query.Targets.Count).All(Has);
    }
}
