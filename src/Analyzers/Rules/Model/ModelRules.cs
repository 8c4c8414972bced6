using System.Collections.Immutable;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>The model rules, in the order of their ids.</summary>
internal static class ModelRules
{
    public static readonly ImmutableArray<ModelRule> All =
    [
        new PrimaryKeyWithoutKey(),
        new UniqueIndexWithoutKey(),
        new AlternateKeyWithoutKey(),
        new OneToOneWithoutKey(),
        new OwnedTableWithoutKey(),
        new JoinTableWithoutKey(),
        new InheritedTableWithoutKey(),
        new ForeignKeyWithoutKey(),
        new ForeignKeyAcrossGroups(),
        new ForeignKeyFromReferenceTable(),
        new ForeignKeyToLocalTable(),
        new ForeignKeySetsKeyNull(),
        new ReferenceCascadeToLocal(),
        new ForeignKeyFromLocalTable(),
        new ForeignKeyAcrossSchemas(),
        new KeyNotMapped(),
        new KeyTypeNotHashable(),
        new KeyGenerated(),
        new KeyNullable(),
        new KeyIsRowId(),
        new ContradictingMarks(),
        new ColocatedKeyTypesDiffer(),
        new ColocatedWithUndistributed(),
        new ShardCountWithColocation(),
        new UnmarkedEntity(),
        new PublicSchemaSharded(),
        new TriggerOnShardedTable(),
        new ViewMarked(),
        new PartitionColumnNotInKey(),
        new PartitionedReferenceTable(),
        new SmallSequence(),
        new RowVersionOnReferenceTable(),
        new NameTooLong(),
        new PartitionColumnNotMapped(),
        new LeftOutOfScript(),
    ];
}
