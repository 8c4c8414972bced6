using System;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading;

/// <summary>What a text's names and parameters stand for.</summary>
internal sealed record SqlReaderOptions
{
    /// <summary>Columns of a table with their types, in order, or null for a table the model does not have.</summary>
    public required Func<TableName, Model.Table?> FindTable { get; init; }

    /// <summary>
    /// What a parameter (<c>@name</c>, <c>$1</c>, <c>{0}</c>, <c>:name</c>, as written) is; null makes it a
    /// <see cref="Parameter"/> whose identity is its own text.
    /// </summary>
    public Func<string, Expr?>? ResolveParameter { get; init; }

    /// <summary>The text's number in the origins of what it holds.</summary>
    public int Number { get; init; }

    /// <summary>The first number for sources and common tables, for a text that becomes part of a larger statement.</summary>
    public int FirstSource { get; init; } = 1;
}
