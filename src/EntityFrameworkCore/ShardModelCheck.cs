using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Checks;

namespace ShardSafety.EntityFrameworkCore;

/// <summary>
/// Compares what the attributes say, what the finished model says and how the tables are distributed on the live cluster. For one
/// unit test, or at startup. Each difference is one line that says what to do.
/// </summary>
public static class ShardModelCheck
{
    /// <summary>Compares the attributes with the finished model, and the model with what Citus accepts. Asks no database.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The differences; none when all is well.</returns>
    public static IReadOnlyList<string> Check(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var model = context.GetService<IDesignTimeModel>().Model;
        return context.GetType().IsDefined(typeof(NotShardedAttribute), inherit: true)
            ? []
            : [.. MarkChecks.Check(context.GetType(), model), .. TableChecks.Check(model.GetRelationalModel())];
    }

    /// <summary>Compares the attributes with the finished model, and the model with the live cluster.</summary>
    /// <param name="context">The context; its connection is used.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The differences; none when all is well.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        var differences = Check(context);
        return context.GetType().IsDefined(typeof(NotShardedAttribute), inherit: true)
            ? differences
            : [.. differences, .. await ClusterChecks.CheckAsync(context, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>Throws when <see cref="CheckAsync"/> finds a difference.</summary>
    /// <param name="context">The context; its connection is used.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>A task that ends when all is well.</returns>
    /// <exception cref="ShardSafetyException">There are differences; the message has one line for each.</exception>
    public static async Task EnsureAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        var differences = await CheckAsync(context, cancellationToken).ConfigureAwait(false);
        if (differences.Count > 0)
        {
            throw new ShardSafetyException("The distribution of tables is not what the model says:" + string.Concat(differences.Select(static d => Environment.NewLine + "- " + d)));
        }
    }
}
