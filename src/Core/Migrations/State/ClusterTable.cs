using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Migrations.State;

/// <summary>A table as it stands between two steps.</summary>
internal sealed class ClusterTable(TableName name)
{
    public TableName Name { get; set; } = name;

    /// <summary><see cref="TableKind.Local"/> is a plain table that Citus has in its metadata.</summary>
    public TableKind Kind { get; set; }

    public string? Key { get; set; }

    /// <summary>Tables of one number are colocated.</summary>
    public int Group { get; set; }

    public List<ClusterColumn> Columns { get; set; } = [];

    public List<UniqueRule> Uniques { get; set; } = [];

    public List<ForeignKeyRule> ForeignKeys { get; set; } = [];

    public bool HasTriggers { get; set; }

    public bool HasRows { get; set; }

    public bool IsTemporary { get; set; }

    public bool IsView { get; set; }

    public IReadOnlyList<string> PartitionColumns { get; set; } = [];

    public ClusterTable? PartitionOf { get; set; }

    /// <summary>False for one that no step created: of its columns and constraints nothing is known.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Where it was created.</summary>
    public Place Place { get; init; }

    public bool IsSharded => Kind is TableKind.Distributed or TableKind.SingleShard;

    public bool IsPlain => Kind is TableKind.Unmarked or TableKind.Local;

    public bool IsDistributedOrReference => IsSharded || Kind == TableKind.Reference;

    public ClusterTable Copy() => new(Name)
    {
        Kind = Kind,
        Key = Key,
        Group = Group,
        Columns = [.. Columns],
        Uniques = [.. Uniques],
        ForeignKeys = [.. ForeignKeys],
        HasTriggers = HasTriggers,
        HasRows = HasRows,
        IsTemporary = IsTemporary,
        IsView = IsView,
        PartitionColumns = PartitionColumns,
        PartitionOf = PartitionOf,
        IsComplete = IsComplete,
        Place = Place,
    };

    public ClusterColumn? Column(string? column) => Columns.FirstOrDefault(c => c.Name == column);
}

internal sealed record ClusterColumn(string Name, SqlType Type)
{
    public bool Identity { get; init; }

    public bool Serial { get; init; }

    public bool GeneratedStored { get; init; }

    public bool Nullable { get; init; } = true;
}

internal enum UniqueKind { Constraint, PrimaryKey, Index, Exclusion }

/// <summary>A primary key, unique constraint, unique index or exclusion constraint.</summary>
/// <param name="Columns">Plain columns; expressions are left out. Of an exclusion constraint those compared by equality.</param>
internal sealed record UniqueRule(string? Name, UniqueKind Kind, IReadOnlyList<string> Columns)
{
    public IReadOnlyList<string> Include { get; init; } = [];
}

internal enum KeyAction { NoAction, Restrict, Cascade, SetNull, SetDefault }

internal sealed record ForeignKeyRule(string? Name, IReadOnlyList<string> Columns, TableName Principal, IReadOnlyList<string> PrincipalColumns)
{
    public KeyAction OnDelete { get; init; }

    public KeyAction OnUpdate { get; init; }
}
