using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Why a subquery cannot run on each shard by itself (<c>DeferErrorIfCannotPushdownSubquery</c> and what it asks).</summary>
internal static class SubqueryPushdownRules
{
    private const int ValuesThreshold = 100;

    /// <summary>Why the whole query cannot be pushed down (<c>DeferErrorIfUnsupportedSubqueryPushdown</c>); null when it can.</summary>
    public static CitusRefusal? Whole(PgQuery query, RestrictionContext context, bool merge = false)
    {
        if (KeyEquality.HasUnionSubquery(query))
        {
            if (!UnionPushdown.IsSafe(query, context))
            {
                return new CitusRefusal(
                    "cannot pushdown the subquery since not all subqueries in the UNION have the partition column in the same position",
                    "Each leaf query of the UNION should return the partition column in the same position and all joins must be on the partition column");
            }
        }
        else if (!KeyEquality.Holds(context))
        {
            return new CitusRefusal(merge
                ? "MERGE command is only supported when all distributed tables are co-located and joined on their distribution columns"
                : CitusWords.NotColocatedJoin);
        }

        return FromRecurs(query) ?? RecurringJoinRules.Check(context) ?? Subqueries(query);
    }

    private static CitusRefusal? Subqueries(PgQuery query)
    {
        var all = new List<PgQuery>();
        Collect(query, all);
        foreach (var subquery in all)
        {
            if (!ReferenceEquals(subquery, query) && Check(subquery) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>In the order of <c>ExtractQueryWalker</c>: a query, then what its expressions hold, then what its FROM does.</summary>
    private static void Collect(PgQuery query, List<PgQuery> into)
    {
        into.Add(query);
        foreach (var child in QueryOrder.Children(query))
        {
            Collect(child, into);
        }
    }

    public static bool Passes(PgQuery subquery) => Check(subquery) is null;

    public static CitusRefusal? Check(PgQuery subquery)
    {
        if (Sources(subquery) is { } unsupported)
        {
            return unsupported;
        }

        string? detail = null;
        if (RecurringTuples.HasEmptyFrom(subquery) && subquery.Targets.Exists(static target => PgTraits.IsMutable(target.Expr)))
        {
            detail = "Subqueries without a FROM clause can only contain immutable functions";
        }

        if (!PgWalk.IsCorrelated(subquery) && NeedsMerge(subquery, false, "another query") is { } merge)
        {
            return merge;
        }

        if (subquery.SetOperation is not null && UnionRules.Check(subquery) is { } union)
        {
            return union;
        }

        if (subquery.HasRecursive)
        {
            detail = "Recursive queries are currently unsupported";
        }

        if (subquery.Ctes.Count > 0)
        {
            detail = "Common Table Expressions are currently unsupported";
        }

        if (subquery.HasRowLocks)
        {
            detail = "For Update/Share commands are currently unsupported";
        }

        if (subquery.HasGroupingSets)
        {
            detail = CitusWords.GroupingSets;
        }

        return FromRecurs(subquery) ?? (detail is null ? null : Refuse(detail, subquery));
    }

    private static CitusRefusal Refuse(string detail, PgQuery query) => new(CitusWords.CannotPushDown, detail) { At = query.At };

    /// <summary><c>DeferErrorIfUnsupportedTableCombination</c>.</summary>
    private static CitusRefusal? Sources(PgQuery query)
    {
        string? detail = null;
        foreach (var leaf in PgWalk.Leaves(query.From))
        {
            switch (query.Find(leaf))
            {
                case { Kind: PgSourceKind.Values } values when values.Rows.Length > ValuesThreshold:
                    detail = "VALUES has more than \"citus.values_materialization_threshold\" entries, so it is materialized";
                    break;
                case { Kind: PgSourceKind.Values } values when values.Rows.Any(static row => row.Any(PgTraits.IsMutable)):
                    detail = "Only immutable functions can be used in VALUES";
                    break;
                case { Kind: PgSourceKind.Function, ReadsIntermediateResult: false } function when PgTraits.IsMutable(function.Call):
                    detail = "Only immutable functions can be used as a table expressions in a multi-shard query";
                    break;
                case { Kind: PgSourceKind.Cte }:
                    return Refuse("CTEs in subqueries are currently unsupported", query);
            }
        }

        return detail is null ? null : Refuse(detail, query);
    }

    /// <summary>What would need the rows of all shards at once (<c>DeferErrorIfSubqueryRequiresMerge</c>).</summary>
    public static CitusRefusal? NeedsMerge(PgQuery query, bool lateral, string referenced)
    {
        var kind = lateral ? "lateral " : "";
        string? detail = null;
        if (query.Offset is not null)
        {
            detail = $"Offset clause is currently unsupported when a {kind}subquery references a column from {referenced}";
        }

        if (query.Limit is not null)
        {
            detail = $"Limit clause is currently unsupported when a {kind}subquery references a column from {referenced}";
        }

        if (query.IsGrouped && !ReferencedColumn.IncludesKey(query, query.GroupBy))
        {
            detail = $"Group by list without partition column is currently unsupported when a {kind}subquery references a column from {referenced}";
        }

        if (query.HasAggregates && !query.IsGrouped)
        {
            detail = $"Aggregates without group by are currently unsupported when a {kind}subquery references a column from {referenced}";
        }

        if (query.Having is not null && !query.IsGrouped)
        {
            detail = $"Having qual without group by on partition column is currently unsupported when a {kind}subquery references a column from {referenced}";
        }

        if (query.HasWindows && WindowRules.Detail(query) is { } window)
        {
            detail = window;
        }

        if (query.Distinct && !ReferencedColumn.IncludesKey(query, query.DistinctExprs))
        {
            detail = "Distinct on columns without partition column is currently unsupported";
        }

        return detail is null ? null : Refuse(detail, query);
    }

    /// <summary><c>DeferErrorIfFromClauseRecurs</c>.</summary>
    public static CitusRefusal? FromRecurs(PgQuery query)
    {
        if (!query.HasSubLinks)
        {
            return null;
        }

        var from = RecurringTuples.OfFrom(query) switch
        {
            RecurringKind.ReferenceTable => "a reference table",
            RecurringKind.Function => "a set returning function",
            RecurringKind.IntermediateResult => "a CTE or subquery",
            RecurringKind.EmptyFrom => "a subquery without FROM",
            RecurringKind.Values => "VALUES",
            _ => null,
        };
        return from is null ? null : new CitusRefusal("correlated subqueries are not supported when the FROM clause contains " + from) { At = query.At };
    }
}
