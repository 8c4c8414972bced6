using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Tables are created, renamed and dropped.</summary>
internal static class TableSteps
{
    public static Refusal? Create(Cluster cluster, CreateTableStep step)
    {
        var table = new ClusterTable(step.Name)
        {
            Columns = [.. step.Columns],
            Uniques = [.. step.Uniques],
            ForeignKeys = [.. step.ForeignKeys.Select(k => ConstraintSteps.WithPrincipalKey(cluster, k))],
            PartitionColumns = step.PartitionColumns,
            PartitionOf = step.PartitionOf is { } parent ? cluster.FindOrAssume(parent) : null,
            IsTemporary = step.IsTemporary,
            Place = step.Place,
        };
        cluster.Add(table);
        if (table.PartitionOf is { IsSharded: true } sharded)
        {
            (table.Kind, table.Key, table.Group) = (sharded.Kind, sharded.Key, sharded.Group);
        }

        if (Partitioned(table) is { } refusal)
        {
            return refusal;
        }

        if (table.Name.Schema is { } schema && cluster.DistributedSchemas.Contains(schema))
        {
            table.Kind = TableKind.SchemaSharded;
            return table.ForeignKeys.Select(k => SchemaSteps.ForeignKey(cluster, table, k)).FirstOrDefault(static r => r is not null);
        }

        return LocalTables.AfterForeignKeys(cluster, table);
    }

    public static Refusal? View(Cluster cluster, CreateViewStep step)
    {
        cluster.Add(new ClusterTable(step.Name) { IsView = true, Place = step.Place });
        return null;
    }

    public static Refusal? Drop(Cluster cluster, DropTableStep step)
    {
        if (cluster.Find(step.Name) is { } table)
        {
            cluster.Remove(table);
        }

        return null;
    }

    public static Refusal? Rename(Cluster cluster, RenameTableStep step)
    {
        cluster.Rename(cluster.FindOrAssume(step.Name), step.NewName);
        return null;
    }

    public static Refusal? Trigger(Cluster cluster, CreateTriggerStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.HasTriggers = true;
        return table.IsDistributedOrReference ? new Refusal(MigrationProblem.Trigger, "triggers are not supported on distributed tables") : null;
    }

    /// <summary>PostgreSQL, indexcmds.c, DefineIndex.</summary>
    private static Refusal? Partitioned(ClusterTable table)
    {
        foreach (var column in table.PartitionColumns)
        {
            foreach (var unique in table.Uniques)
            {
                if (!unique.Columns.Contains(column))
                {
                    return new Refusal(
                        MigrationProblem.Partition,
                        "unique constraint on partitioned table must include all partitioning columns",
                        (unique.Kind == UniqueKind.PrimaryKey ? "PRIMARY KEY" : "UNIQUE") + " constraint on table \"" + table.Name.Name + "\" lacks column \"" + column + "\" which is part of the partition key.");
                }
            }
        }

        return null;
    }
}
