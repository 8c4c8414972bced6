using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Checks;
using ShardSafety.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Options;

namespace ShardSafety.EntityFrameworkCore.Migrations;

/// <summary>
/// Carries distribution into the operations of a migration: completes what the provider-neutral differ found with the table to
/// colocate with, puts changes where Citus accepts them, takes foreign keys out of their way, and refuses what Citus would refuse.
/// </summary>
internal sealed class ShardModelDiffer(IMigrationsModelDiffer inner, IServiceProvider services) : IMigrationsModelDiffer
{
    public bool HasDifferences(IRelationalModel? source, IRelationalModel? target)
    {
        if (!inner.HasDifferences(source, target))
        {
            return false;
        }

        // A snapshot names the schema it was made with; tenants whose context names another have the same model.
        return Options.TenantSchema is null || !TenantSchema.OnlyMoves(inner.GetDifferences(source, target));
    }

    public IReadOnlyList<MigrationOperation> GetDifferences(IRelationalModel? source, IRelationalModel? target)
    {
        var operations = inner.GetDifferences(source, target).ToList();
        var forward = target is not null && target.Model == services.GetRequiredService<IDesignTimeModel>().Model;
        var changes = new DistributionChanges(source, target, operations);
        var problems = forward
            ? TableChecks.Check(target!).Concat(changes.Problems()).Distinct().ToList()
            : [];
        if (problems.Count > 0 && operations.Count > 0)
        {
            throw new ShardSafetyException(
                "Citus would refuse this migration:" + string.Concat(problems.Select(static p => Environment.NewLine + "- " + p)));
        }

        return changes.Apply(forward);
    }

    private ShardSafetyOptions Options =>
        services.GetRequiredService<ICurrentDbContext>().Context.GetService<IDbContextOptions>().FindExtension<ShardSafetyOptionsExtension>()?.Options ?? new ShardSafetyOptions();
}
