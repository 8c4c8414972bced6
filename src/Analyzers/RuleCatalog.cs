using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Rules.Analysis;
using ShardSafety.Analyzers.Rules.Migrations;
using ShardSafety.Analyzers.Rules.Model;
using ShardSafety.Analyzers.Rules.Queries;
using ShardSafety.Analyzers.Rules.Writes;

namespace ShardSafety.Analyzers;

/// <summary>All rules, in the order of their ids. A rule that is not listed here is never reported.</summary>
internal static class RuleCatalog
{
    public static readonly ImmutableArray<Rule> All =
    [
        PrimaryKeyWithoutKey.Definition,
        UniqueIndexWithoutKey.Definition,
        AlternateKeyWithoutKey.Definition,
        OneToOneWithoutKey.Definition,
        OwnedTableWithoutKey.Definition,
        JoinTableWithoutKey.Definition,
        InheritedTableWithoutKey.Definition,
        ForeignKeyWithoutKey.Definition,
        ForeignKeyAcrossGroups.Definition,
        ForeignKeyFromReferenceTable.Definition,
        ForeignKeyToLocalTable.Definition,
        ForeignKeySetsKeyNull.Definition,
        ReferenceCascadeToLocal.Definition,
        ForeignKeyFromLocalTable.Definition,
        ForeignKeyAcrossSchemas.Definition,
        KeyNotMapped.Definition,
        KeyTypeNotHashable.Definition,
        KeyGenerated.Definition,
        KeyNullable.Definition,
        KeyIsRowId.Definition,
        ContradictingMarks.Definition,
        ColocatedKeyTypesDiffer.Definition,
        ColocatedWithUndistributed.Definition,
        ShardCountWithColocation.Definition,
        UnmarkedEntity.Definition,
        PublicSchemaSharded.Definition,
        TriggerOnShardedTable.Definition,
        ViewMarked.Definition,
        PartitionColumnNotInKey.Definition,
        PartitionedReferenceTable.Definition,
        SmallSequence.Definition,
        RowVersionOnReferenceTable.Definition,
        NameTooLong.Definition,
        PartitionColumnNotMapped.Definition,
        LeftOutOfScript.Definition,

        InventoryEntry.Rule,
        FanOut.Rule,
        SeveralShards.Rule,
        IntermediateResults.Rule,
        RepartitionJoin.Rule,
        RefusedByCitus.Rule,
        KeyPredicateDefeated.Rule,
        KeyNotInherited.Rule,
        SeveralTenants.Rule,
        TenantFilterIgnored.Rule,
        FindKeyParts.Rule,
        FilterAfterMaterialization.Rule,
        RowLocksOverShards.Rule,
        JoinAcrossGroups.Rule,
        JoinWithLocalTable.Rule,
        BrokenPromise.Rule,
        EmptyAllowance.Rule,
        AllowanceInExpressionTree.Rule,

        WriteOnEveryShard.Rule,
        KeyUpdated.Rule,
        InsertWithoutKey.Rule,
        FunctionInUpdate.Rule,
        ReferenceTableWrite.Rule,
        KeyNotSetOnAdd.Rule,
        MixedSaveChanges.Rule,
        WriteOnSeveralShards.Rule,

        TableNeverDistributed.Rule,
        UniqueWithoutKeyInMigration.Rule,
        ForeignKeyInMigration.Rule,
        KeyColumnChanged.Rule,
        GeneratedColumnAdded.Rule,
        IdentityBlocksChange.Rule,
        ForeignKeysBlockUndistribute.Rule,
        DistributionOrder.Rule,
        AlreadyDistributed.Rule,
        SelectInBlock.Rule,
        UnguardedDistribution.Rule,
        ConcurrentlyInTransaction.Rule,
        ConstraintRenamed.Rule,
        TriggerInMigration.Rule,
        NameNotQuoted.Rule,
        ColocationRefused.Rule,
        KeyRefused.Rule,
        RelationRefused.Rule,
        PartitioningRefused.Rule,
        TypeAfterDistribution.Rule,
        SchemaNotDistributable.Rule,
        NullKeyInserted.Rule,
        MigrationNotRead.Rule,

        UnknownVerdict.Rule,
        AnalysisFailed.Rule,
        InvalidOptionValue.Rule,
        ModelNotRead.Rule,
    ];

    /// <summary>What the model's analyzer may report.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfModel = Of(Categories.Model, Categories.Analysis);

    /// <summary>What the queries' analyzer may report.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfQueries = Of(Categories.Queries, Categories.Writes, Categories.Analysis);

    /// <summary>What the migrations' analyzer may report.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> OfMigrations = Of(Categories.Migrations, Categories.Analysis);

    private static ImmutableArray<DiagnosticDescriptor> Of(params string[] categories) =>
        All.Select(static rule => rule.Descriptor).Where(descriptor => categories.Contains(descriptor.Category)).ToImmutableArray();
}
