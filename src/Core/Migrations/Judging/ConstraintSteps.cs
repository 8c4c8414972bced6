using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Keys, indexes and foreign keys come and go.</summary>
internal static class ConstraintSteps
{
    public static Refusal? Add(Cluster cluster, AddUniqueStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.Uniques.Add(step.Rule);
        if (!table.IsSharded || table.Key is not { } key || step.Rule.Columns.Contains(key))
        {
            return null;
        }

        // commands/index.c, ErrorIfUnsupportedIndexStmt looks at the indexed columns only.
        return step.Rule.Kind == UniqueKind.Index
            ? new Refusal(MigrationProblem.UniqueWithoutKey, "creating unique indexes on non-partition columns is currently unsupported")
            : UniqueRules.Constraint(table);
    }

    public static Refusal? Add(Cluster cluster, AddForeignKeyStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        var rule = WithPrincipalKey(cluster, step.Rule);
        if (NoUnique(cluster, rule) is { } missing)
        {
            return missing;
        }

        table.ForeignKeys.Add(rule);
        return table.Kind switch
        {
            TableKind.SchemaSharded => SchemaSteps.ForeignKey(cluster, table, rule),
            TableKind.Distributed or TableKind.SingleShard or TableKind.Reference => ForeignKeyRules.Check(cluster, table, rule, table.Kind, table.Group, table.Key),
            _ => LocalTables.AfterForeignKeys(cluster, table),
        };
    }

    public static Refusal? Drop(Cluster cluster, DropConstraintStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.Uniques.RemoveAll(u => u.Name == step.Name);
        table.ForeignKeys.RemoveAll(k => k.Name == step.Name);
        return null;
    }

    public static Refusal? Drop(Cluster cluster, DropIndexStep step)
    {
        foreach (var table in cluster.Tables)
        {
            table.Uniques.RemoveAll(u => u.Name == step.Name);
        }

        return null;
    }

    public static Refusal? Rename(Cluster cluster, RenameConstraintStep step) =>
        cluster.FindOrAssume(step.Table).IsDistributedOrReference
            ? new Refusal(MigrationProblem.ConstraintRenamed, "renaming constraints belonging to distributed tables is currently unsupported")
            : null;

    /// <summary>Without columns a foreign key references the primary key.</summary>
    public static ForeignKeyRule WithPrincipalKey(Cluster cluster, ForeignKeyRule rule) =>
        rule.PrincipalColumns.Count == 0 && cluster.Find(rule.Principal)?.Uniques.FirstOrDefault(static u => u.Kind == UniqueKind.PrimaryKey) is { } primary
            ? rule with { PrincipalColumns = primary.Columns }
            : rule;

    /// <summary>PostgreSQL's own condition comes first.</summary>
    private static Refusal? NoUnique(Cluster cluster, ForeignKeyRule rule) =>
        cluster.Find(rule.Principal) is { IsComplete: true } principal && rule.PrincipalColumns.Count > 0
        && !principal.Uniques.Any(u => new HashSet<string>(u.Columns).SetEquals(rule.PrincipalColumns))
            ? new Refusal(MigrationProblem.ForeignKey, "there is no unique constraint matching given keys for referenced table \"" + principal.Name.Name + "\"")
            : null;
}
