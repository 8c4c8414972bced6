using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.Model;

/// <summary>A table of the database.</summary>
internal sealed record Table(TableName Name, TableKind Kind)
{
    /// <summary>The distribution column's database name; only of <see cref="TableKind.Distributed"/> tables, null if it could not be resolved.</summary>
    public string? DistributionColumn { get; init; }

    /// <summary>The <see cref="ColocationGroup.Id"/>; of distributed and single-shard tables.</summary>
    public string? Group { get; init; }

    public int? ShardCount { get; init; }

    /// <summary>By time, if it is partitioned.</summary>
    public TimePartitioning? Partitioning { get; init; }

    /// <summary>In the order EF Core creates them.</summary>
    public EquatableArray<Column> Columns { get; init; }

    public KeyConstraint? PrimaryKey { get; init; }

    /// <summary>Unique constraints of alternate keys.</summary>
    public EquatableArray<KeyConstraint> UniqueConstraints { get; init; }

    public EquatableArray<TableIndex> Indexes { get; init; }

    public EquatableArray<TableForeignKey> ForeignKeys { get; init; }

    public EquatableArray<string> Triggers { get; init; }

    /// <summary>Whether it is a view or a query rather than a table.</summary>
    public bool IsView { get; init; }

    /// <summary>Whether migrations leave it alone (<c>ExcludeFromMigrations</c>).</summary>
    public bool ExcludedFromMigrations { get; init; }

    /// <summary>The metadata names of the entities stored in it, owner or root first.</summary>
    public EquatableArray<string> Entities { get; init; }

    /// <summary>Where its distribution is declared: the mark, else the entity.</summary>
    public Place Place { get; init; }

    public Column? FindColumn(string? name)
    {
        foreach (var column in Columns)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        return null;
    }
}

internal enum TableKind
{
    /// <summary>No mark; stays a plain table on the coordinator.</summary>
    Unmarked,
    Local,
    Reference,
    Distributed,

    /// <summary>Without a key, on one shard (<c>create_distributed_table(t, NULL)</c>).</summary>
    SingleShard,

    /// <summary>In a distributed schema.</summary>
    SchemaSharded,
}

/// <summary>A column of a table.</summary>
internal sealed record Column(string Name, SqlType Type)
{
    public bool Nullable { get; init; }

    /// <summary>An identity or serial column.</summary>
    public bool Identity { get; init; }

    /// <summary>The expression of a generated column; empty text when it has one that could not be read.</summary>
    public string? ComputedSql { get; init; }

    public string? DefaultSql { get; init; }

    /// <summary>The collation, if one is set.</summary>
    public string? Collation { get; init; }
}

/// <summary>A primary key or unique constraint.</summary>
internal sealed record KeyConstraint(string Name, EquatableArray<string> Columns)
{
    public Place Place { get; init; }
}

internal sealed record TableIndex(string Name, EquatableArray<string> Columns)
{
    public bool Unique { get; init; }

    public string? Filter { get; init; }

    public EquatableArray<string> Include { get; init; }

    public Place Place { get; init; }
}

internal sealed record TableForeignKey(string Name, EquatableArray<string> Columns, TableName Principal, EquatableArray<string> PrincipalColumns)
{
    public DeleteRule OnDelete { get; init; }

    public Place Place { get; init; }
}

/// <summary>EF Core's <c>DeleteBehavior</c>, as far as the database sees it.</summary>
internal enum DeleteRule { NoAction, Restrict, Cascade, SetNull }
