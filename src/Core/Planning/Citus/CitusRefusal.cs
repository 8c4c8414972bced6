using System;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Citus refuses; it may still plan the statement another way, so this is caught where Citus catches its own errors.</summary>
internal sealed class CitusRefusal(string message, string? detail = null) : Exception(message)
{
    public string? Detail { get; } = detail;

    /// <summary>A join would need rows to be reshuffled, and the cluster does not allow it.</summary>
    public bool IsRepartition { get; init; }

    /// <summary>The query or source at fault, where it is known.</summary>
    public Origin At { get; init; } = Origin.None;

    public PgSource? Culprit { get; init; }

    /// <summary>Why in one word, where it is known.</summary>
    public PlanCause? Cause { get; init; }

    /// <summary>Message and detail as the server sends them.</summary>
    public string Words => Detail is null ? Message : Message + " | " + Detail;
}
