namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>What Citus (or PostgreSQL) says when it refuses a table, as it comes when the table is distributed.</summary>
/// <param name="Message">The error's message.</param>
/// <param name="Detail">Its detail, if it has one.</param>
internal sealed record CitusWords(string Message, string? Detail = null)
{
    /// <summary>As findings carry it in their properties: message and detail with a bar between.</summary>
    public string Raw => Detail is null ? Message : Message + "|" + Detail;

    /// <summary>As messages quote it.</summary>
    public override string ToString() => Detail is null ? "“" + Message + "”" : "“" + Message + "”, detail “" + Detail + "”";

    /// <summary>create_distributed_table.c, ErrorIfUnsupportedConstraint.</summary>
    public static CitusWords Constraint(string table) => new(
        "cannot create constraint on \"" + table + "\"",
        "Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column (with an equality operator if EXCLUDE).");

    /// <summary>foreign_constraint.c, ErrorIfUnsupportedForeignConstraintExists: colocated, but not on the key.</summary>
    public static readonly CitusWords ForeignKeyOffKey = new(
        "cannot create foreign key constraint",
        "Foreign keys are supported in two cases, either in between two colocated tables including partition column in the same ordinal in the both tables or from distributed to reference tables");

    public static readonly CitusWords ForeignKeyNotColocated = new(
        "cannot create foreign key constraint since relations are not colocated or not referencing a reference table",
        "A distributed table can only have foreign keys if it is referencing another colocated hash distributed table or a reference table");

    public static readonly CitusWords ForeignKeyFromReference = new(
        "cannot create foreign key constraint since foreign keys from reference tables and local tables to distributed tables are not supported",
        "Reference tables and local tables can only have foreign keys to reference tables and local tables");

    public static readonly CitusWords ForeignKeySetsNull = new(
        "cannot create foreign key constraint",
        "SET NULL or SET DEFAULT is not supported in ON DELETE operation when distribution key is included in the foreign key constraint");

    public static readonly CitusWords ReferenceToLocalCascades = new(
        "cannot define foreign key constraint, foreign keys from reference tables to local tables can only be defined with NO ACTION or RESTRICT behaviors");

    public static CitusWords ForeignKeyToLocal(string principal) => new(
        "referenced table \"" + principal + "\" must be a distributed table or a reference table",
        "To enforce foreign keys, the referencing and referenced rows need to be stored on the same node.");

    public static CitusWords NoColumn(string column, string table) => new("column \"" + column + "\" of relation \"" + table + "\" does not exist");

    public static CitusWords NoOperatorClass(string type) => new(
        "data type " + type + " has no default operator class for specified partition method",
        "Partition column types must have a default operator class defined.");

    public static CitusWords GeneratedKey(string table) => new(
        "cannot distribute relation: " + table,
        "Distribution column must not use GENERATED ALWAYS AS (...) STORED.");

    public static CitusWords KeyTypesDiffer(string first, string second) => new(
        "cannot colocate tables " + first + " and " + second,
        "Distribution column types don't match for " + first + " and " + second + ".");

    public static CitusWords NotDistributed(string table) => new("relation " + table + " is not distributed");

    public static readonly CitusWords ShardCountWithColocation = new("Cannot use colocate_with with a table and shard_count at the same time");

    public static readonly CitusWords PublicSchema = new("public schema cannot be distributed");

    public static CitusWords Triggers(string table) => new("cannot distribute relation \"" + table + "\" because it has triggers");

    public static CitusWords NotATable(string view) => new(view + " is not a regular, foreign or partitioned table");

    public static readonly CitusWords PartitionedReference = new("distributing partitioned tables in only supported for hash-distributed tables");

    /// <summary>PostgreSQL, indexcmds.c, DefineIndex.</summary>
    public static CitusWords PartitionColumn(string constraint, string table, string column) => new(
        "unique constraint on partitioned table must include all partitioning columns",
        constraint + " constraint on table \"" + table + "\" lacks column \"" + column + "\" which is part of the partition key.");

    /// <summary>When a row is inserted, not when the table is distributed.</summary>
    public static readonly CitusWords NullKey = new("cannot perform an INSERT with NULL in the partition column");

    public static readonly CitusWords SmallSequence = new("nextval(sequence) calls in worker nodes are not supported for column defaults of type int or smallint");
}
