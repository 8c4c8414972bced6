using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ShardSafety.EntityFrameworkCore.Conventions;
using ShardSafety.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Migrations;

namespace ShardSafety.EntityFrameworkCore.Options;

/// <summary>
/// Puts the package's services around the provider's: each decorates the one that is there, so that nothing internal of EF Core or
/// of the provider is named and the order of the <c>Use…</c> calls does not matter.
/// </summary>
internal sealed class ShardSafetyOptionsExtension(ShardSafetyOptions options) : IDbContextOptionsExtension
{
    private ExtensionInfo? _info;

    public ShardSafetyOptions Options { get; } = options;

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
        // Adds what is not there yet: the provider's own call comes before or after this one.
        services.AddEntityFrameworkNpgsql();
        services.AddScoped<IConventionSetPlugin, ShardConventionPlugin>();
        Decoration.Decorate<IRelationalAnnotationProvider>(services, static (_, inner) => new ShardAnnotationProvider(inner));
        Decoration.Decorate<IMigrationsModelDiffer>(services, static (provider, inner) =>
            new ShardModelDiffer(inner, provider));
        Decoration.Decorate<IMigrationsSqlGenerator>(services, static (provider, inner) =>
            new ShardMigrationsSqlGenerator(inner, provider.GetRequiredService<ICurrentDbContext>()));
        Decoration.Decorate<IModelCacheKeyFactory>(services, static (_, inner) => new TenantSchemaCacheKeyFactory(inner));
    }

    public void Validate(IDbContextOptions options)
    {
        var provider = options.Extensions.FirstOrDefault(static e => e.Info.IsDatabaseProvider);
        if (provider is not null && provider.GetType().Assembly.GetName().Name != "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            throw new InvalidOperationException(
                "UseShardSafety needs the Npgsql provider: Citus is an extension of PostgreSQL. Configure the context with UseNpgsql, or leave UseShardSafety out for this database.");
        }
    }

    private sealed class ExtensionInfo(ShardSafetyOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using ShardSafety ";

        private ShardSafetyOptions Options => ((ShardSafetyOptionsExtension)Extension).Options;

        public override int GetServiceProviderHashCode() => Options.ServicesHash();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo info && info.Options.SameServices(Options);

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["ShardSafety"] = GetServiceProviderHashCode().ToString(CultureInfo.InvariantCulture);
    }
}
