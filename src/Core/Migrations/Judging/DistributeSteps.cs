using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Plain tables become distributed or reference tables: Citus create_distributed_table.c.</summary>
internal static class DistributeSteps
{
    // Types of PostgreSQL without a default hash operator class (pg_opclass); any other may have one.
    private static readonly HashSet<string> NotHashable = new(StringComparer.Ordinal)
    {
        "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "bit", "varbit", "money", "tsvector", "tsquery", "jsonpath",
    };

    public static Refusal? Distribute(Cluster cluster, DistributeStep step)
    {
        if (RelationNames.Check(cluster, step.Table) is { } wrong)
        {
            return wrong;
        }

        var table = cluster.FindOrAssume(step.Table);
        if (step.Guarded && table.IsDistributedOrReference)
        {
            return null;
        }

        if (step is { Concurrently: true, OutsideTransaction: false })
        {
            return new Refusal(MigrationProblem.InTransaction, "create_distributed_table_concurrently cannot run inside a transaction block");
        }

        var refusal = Relation(table) ?? PartitionOf(table) ?? LeavesMetadata(cluster, table) ?? Key(table, step.Key) ?? Joins(cluster, table, step);
        var group = JoinedGroup(cluster, table, step);
        var kind = step.Key is null ? TableKind.SingleShard : TableKind.Distributed;
        refusal ??= UniqueRules.Check(table, step.Key)
            ?? Exclusion(table, step.Key)
            ?? ForeignKeyRules.Check(cluster, table, kind, group, step.Key)
            ?? Connections(cluster, table);
        foreach (var one in cluster.Tables.Where(t => t == table || t.PartitionOf == table))
        {
            (one.Kind, one.Key, one.Group) = (kind, step.Key, group);
        }

        cluster.DistributedInParallel |= !cluster.Sequential;
        return refusal;
    }

    public static Refusal? Reference(Cluster cluster, CreateReferenceStep step)
    {
        if (RelationNames.Check(cluster, step.Table) is { } wrong)
        {
            return wrong;
        }

        var table = cluster.FindOrAssume(step.Table);
        if (step.Guarded && table.IsDistributedOrReference)
        {
            return null;
        }

        var refusal = Relation(table);
        refusal ??= table.PartitionColumns.Count > 0 ? new Refusal(MigrationProblem.Partition, "distributing partitioned tables in only supported for hash-distributed tables") : null;
        refusal ??= ForeignKeyRules.Check(cluster, table, TableKind.Reference, 1, null);
        (table.Kind, table.Key, table.Group) = (TableKind.Reference, null, 1);
        cluster.TouchedReferences.Add(table);
        if (cluster.TakesLocalTables)
        {
            // What the table's foreign keys connect is plain still, and is taken in.
            foreach (var plain in cluster.Connected(table).Where(static t => t.Kind == TableKind.Unmarked && t.IsComplete).ToList())
            {
                if (Touches(cluster, plain, table))
                {
                    refusal ??= LocalTables.Take(cluster, plain);
                }
            }
        }

        return refusal;
    }

    private static bool Touches(Cluster cluster, ClusterTable plain, ClusterTable reference) =>
        plain.ForeignKeys.Any(k => cluster.Find(k.Principal) == reference) || reference.ForeignKeys.Any(k => cluster.Find(k.Principal) == plain);

    private static Refusal? Relation(ClusterTable table)
    {
        if (table.IsTemporary)
        {
            return new Refusal(MigrationProblem.Relation, "cannot distribute a temporary table");
        }

        if (table.IsView)
        {
            return new Refusal(MigrationProblem.Relation, table.Name.Name + " is not a regular, foreign or partitioned table");
        }

        if (table.IsDistributedOrReference || table.Kind == TableKind.SchemaSharded)
        {
            return new Refusal(MigrationProblem.AlreadyDistributed, "table \"" + table.Name.Name + "\" is already distributed");
        }

        return table.HasTriggers ? new Refusal(MigrationProblem.Trigger, "cannot distribute relation \"" + table.Name.Name + "\" because it has triggers") : null;
    }

    private static Refusal? PartitionOf(ClusterTable table) => table.PartitionOf is { IsSharded: false } parent
        ? new Refusal(
            MigrationProblem.Partition,
            "cannot distribute relation \"" + table.Name.Name + "\" which is partition of \"" + parent.Name.Name + "\"",
            "Citus does not support distributing partitions if their parent is not distributed table.")
        : null;

    /// <summary>A table in the metadata is taken out of it first, and its foreign keys are built again: another such table may point to it.</summary>
    private static Refusal? LeavesMetadata(Cluster cluster, ClusterTable table)
    {
        if (table.Kind != TableKind.Local)
        {
            return null;
        }

        return cluster.Referencing(table).Any(static t => t.Kind == TableKind.Local) ? ForeignKeyRules.PlainToDistributed with { Problem = MigrationProblem.Order } : null;
    }

