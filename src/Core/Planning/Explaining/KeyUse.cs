using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Explaining;

/// <summary>A distributed table's part in a statement: where its key stands to values, seen from its own query level and from the whole.</summary>
internal sealed class KeyUse(TableSource source, Table table, int level)
{
    public TableSource Source { get; } = source;

    public Table Table { get; } = table;

    /// <summary>The number of the query level that lists it.</summary>
    public int Level { get; } = level;

    public string Key => Table.DistributionColumn!;

    public string Display => Source.Display ?? Source.Table.Name;

    /// <summary>The value that conditions of its own level give the key; null for none.</summary>
    public string? OwnValue { get; set; }

    /// <summary>The value that conditions anywhere in the statement lead to.</summary>
    public string? AnyValue { get; set; }

    /// <summary>A condition that names the key without fixing it, in the order of the text.</summary>
    public KeyDefeat? Defeat { get; set; }
}

/// <summary>Why a condition on a key does not fix it.</summary>
internal sealed record KeyDefeat(Origin At, string Reason);
