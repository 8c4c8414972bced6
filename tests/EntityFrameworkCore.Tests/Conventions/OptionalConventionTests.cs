using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore.Tests.Models;

namespace ShardSafety.EntityFrameworkCore.Tests.Conventions;

/// <summary>The conventions that are switched on one by one.</summary>
public sealed class OptionalConventionTests
{
    private sealed class ConventionContext() : ModelContext("Host=none")
    {
        public DbSet<Root> Roots => Set<Root>();

        public DbSet<Project> Projects => Set<Project>();

        public DbSet<Ticket> Tickets => Set<Ticket>();

        protected override void Options(ShardSafetyOptionsBuilder options) => options.PutKeyFirst().CompleteForeignKeys();

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Project>().HasIndex(nameof(Project.Name));
    }

    [Fact]
    public void Keys_and_foreign_keys_get_the_distribution_key()
    {
        using var context = new ConventionContext();
        var creates = MarkTests.Creates(context);
        creates["Projects"].PrimaryKey!.Columns.ShouldBe(["TenantId", "Id"]);
        creates["Tickets"].PrimaryKey!.Columns.ShouldBe(["TenantId", "Id"]);
        var foreignKey = creates["Tickets"].ForeignKeys.ShouldHaveSingleItem();
        foreignKey.Columns.ShouldBe(["TenantId", "ProjectId"]);
        foreignKey.PrincipalColumns.ShouldBe(["TenantId", "Id"]);
        creates["Tickets"].Columns.Select(c => c.Name).ShouldBe(["TenantId", "Id", "ProjectId"], ignoreOrder: true);
        creates["Roots"].PrimaryKey!.Columns.ShouldBe(["Id"]);
    }

    private sealed class NoConventionContext() : ModelContext("Host=none")
    {
        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Ticket>().Ignore(t => t.Project).HasKey(t => t.Id);
    }

    [Fact]
    public void Nothing_is_switched_on_by_itself()
    {
        using var context = new NoConventionContext();
        context.Model.FindEntityType(typeof(Ticket))!.FindPrimaryKey()!.Properties.ShouldHaveSingleItem();
    }

    private sealed class ExplicitContext() : ModelContext("Host=none")
    {
        protected override void Options(ShardSafetyOptionsBuilder options) => options.PutKeyFirst();

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Ticket>().Ignore(t => t.Project).HasKey(t => t.Id);
    }

    [Fact]
    public void An_explicit_key_is_left_alone()
    {
        using var context = new ExplicitContext();
        context.Model.FindEntityType(typeof(Ticket))!.FindPrimaryKey()!.Properties.ShouldHaveSingleItem();
    }

    private sealed class FilteredContext(long tenant) : ModelContext("Host=none")
    {
        public long Tenant { get; } = tenant;

        public DbSet<Project> Projects => Set<Project>();

        public DbSet<Country> Countries => Set<Country>();

        protected override void Options(ShardSafetyOptionsBuilder options) =>
            options.PutKeyFirst().CompleteForeignKeys().UseTenantFilter<FilteredContext>(db => db.Tenant);
    }

    [Fact]
    public void The_tenant_filter_takes_the_tenant_of_the_context_that_runs_the_query()
    {
        using var one = new FilteredContext(17);
        one.Projects.ToQueryString().ShouldContain("p.\"TenantId\" = @");
        one.Projects.ToQueryString().ShouldContain("17");
        using var other = new FilteredContext(18);
        other.Projects.ToQueryString().ShouldContain("18");
        one.Countries.ToQueryString().ShouldNotContain("17");
        one.Projects.IgnoreQueryFilters(["ShardSafety.Tenant"]).ToQueryString().ShouldNotContain("TenantId\" = ");
    }
}
