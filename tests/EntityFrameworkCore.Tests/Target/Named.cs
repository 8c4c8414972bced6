using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using ShardSafety;
using ShardSafety.EntityFrameworkCore;

namespace Target.Named;

[DistributedBy(nameof(AccountId))]
public class UserAccount
{
    public long AccountId { get; set; }

    public string DisplayName { get; set; } = "";
}

[DistributedBy(nameof(AccountId), ColocateWith = typeof(UserAccount))]
public class AccountBalance
{
    public long AccountId { get; set; }

    public Guid Id { get; set; }

    public UserAccount Account { get; set; } = null!;
}

/// <summary>Every name in snake case, a schema and a history table of its own; conventions put the key into keys.</summary>
public class NamedContext : DbContext
{
    public DbSet<UserAccount> UserAccounts => Set<UserAccount>();

    public DbSet<AccountBalance> AccountBalances => Set<AccountBalance>();

    public static string Schema => "books" + Settings.Run;

    protected override void OnConfiguring(DbContextOptionsBuilder options)
    {
        options.UseNpgsql(Settings.Connection, n => n.MigrationsHistoryTable("migrations", Schema)).UseShardSafety(o => o.PutKeyFirst().CompleteForeignKeys());
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new SnakeCase());
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.HasDefaultSchema(Schema);
        model.Entity<UserAccount>().HasKey(u => u.AccountId);
    }
}

/// <summary>Renames tables and columns when everything else has been said, as naming packages do.</summary>
public partial class SnakeCase : IDbContextOptionsExtension, IConventionSetPlugin, IModelFinalizingConvention
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services) => services.AddScoped<IConventionSetPlugin>(_ => this);

    public void Validate(IDbContextOptions options)
    {
    }

    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.ModelFinalizingConventions.Add(this);
        return conventionSet;
    }

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            entity.Builder.ToTable(Snake(entity.GetTableName()!), entity.GetSchema());
            foreach (var property in entity.GetProperties())
            {
                property.Builder.HasColumnName(Snake(property.Name));
            }
        }
    }

    private static string Snake(string name) => Capital().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Capital();

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}
