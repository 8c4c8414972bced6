using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ShardSafety.EntityFrameworkCore;

namespace Storefront.Data;

/// <summary>How <c>dotnet ef</c> creates the context; <c>STOREFRONT_DB</c> names the cluster that a migration is applied to.</summary>
public class StorefrontDbFactory : IDesignTimeDbContextFactory<StorefrontDb>
{
    public StorefrontDb CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<StorefrontDb>()
            .UseNpgsql(Environment.GetEnvironmentVariable("STOREFRONT_DB") ?? "Host=localhost;Database=storefront")
            .UseShardSafety()
            .Options);
}
