using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>The shards a pushed-down query runs on (<c>QueryPushdownSqlTaskList</c>).</summary>
internal static class PushdownTasks
{
    public static ShardSet Shards(PgQuery query, RestrictionContext context)
    {
        CheckColocation(query);
        var keyed = context.Relations.FindAll(static relation => CitusTables.HasKey(relation.Source));
        if (keyed.Count == 0)
        {
            return ShardSet.Whole;
        }

        var shards = ShardSet.None;
        foreach (var relation in keyed)
        {
            var own = relation.Rel.JoinClauses.Find(clause => clause.OuterBits != 0 && (clause.OuterBits & relation.Rel.Bit) == 0);
            if (own is not null && Outer(relation.Root, own.OuterBits).Any(index => keyed.Exists(other => other.Source.Index == index)))
            {
                continue;
            }

            shards = shards.Union(ShardPruner.Prune(relation));
        }

        return shards;
    }

    /// <summary>Citus compares places in range tables without asking whose (<c>IsInnerTableOfOuterJoin</c>).</summary>
    private static IEnumerable<int> Outer(PlannerRoot root, ulong bits) => root.Sources(bits).Select(id => root.Query.Find(id)?.Index ?? 0);

    /// <summary><c>ErrorIfUnsupportedShardDistribution</c>.</summary>
    public static void CheckColocation(PgQuery query)
    {
        var tables = new List<PgSource>();
        foreach (var source in CitusTables.Relations(query))
        {
            if (CitusTables.IsDistributed(source) && !tables.Exists(known => Equals(known.TableName, source.TableName)))
            {
                tables.Add(source);
            }
        }

        var other = tables.Skip(1).FirstOrDefault(table => CitusTables.Group(table) != CitusTables.Group(tables[0]));
        if (other is not null)
        {
            throw new CitusRefusal(CitusWords.CannotPushDown, $"{tables[0].TableName!.Name} and {other.TableName!.Name} are not colocated") { Culprit = other };
        }
    }
}
