using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Where rows come from that every shard would repeat (<c>RecurringTuplesType</c>).</summary>
internal enum RecurringKind { None, ReferenceTable, Function, EmptyFrom, IntermediateResult, Values }

/// <summary>Finds sources that give the same rows on every shard (<c>query_pushdown_planning.c</c>).</summary>
internal static class RecurringTuples
{
    /// <summary>What a query that selects from no distributed table selects from (<c>FromClauseRecurringTupleType</c>).</summary>
    public static RecurringKind OfFrom(PgQuery query)
    {
        if (HasEmptyFrom(query))
        {
            return RecurringKind.EmptyFrom;
        }

        return CitusTables.Contains(query.Sources, CitusTables.IsDistributed) ? RecurringKind.None : First(query.Sources);
    }

    /// <summary><c>HasEmptyJoinTree</c>.</summary>
    public static bool HasEmptyFrom(PgQuery query) =>
        query.Sources.Count == 0 || (query.Sources.Count == 1 && query.Sources[0].Kind == PgSourceKind.Result);

    /// <summary>The first such source, looking into subqueries (<c>ContainsRecurringRangeTable</c>).</summary>
    public static RecurringKind First(IEnumerable<PgSource> sources)
    {
        foreach (var source in sources)
        {
            var found = Of(source);
            if (found != RecurringKind.None)
            {
                return found;
            }
        }

        return RecurringKind.None;
    }

    public static RecurringKind Of(PgSource source)
    {
        switch (source.Kind)
        {
            case PgSourceKind.Relation:
                return CitusTables.IsReference(source) ? RecurringKind.ReferenceTable : RecurringKind.None;
            case PgSourceKind.Function:
                return source.ReadsIntermediateResult ? RecurringKind.IntermediateResult : RecurringKind.Function;
            case PgSourceKind.Values:
                return RecurringKind.Values;
            case PgSourceKind.Result:
                return RecurringKind.EmptyFrom;
            case PgSourceKind.Subquery when source.Subquery is { } subquery:
                return Of(subquery);
            default:
                return RecurringKind.None;
        }
    }

    private static RecurringKind Of(PgQuery query)
    {
        if (HasEmptyFrom(query))
        {
            return RecurringKind.EmptyFrom;
        }

        var first = First(query.Sources);
        if (first != RecurringKind.None)
        {
            return first;
        }

        foreach (var child in PgWalk.Children(query))
        {
            if (!query.Sources.Exists(source => ReferenceEquals(source.Subquery, child)) && Of(child) is var found and not RecurringKind.None)
            {
                return found;
            }
        }

        return RecurringKind.None;
    }

    /// <summary>Whether none of these joined sources contains a distributed table (<c>RelationInfoContainsOnlyRecurringTuples</c>).</summary>
    public static bool Only(PlannerRoot root, ulong bits) =>
        !root.Sources(bits).Any(id => root.Query.Find(id) is { } source && CitusTables.Contains(source, CitusTables.IsDistributed));

    public static RecurringKind First(PlannerRoot root, ulong bits) =>
        First(root.Query.Sources.Where(source => (root.Bit(source.Id) & bits) != 0));

    public static string Describe(RecurringKind kind) => kind switch
    {
        RecurringKind.ReferenceTable => "a reference table",
        RecurringKind.Function => "a table function",
        RecurringKind.EmptyFrom => "a subquery without FROM",
        RecurringKind.IntermediateResult => "complex subqueries, CTEs or local tables",
        RecurringKind.Values => "a VALUES clause",
        _ => "an unknown recurring tuple",
    };
}
