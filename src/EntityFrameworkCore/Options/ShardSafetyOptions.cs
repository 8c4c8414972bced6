using System;
using System.Linq.Expressions;

namespace ShardSafety.EntityFrameworkCore.Options;

/// <summary>What <c>UseShardSafety</c> was told; immutable.</summary>
internal sealed record ShardSafetyOptions
{
    public bool KeyFirst { get; init; }

    public bool CompleteForeignKeys { get; init; }

    public TenantFilter? TenantFilter { get; init; }

    public MissingCitus MissingCitus { get; init; } = MissingCitus.Refuse;

    public bool SchemaSharded { get; init; }

    /// <summary>Gives the schema of a context instance, when tenants share one model; null without.</summary>
    public Func<Microsoft.EntityFrameworkCore.DbContext, string>? TenantSchema { get; init; }

    public PlanGuardOptions? PlanGuard { get; init; }

    /// <summary>Whether two options lead to the same model and the same services.</summary>
    public bool SameServices(ShardSafetyOptions other) =>
        KeyFirst == other.KeyFirst && CompleteForeignKeys == other.CompleteForeignKeys && MissingCitus == other.MissingCitus
        && SchemaSharded == other.SchemaSharded && Equals(TenantFilter?.Identity, other.TenantFilter?.Identity);

    public int ServicesHash() => HashCode.Combine(KeyFirst, CompleteForeignKeys, MissingCitus, SchemaSharded, TenantFilter?.Identity);
}

/// <summary>A tenant filter: the context's member that holds the tenant, and the group it filters.</summary>
internal sealed record TenantFilter(Type Context, LambdaExpression Value, Type? Group)
{
    /// <summary>Equal for the same filter written again: expression trees themselves have no value equality.</summary>
    public (Type Context, string Value, Type? Group) Identity => (Context, Value.ToString(), Group);
}
