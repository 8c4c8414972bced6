using System.Collections.Immutable;

namespace ShardSafety.Core.Queries;

/// <summary>What reaches the database in one command.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Query">The query, where <paramref name="Kind"/> is <see cref="StatementKind.Query"/>.</param>
internal sealed record Statement(StatementKind Kind, Query? Query)
{
    /// <summary>Parameters that the code has shown to be the value of others: identities, and those they stand for.</summary>
    public ImmutableDictionary<string, string> SameValues { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Tables named by a statement that is not a query: TRUNCATE, COPY, DDL.</summary>
    public ImmutableArray<TableSource> Tables { get; init; } = ImmutableArray<TableSource>.Empty;

    /// <summary>The statement's first words, upper case, for messages (<c>CREATE INDEX</c>).</summary>
    public string Verb { get; init; } = "";

    /// <summary>What could not be read outside any query level.</summary>
    public ImmutableArray<Unreadable> Unreadable { get; init; } = ImmutableArray<Unreadable>.Empty;
}

internal enum StatementKind { Query, Truncate, Copy, Ddl, TransactionControl, Other }
