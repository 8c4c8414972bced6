using System;
using System.Collections.Generic;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Ddl;

/// <summary>
/// Principals before dependents: Citus refuses a foreign key to a table that is not distributed yet (schema scenarios
/// order/children_before_parents and order/distributed_before_references). Among tables that are free to come next the
/// given order decides, so that the same model gives the same script.
/// </summary>
internal static class ForeignKeyOrder
{
    /// <param name="tables">The tables to order, best first.</param>
    /// <param name="circular">Those that foreign keys tie into a circle, and what depends on them.</param>
    public static List<Table> Sort(IReadOnlyList<Table> tables, out List<Table> circular)
    {
        var position = new Dictionary<TableName, int>();
        for (var i = 0; i < tables.Count; i++)
        {
            position[tables[i].Name] = i;
        }

        var waitsFor = new int[tables.Count];
        var dependents = new List<int>[tables.Count];
        for (var i = 0; i < tables.Count; i++)
        {
            var principals = new HashSet<int>();
            foreach (var key in tables[i].ForeignKeys)
            {
                if (position.TryGetValue(key.Principal, out var principal) && principal != i && principals.Add(principal))
                {
                    (dependents[principal] ??= []).Add(i);
                    waitsFor[i]++;
                }
            }
        }

        var free = new SortedSet<int>();
        for (var i = 0; i < tables.Count; i++)
        {
            if (waitsFor[i] == 0)
            {
                free.Add(i);
            }
        }

        var sorted = new List<Table>(tables.Count);
        while (free.Count > 0)
        {
            var next = free.Min;
            free.Remove(next);
            sorted.Add(tables[next]);
            foreach (var dependent in dependents[next] ?? [])
            {
                if (--waitsFor[dependent] == 0)
                {
                    free.Add(dependent);
                }
            }
        }

        circular = [];
        for (var i = 0; i < tables.Count; i++)
        {
            if (waitsFor[i] > 0)
            {
                circular.Add(tables[i]);
            }
        }

        return sorted;
    }
}
