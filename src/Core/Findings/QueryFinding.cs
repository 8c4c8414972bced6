using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Planning;

namespace ShardSafety.Core.Findings;

/// <summary>
/// What was found at one place where a query, a write or a SQL text runs. Both front ends make it; the rules turn it into
/// diagnostics and decide nothing of their own.
/// </summary>
/// <param name="At">Where it runs: the operator or call that executes it; the diagnostic's place unless <see cref="Fault"/> says better.</param>
/// <param name="Plan">The verdict.</param>
internal sealed record QueryFinding(Location At, Plan Plan)
{
    public FindingKind Kind { get; init; } = FindingKind.Query;

    /// <summary>What runs, in the user's words: <c>db.Orders</c>, <c>OrderService.Recent</c>, the SQL's first words.</summary>
    public required string Subject { get; init; }

    /// <summary>Where a squiggle should stand instead of <see cref="At"/> (a place inside a SQL string); null for <see cref="At"/>.</summary>
    public Location? Fault { get; init; }

    /// <summary>The source, join and predicate at fault, and the helper that runs the query for its caller.</summary>
    public ImmutableArray<Location> Related { get; init; } = ImmutableArray<Location>.Empty;

    /// <summary>The path through the code that this verdict holds on, in the user's words; null when it holds on all.</summary>
    public string? Path { get; init; }

    /// <summary>The helper method that runs the query, when that is not where the finding stands.</summary>
    public string? Helper { get; init; }

    /// <summary>The reason of the <c>AllowMultiShard</c> that covers it; null without one.</summary>
    public string? AllowedBecause { get; init; }

    /// <summary>Whether another finding says it already: this one is an entry of the inventory alone.</summary>
    public bool IsSaidElsewhere { get; init; }
}

/// <summary>What kind of place a finding stands at, where the plan alone does not choose the rule.</summary>
internal enum FindingKind
{
    /// <summary>A query that runs here: an inventory entry.</summary>
    Query,

    /// <summary>A set-based write that runs here: an inventory entry.</summary>
    Write,

    /// <summary>A key filter that comes after the rows were fetched.</summary>
    FilterAfterMaterialization,

    /// <summary>Find with missing or swapped key parts.</summary>
    FindKeyParts,

    /// <summary>A tenant query filter ignored with no key given instead.</summary>
    TenantFilterIgnored,

    /// <summary>A write to the key property.</summary>
    KeyWritten,

    /// <summary>A new entity added whose key nothing sets.</summary>
    KeyNotSetOnAdd,

    /// <summary>Rows of several tenants, or of distributed and reference tables, in one SaveChanges.</summary>
    MixedSaveChanges,

    /// <summary>A promise of <c>[ShardScoped]</c> that the body does not keep.</summary>
    BrokenPromise,

    /// <summary>AllowMultiShard where it cannot work: an empty reason, or inside an expression tree.</summary>
    MisplacedAllowance,
}
