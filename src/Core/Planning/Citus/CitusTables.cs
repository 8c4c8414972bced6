using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>What Citus's metadata says of a source (<c>metadata_cache.c</c>).</summary>
internal static class CitusTables
{
    public static bool IsCitus(PgSource source) => source.IsRelation && source.Table is { Kind: not (TableKind.Unmarked or TableKind.Local) };

    public static bool IsReference(PgSource source) => source.IsRelation && source.Table?.Kind == TableKind.Reference;

    /// <summary>With or without a key.</summary>
    public static bool IsDistributed(PgSource source) =>
        source.IsRelation && source.Table?.Kind is TableKind.Distributed or TableKind.SingleShard or TableKind.SchemaSharded;

    public static bool HasKey(PgSource source) => source.IsRelation && source.Table?.Kind == TableKind.Distributed;

    public static bool IsLocal(PgSource source) => source.IsRelation && !IsCitus(source);

    /// <summary>The key column's position; 0 without a key.</summary>
    public static int KeyColumn(PgSource source) =>
        HasKey(source) && source.Table!.DistributionColumn is { } key ? source.Columns.IndexOf(key) + 1 : 0;

    /// <summary>The colocation group; schema-sharded tables have their schema's.</summary>
    public static string Group(PgSource source) => source.Table switch
    {
        { Kind: TableKind.SchemaSharded } table => "schema:" + (table.Group ?? table.Name.Schema),
        { } table => table.Group ?? "table:" + table.Name,
        _ => "",
    };

    public static bool AnySource(PgQuery query, System.Func<PgSource, bool> test) =>
        PgWalk.AnyQuery(query, inner => inner.Sources.Exists(source => test(source)));

    /// <summary>Whether a source is or contains a relation that passes (<c>FindNodeMatchingCheckFunctionInRangeTableList</c>).</summary>
    public static bool Contains(PgSource source, System.Func<PgSource, bool> test) =>
        test(source) || (source.Subquery is { } subquery && AnySource(subquery, test));

    public static bool Contains(IEnumerable<PgSource> sources, System.Func<PgSource, bool> test) => sources.Any(source => Contains(source, test));

    /// <summary>Every relation of a query, at any depth, in the order of <c>ExtractRangeTableRelationWalker</c>.</summary>
    public static List<PgSource> Relations(PgQuery query)
    {
        var all = new List<PgSource>();
        AddRelations(query, all);
        return all;
    }

    private static void AddRelations(PgQuery query, List<PgSource> into)
    {
        foreach (var link in QueryOrder.SubLinks(query))
        {
            AddRelations(link.Query, into);
        }

        foreach (var cte in query.Ctes)
        {
            AddRelations(cte.Query, into);
        }

        foreach (var source in query.Sources)
        {
            if (source.IsRelation)
            {
                into.Add(source);
            }
            else if (source.Subquery is { } subquery)
            {
                AddRelations(subquery, into);
            }
        }
    }
}
