using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>How many shards tables have, where their marks say so, by any name that a plan may call a table.</summary>
internal static class ShardCounts
{
    /// <summary>Every finding asks, and a model may have thousands of tables.</summary>
    private static readonly ConditionalWeakTable<ShardModel, Dictionary<string, int?>> Known = new();

    /// <summary>The shard count of a table called by its own name or an entity's; null where no mark gives it.</summary>
    public static int? Of(ShardModel model, string? table) =>
        table is not null && Known.GetValue(model, static m => Read(m)).TryGetValue(table, out var count) ? count : null;

    private static Dictionary<string, int?> Read(ShardModel model)
    {
        var counts = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var table in model.Contexts.SelectMany(static context => context.Tables.Items).Concat(model.LooseTables.Items))
        {
            Add(table.Name.Name);
            Add(table.Name.ToString());
            foreach (var entity in table.Entities)
            {
                Add(entity);
                Add(entity.Substring(entity.LastIndexOf('.') + 1));
            }

            void Add(string name)
            {
                if (!counts.ContainsKey(name))
                {
                    counts.Add(name, table.ShardCount);
                }
            }
        }

        return counts;
    }
}
