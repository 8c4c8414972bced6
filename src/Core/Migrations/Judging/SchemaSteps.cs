using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Schema-based sharding.</summary>
internal static class SchemaSteps
{
    public static Refusal? Create(Cluster cluster, CreateSchemaStep step)
    {
        if (cluster.SchemaSharding && step.Name != "public")
        {
            cluster.DistributedSchemas.Add(step.Name);
        }

        return null;
    }

    public static Refusal? Distribute(Cluster cluster, DistributeSchemaStep step)
    {
        if (step.Schema is "public" or "pg_catalog" or "information_schema")
        {
            return new Refusal(MigrationProblem.Schema, step.Schema + " schema cannot be distributed");
        }

        cluster.DistributedSchemas.Add(step.Schema);
        Refusal? refusal = null;
        foreach (var table in cluster.Tables.Where(t => t.Name.Schema == step.Schema).ToList())
        {
            if (table.IsDistributedOrReference)
            {
                refusal ??= new Refusal(MigrationProblem.Schema, "distributed schema cannot have distributed tables");
                continue;
            }

            table.Kind = TableKind.SchemaSharded;
            refusal ??= table.ForeignKeys.Select(k => ForeignKey(cluster, table, k)).FirstOrDefault(static r => r is not null);
        }

        return refusal;
    }

    public static Refusal? Undistribute(Cluster cluster, UndistributeSchemaStep step)
    {
        cluster.DistributedSchemas.Remove(step.Schema);
        Refusal? refusal = null;
        foreach (var table in cluster.Tables.Where(t => t.Name.Schema == step.Schema && t.Kind == TableKind.SchemaSharded))
        {
            table.Kind = TableKind.Unmarked;
            refusal ??= table.Columns.Any(static c => c.Identity) ? ChangeSteps.Identity : null;
        }

        return refusal;
    }

    /// <summary>Foreign keys may leave a distributed schema to reference tables only.</summary>
    public static Refusal? ForeignKey(Cluster cluster, ClusterTable table, ForeignKeyRule rule)
    {
        var principal = Cluster.Normal(rule.Principal);
        return principal.Schema == table.Name.Schema || cluster.Find(principal) is { Kind: TableKind.Reference } or { IsComplete: false } or null
            ? null
            : ForeignKeyRules.NotColocated;
    }
}
