namespace ShardSafety.Analyzers;

/// <summary>
/// The rules' ids. Bands: 1xxx model, 2xxx queries, 3xxx writes, 4xxx migrations, 9xxx the analysis itself. An id is never
/// given to another rule.
/// </summary>
internal static class RuleIds
{
    // Keys and unique constraints.
    public const string PrimaryKeyWithoutKey = "SHARD1001";
    public const string UniqueIndexWithoutKey = "SHARD1002";
    public const string AlternateKeyWithoutKey = "SHARD1003";
    public const string OneToOneWithoutKey = "SHARD1004";
    public const string OwnedTableWithoutKey = "SHARD1005";
    public const string JoinTableWithoutKey = "SHARD1006";
    public const string InheritedTableWithoutKey = "SHARD1007";

    // Foreign keys.
    public const string ForeignKeyWithoutKey = "SHARD1010";
    public const string ForeignKeyAcrossGroups = "SHARD1011";
    public const string ForeignKeyFromReferenceTable = "SHARD1012";
    public const string ForeignKeyToLocalTable = "SHARD1013";
    public const string ForeignKeySetsKeyNull = "SHARD1014";
    public const string ReferenceCascadeToLocal = "SHARD1015";
    public const string ForeignKeyFromLocalTable = "SHARD1016";
    public const string ForeignKeyAcrossSchemas = "SHARD1017";

    // The distribution key itself.
    public const string KeyNotMapped = "SHARD1020";
    public const string KeyTypeNotHashable = "SHARD1021";
    public const string KeyGenerated = "SHARD1022";
    public const string KeyNullable = "SHARD1023";
    public const string KeyIsRowId = "SHARD1024";

    // Marks and colocation.
    public const string ContradictingMarks = "SHARD1030";
    public const string ColocatedKeyTypesDiffer = "SHARD1031";
    public const string ColocatedWithUndistributed = "SHARD1032";
    public const string ShardCountWithColocation = "SHARD1033";
    public const string UnmarkedEntity = "SHARD1034";
    public const string PublicSchemaSharded = "SHARD1035";

    // Tables and columns.
    public const string TriggerOnShardedTable = "SHARD1040";
    public const string ViewMarked = "SHARD1041";
    public const string PartitionColumnNotInKey = "SHARD1042";
    public const string PartitionedReferenceTable = "SHARD1043";
    public const string SmallSequence = "SHARD1044";
    public const string RowVersionOnReferenceTable = "SHARD1045";
    public const string NameTooLong = "SHARD1046";
    public const string PartitionColumnNotMapped = "SHARD1047";
    public const string LeftOutOfScript = "SHARD1048";

    // Queries.
    public const string Inventory = "SHARD2000";
    public const string FanOut = "SHARD2001";
    public const string SeveralShards = "SHARD2002";
    public const string IntermediateResults = "SHARD2003";
    public const string RepartitionJoin = "SHARD2004";
    public const string Refused = "SHARD2005";
    public const string KeyPredicateDefeated = "SHARD2006";
    public const string KeyNotInherited = "SHARD2007";
    public const string SeveralTenants = "SHARD2008";
    public const string TenantFilterIgnored = "SHARD2009";
    public const string FindKeyParts = "SHARD2010";
    public const string FilterAfterMaterialization = "SHARD2011";
    public const string RowLocksOverShards = "SHARD2012";
    public const string JoinAcrossGroups = "SHARD2013";
    public const string JoinWithLocalTable = "SHARD2014";
    public const string BrokenPromise = "SHARD2015";
    public const string EmptyAllowance = "SHARD2016";
    public const string AllowanceInExpressionTree = "SHARD2017";

    // Writes.
    public const string WriteOnEveryShard = "SHARD3001";
    public const string KeyUpdated = "SHARD3002";
    public const string InsertWithoutKey = "SHARD3003";
    public const string FunctionInUpdate = "SHARD3004";
    public const string ReferenceTableWrite = "SHARD3005";
    public const string KeyNotSetOnAdd = "SHARD3006";
    public const string MixedSaveChanges = "SHARD3007";
    public const string WriteOnSeveralShards = "SHARD3009";

    // Migrations.
    public const string TableNeverDistributed = "SHARD4001";
    public const string UniqueWithoutKeyInMigration = "SHARD4002";
    public const string ForeignKeyInMigration = "SHARD4003";
    public const string KeyColumnChanged = "SHARD4004";
    public const string GeneratedColumnAdded = "SHARD4005";
    public const string IdentityBlocksChange = "SHARD4006";
    public const string ForeignKeysBlockUndistribute = "SHARD4007";
    public const string DistributionOrder = "SHARD4008";
    public const string AlreadyDistributed = "SHARD4009";
    public const string SelectInBlock = "SHARD4010";
    public const string UnguardedDistribution = "SHARD4011";
    public const string ConcurrentlyInTransaction = "SHARD4012";
    public const string ConstraintRenamed = "SHARD4013";
    public const string TriggerInMigration = "SHARD4014";
    public const string NameNotQuoted = "SHARD4015";
    public const string ColocationRefused = "SHARD4016";
    public const string KeyRefused = "SHARD4017";
    public const string RelationRefused = "SHARD4018";
    public const string PartitioningRefused = "SHARD4019";
    public const string TypeAfterDistribution = "SHARD4020";
    public const string SchemaNotDistributable = "SHARD4021";
    public const string NullKeyInserted = "SHARD4022";
    public const string MigrationNotRead = "SHARD4023";

    // The analysis itself.
    public const string Unknown = "SHARD9001";
    public const string AnalysisFailed = "SHARD9002";
    public const string InvalidOption = "SHARD9003";
    public const string ModelNotRead = "SHARD9004";
}
