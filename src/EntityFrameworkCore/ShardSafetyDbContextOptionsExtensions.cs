using System;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using ShardSafety.EntityFrameworkCore.Options;
using ShardSafety.EntityFrameworkCore.PlanGuard;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>Switches distribution on for a context: <c>optionsBuilder.UseNpgsql(…).UseShardSafety()</c>.</summary>
public static class ShardSafetyDbContextOptionsExtensions
{
    /// <summary>Makes distribution by Citus a part of the context's model and of its migrations.</summary>
    /// <param name="optionsBuilder">The context's options.</param>
    /// <param name="configure">Switches conventions on.</param>
    /// <returns><paramref name="optionsBuilder"/>.</returns>
    public static DbContextOptionsBuilder UseShardSafety(this DbContextOptionsBuilder optionsBuilder, Action<ShardSafetyOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        var before = optionsBuilder.Options.FindExtension<ShardSafetyOptionsExtension>()?.Options ?? new ShardSafetyOptions();
        var builder = new ShardSafetyOptionsBuilder(before);
        configure?.Invoke(builder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(new ShardSafetyOptionsExtension(builder.Options));
        if (builder.Options.PlanGuard is { } guard && guard != before.PlanGuard)
        {
            optionsBuilder.AddInterceptors(new PlanGuardInterceptor(guard));
        }

        return optionsBuilder;
    }

    /// <summary>Makes distribution by Citus a part of the context's model and of its migrations.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="optionsBuilder">The context's options.</param>
    /// <param name="configure">Switches conventions on.</param>
    /// <returns><paramref name="optionsBuilder"/>.</returns>
    public static DbContextOptionsBuilder<TContext> UseShardSafety<TContext>(this DbContextOptionsBuilder<TContext> optionsBuilder, Action<ShardSafetyOptionsBuilder>? configure = null)
        where TContext : DbContext
    {
        UseShardSafety((DbContextOptionsBuilder)optionsBuilder, configure);
        return optionsBuilder;
    }
}
