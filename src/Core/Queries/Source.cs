using System.Collections.Immutable;

namespace ShardSafety.Core.Queries;

/// <summary>An entry of a query's range table: something rows come from.</summary>
/// <param name="Id">Its number, unique in the whole statement.</param>
/// <param name="Alias">The name it goes by in its query.</param>
internal abstract record Source(int Id, string Alias)
{
    public Origin At { get; init; } = Origin.None;

    /// <summary>Whether it may refer to sources before it in the same FROM.</summary>
    public bool Lateral { get; init; }

    /// <summary>Names that an alias list gives its columns, in order; empty without one.</summary>
    public ImmutableArray<string> ColumnAliases { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>A table or view of the database.</summary>
internal sealed record TableSource(int Id, string Alias, TableName Table) : Source(Id, Alias)
{
    /// <summary>What a message calls it (an entity's or a navigation's name); null means the table's name.</summary>
    public string? Display { get; init; }

    public bool Only { get; init; }

    /// <summary>TABLESAMPLE stands beside it.</summary>
    public bool Sampled { get; init; }
}

/// <summary>A subquery in FROM.</summary>
internal sealed record SubquerySource(int Id, string Alias, Query Query) : Source(Id, Alias);

/// <summary>A function in FROM.</summary>
internal sealed record FunctionSource(int Id, string Alias, FuncExpr Call) : Source(Id, Alias)
{
    public bool WithOrdinality { get; init; }
}

/// <summary>VALUES lists in FROM, or the rows of an INSERT.</summary>
internal sealed record ValuesSource(int Id, string Alias, ImmutableArray<ImmutableArray<Expr>> Rows) : Source(Id, Alias);

/// <summary>A reference to a common table expression by its <see cref="CommonTable.Id"/>.</summary>
internal sealed record CteSource(int Id, string Alias, int Cte) : Source(Id, Alias);

/// <summary>A source that could not be read; the statement's verdict is unknown for <paramref name="Reason"/>.</summary>
internal sealed record UnknownSource(int Id, string Alias, string Reason) : Source(Id, Alias);
