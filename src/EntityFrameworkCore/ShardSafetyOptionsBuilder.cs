using System;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore.Options;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>The options of <see cref="ShardSafetyDbContextOptionsExtensions.UseShardSafety(DbContextOptionsBuilder, Action{ShardSafetyOptionsBuilder})"/>. Every convention is off until it is named here.</summary>
public sealed class ShardSafetyOptionsBuilder
{
    internal ShardSafetyOptionsBuilder(ShardSafetyOptions options) => Options = options;

    internal ShardSafetyOptions Options { get; private set; }

    /// <summary>
    /// Puts the distribution key first in the primary keys, alternate keys and indexes of distributed entities that do not contain
    /// it yet and that conventions made. What is configured explicitly is left alone.
    /// </summary>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder PutKeyFirst()
    {
        Options = Options with { KeyFirst = true };
        return this;
    }

    /// <summary>
    /// Adds the distribution keys to foreign keys between entities of one colocation group that do not contain them yet and that
    /// conventions made. The principal needs a key that begins with its distribution key, see <see cref="PutKeyFirst"/>.
    /// </summary>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder CompleteForeignKeys()
    {
        Options = Options with { CompleteForeignKeys = true };
        return this;
    }

    /// <summary>Filters every entity of the model's one colocation group to the tenant that the context names.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="tenant">The context's member that holds the tenant: <c>db => db.CompanyId</c>.</param>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder UseTenantFilter<TContext>(Expression<Func<TContext, object?>> tenant)
        where TContext : DbContext => UseTenantFilter(tenant, null);

    /// <summary>Filters every entity of one colocation group to the tenant that the context names.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="tenant">The context's member that holds the tenant: <c>db => db.CompanyId</c>.</param>
    /// <param name="group">An entity or marked type of the group.</param>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder UseTenantFilter<TContext>(Expression<Func<TContext, object?>> tenant, Type? group)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(tenant);
        Options = Options with { TenantFilter = new TenantFilter(typeof(TContext), tenant, group) };
        return this;
    }

    /// <summary>What migrations do on a PostgreSQL that has no Citus extension; <see cref="MissingCitus.Refuse"/> by default.</summary>
    /// <param name="behavior">What to do.</param>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder WhenCitusIsMissing(MissingCitus behavior)
    {
        Options = Options with { MissingCitus = behavior };
        return this;
    }

    /// <summary>
    /// The tables live in schemas that Citus distributes as a whole, as <see cref="SchemaShardedAttribute"/> on the context says it.
    /// </summary>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder SchemaPerTenant()
    {
        Options = Options with { SchemaSharded = true };
        return this;
    }

    /// <summary>
    /// The tables live in schemas that Citus distributes as a whole, one tenant a schema; one model serves all of them, and the
    /// context instance names its own schema. Migrations are made for the schema of the context that <c>dotnet ef</c> creates, and
    /// applied to the schema of the context that applies them.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="schema">The schema of a context instance: <c>db => db.Schema</c>.</param>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder SchemaPerTenant<TContext>(Func<TContext, string> schema)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(schema);
        Options = Options with { SchemaSharded = true, TenantSchema = context => schema((TContext)context) };
        return this;
    }

    /// <summary>
    /// Explains each command on the live cluster before it runs and throws when its plan is not allowed. For tests and staging:
    /// every command costs a second round trip.
    /// </summary>
    /// <param name="configure">What is allowed and what happens otherwise.</param>
    /// <returns>This builder.</returns>
    public ShardSafetyOptionsBuilder GuardPlans(Action<PlanGuardOptions>? configure = null)
    {
        var guard = new PlanGuardOptions();
        configure?.Invoke(guard);
        Options = Options with { PlanGuard = guard };
        return this;
    }
}
