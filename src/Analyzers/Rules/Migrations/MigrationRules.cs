using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Migrations;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>Which rule says what is wrong with a migration's step.</summary>
internal static class MigrationRules
{
    public static Rule Of(MigrationProblem problem) => problem switch
    {
        MigrationProblem.NeverDistributed => TableNeverDistributed.Rule,
        MigrationProblem.UniqueWithoutKey => UniqueWithoutKeyInMigration.Rule,
        MigrationProblem.ForeignKey => ForeignKeyInMigration.Rule,
        MigrationProblem.KeyColumnChanged => KeyColumnChanged.Rule,
        MigrationProblem.GeneratedColumnAdded => GeneratedColumnAdded.Rule,
        MigrationProblem.IdentityColumn => IdentityBlocksChange.Rule,
        MigrationProblem.UndistributeWithForeignKeys => ForeignKeysBlockUndistribute.Rule,
        MigrationProblem.Order => DistributionOrder.Rule,
        MigrationProblem.AlreadyDistributed => AlreadyDistributed.Rule,
        MigrationProblem.SelectInBlock => SelectInBlock.Rule,
        MigrationProblem.Unguarded => UnguardedDistribution.Rule,
        MigrationProblem.InTransaction => ConcurrentlyInTransaction.Rule,
        MigrationProblem.ConstraintRenamed => ConstraintRenamed.Rule,
        MigrationProblem.Trigger => TriggerInMigration.Rule,
        MigrationProblem.WrongName => NameNotQuoted.Rule,
        MigrationProblem.Colocation => ColocationRefused.Rule,
        MigrationProblem.Key => KeyRefused.Rule,
        MigrationProblem.Relation => RelationRefused.Rule,
        MigrationProblem.Partition => PartitioningRefused.Rule,
        MigrationProblem.TypeAfterDistribution => TypeAfterDistribution.Rule,
        MigrationProblem.Schema => SchemaNotDistributable.Rule,
        MigrationProblem.NullKey => NullKeyInserted.Rule,
        _ => MigrationNotRead.Rule,
    };
}
