using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Takes a database from one step to the next, and says why Citus refuses a step. A refused step is taken all the same, so that one mistake is reported once.</summary>
internal static class MigrationJudge
{
    public static Refusal? Take(Cluster cluster, MigrationStep step) => step switch
    {
        CreateTableStep s => TableSteps.Create(cluster, s),
        CreateViewStep s => TableSteps.View(cluster, s),
        DropTableStep s => TableSteps.Drop(cluster, s),
        RenameTableStep s => TableSteps.Rename(cluster, s),
        AddColumnStep s => ColumnSteps.Add(cluster, s),
        DropColumnStep s => ColumnSteps.Drop(cluster, s),
        AlterColumnStep s => ColumnSteps.Alter(cluster, s),
        RenameColumnStep s => ColumnSteps.Rename(cluster, s),
        AddUniqueStep s => ConstraintSteps.Add(cluster, s),
        AddForeignKeyStep s => ConstraintSteps.Add(cluster, s),
        DropConstraintStep s => ConstraintSteps.Drop(cluster, s),
        DropIndexStep s => ConstraintSteps.Drop(cluster, s),
        RenameConstraintStep s => ConstraintSteps.Rename(cluster, s),
        CreateTriggerStep s => TableSteps.Trigger(cluster, s),
        CreateTypeStep => TypeSteps.Create(cluster),
        CreateSchemaStep s => SchemaSteps.Create(cluster, s),
        DistributeSchemaStep s => SchemaSteps.Distribute(cluster, s),
        UndistributeSchemaStep s => SchemaSteps.Undistribute(cluster, s),
        DistributeStep s => DistributeSteps.Distribute(cluster, s),
        CreateReferenceStep s => DistributeSteps.Reference(cluster, s),
        UndistributeStep s => ChangeSteps.Undistribute(cluster, s),
        AlterDistributionStep s => ChangeSteps.Alter(cluster, s),
        InsertStep s => RowSteps.Insert(cluster, s),
        SetStep s => SettingSteps.Set(cluster, s),
        BeginStep or CommitStep => SettingSteps.Begin(cluster),
        SelectInBlockStep => new Refusal(MigrationProblem.SelectInBlock, "query has no destination for result data"),
        MissingRelationStep s => RelationNames.Missing(cluster, s),
        UnreadStep => Unread(cluster),
        _ => null,
    };

    private static Refusal? Unread(Cluster cluster)
    {
        cluster.HasUnread = true;
        return null;
    }
}

internal static class TypeSteps
{
    public static Refusal? Create(Cluster cluster) => cluster.DistributedInParallel && !cluster.Sequential
        ? new Refusal(
            MigrationProblem.TypeAfterDistribution,
            "cannot run type command because there was a parallel operation on a distributed table in the transaction",
            "When running command on/for a distributed type, Citus needs to perform all operations over a single connection per node to ensure consistency.")
        : null;
}

internal static class SettingSteps
{
    public static Refusal? Set(Cluster cluster, SetStep step)
    {
        switch (step.Name)
        {
            case "citus.enable_local_reference_table_foreign_keys":
                cluster.TakesLocalTables = IsOn(step.Value);
                break;
            case "citus.multi_shard_modify_mode":
                cluster.Sequential = step.Value == "sequential";
                break;
            case "citus.enable_schema_based_sharding":
                cluster.SchemaSharding = IsOn(step.Value);
                break;
        }

        return null;
    }

    public static Refusal? Begin(Cluster cluster)
    {
        cluster.DistributedInParallel = false;
        cluster.TouchedReferences.Clear();
        return null;
    }

    private static bool IsOn(string value) => value is "on" or "true" or "yes" or "1" or "default";
}