    private static Refusal? Key(ClusterTable table, string? key)
    {
        if (key is null)
        {
            return null;
        }

        if (table.Column(key) is not { } column)
        {
            return table.IsComplete ? new Refusal(MigrationProblem.WrongName, "column \"" + key + "\" of relation \"" + table.Name.Name + "\" does not exist") : null;
        }

        if (NotHashable.Contains(column.Type.Name))
        {
            return new Refusal(
                MigrationProblem.Key,
                "data type " + (column.Type.Name == "varbit" ? "bit varying" : column.Type.Name) + " has no default operator class for specified partition method",
                "Partition column types must have a default operator class defined.");
        }

        return column.GeneratedStored
            ? new Refusal(MigrationProblem.Key, "cannot distribute relation: " + table.Name.Name, "Distribution column must not use GENERATED ALWAYS AS (...) STORED.")
            : null;
    }

    private static Refusal? Joins(Cluster cluster, ClusterTable table, DistributeStep step)
    {
        if (step.ColocateWith is "none" or "default")
        {
            return null;
        }

        if (step.ShardCount is not null)
        {
            return new Refusal(MigrationProblem.Colocation, "Cannot use colocate_with with a table and shard_count at the same time");
        }

        var name = Sql.RegClass.Parse(step.ColocateWith);
        if (name is null || RelationNames.Check(cluster, name) is not null)
        {
            return new Refusal(MigrationProblem.WrongName, "relation \"" + (name?.ToString() ?? step.ColocateWith) + "\" does not exist");
        }

        var other = cluster.FindOrAssume(name);
        if (!other.IsComplete && other.Kind == TableKind.Unmarked)
        {
            return null;
        }

        if (other.IsPlain)
        {
            return new Refusal(MigrationProblem.Colocation, "relation " + other.Name.Name + " is not distributed");
        }

        var differ = other.Kind switch
        {
            TableKind.Distributed => step.Key is null || !SameType(other.Column(other.Key), table.Column(step.Key)),
            TableKind.SingleShard => step.Key is not null,
            _ => true,
        };
        return differ
            ? new Refusal(
                MigrationProblem.Colocation,
                "cannot colocate tables " + other.Name.Name + " and " + table.Name.Name,
                "Distribution column types don't match for " + other.Name.Name + " and " + table.Name.Name + ".")
            : null;
    }

    private static bool SameType(ClusterColumn? left, ClusterColumn? right) => left is null || right is null || left.Type.Name == right.Type.Name;

    private static int JoinedGroup(Cluster cluster, ClusterTable table, DistributeStep step)
    {
        if (step.ColocateWith is not ("none" or "default"))
        {
            return Sql.RegClass.Parse(step.ColocateWith) is { } name && cluster.Find(name) is { Group: > 0 } other ? other.Group : cluster.NewGroup();
        }

        // Citus's default joins any table with a key of the same type and the same number of shards.
        var key = table.Column(step.Key);
        var mate = step.ColocateWith == "default" && step.Key is not null && step.ShardCount is null && key is not null
            ? cluster.Tables.FirstOrDefault(t => t != table && t.Kind == TableKind.Distributed && t.Column(t.Key) is { } theirs && theirs.Type.Name == key.Type.Name)
            : null;
        return mate?.Group ?? cluster.NewGroup();
    }

    private static Refusal? Exclusion(ClusterTable table, string? key) =>
        key is not null && table.Uniques.Any(u => u.Kind == UniqueKind.Exclusion && !u.Columns.Contains(key)) ? UniqueRules.Constraint(table) : null;

    /// <summary>Rows are copied over several connections, which cannot see a reference table that this transaction has touched.</summary>
    private static Refusal? Connections(Cluster cluster, ClusterTable table)
    {
        if (cluster.Sequential || !table.HasRows || table.ForeignKeys.Any(k => cluster.Find(k.Principal)?.Kind == TableKind.Reference))
        {
            return null;
        }

        return cluster.Principals(table).FirstOrDefault(cluster.TouchedReferences.Contains) is { } reference
            ? new Refusal(
                MigrationProblem.Order,
                $"cannot execute parallel DDL on table \"{table.Name.Name}\" after DDL command on reference table \"{reference.Name.Name}\" because there is a foreign key between them and \"{reference.Name.Name}\" has been accessed in this transaction",
                "When there is a foreign key to a reference table, Citus needs to perform all operations over a single connection per node to ensure consistency.")
            : null;
    }
}
