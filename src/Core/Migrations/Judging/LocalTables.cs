using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>
/// While citus.enable_local_reference_table_foreign_keys is on, Citus takes a plain table with a foreign key to a reference table
/// into its metadata, and every plain table that foreign keys connect with it.
/// </summary>
internal static class LocalTables
{
    public static Refusal? AfterForeignKeys(Cluster cluster, ClusterTable table)
    {
        if (!cluster.TakesLocalTables || table.Kind != TableKind.Unmarked || !table.ForeignKeys.Any(k => cluster.Find(k.Principal)?.Kind == TableKind.Reference))
        {
            return null;
        }

        return Take(cluster, table);
    }

    /// <summary>Takes in all plain tables connected with one.</summary>
    public static Refusal? Take(Cluster cluster, ClusterTable start)
    {
        var plain = cluster.Connected(start).Where(static t => t.Kind == TableKind.Unmarked).ToList();
        if (plain.Any(t => t.ForeignKeys.Any(k => cluster.Find(k.Principal)?.IsSharded == true)))
        {
            return ForeignKeyRules.PlainToDistributed;
        }

        Refusal? refusal = null;
        foreach (var table in plain)
        {
            table.Kind = TableKind.Local;

            // citus_add_local_table_to_metadata.c, DropIdentitiesOnTable writes the column's name without quotes.
            if (table.Columns.FirstOrDefault(static c => c.Identity && c.Name != c.Name.ToLowerInvariant()) is { } column)
            {
                refusal ??= new Refusal(
                    MigrationProblem.Order,
                    "column \"" + column.Name.ToLowerInvariant() + "\" of relation \"" + table.Name.Name + "\" does not exist",
                    "When adding a foreign key from a local table to a reference table, Citus applies a conversion to all the local tables in the foreign key graph");
            }
        }

        return refusal;
    }
}
