namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Loops over the model's metadata in their usual forms.</summary>
public sealed class LoopContractTests
{
    private const string Entities =
        """
        public interface ITenant { long TenantId { get; } }
        public interface ISoftDelete { bool IsDeleted { get; set; } }
        public class Company { public long Id { get; set; } public string Name { get; set; } = ""; }
        public class Order : ITenant, ISoftDelete { public long TenantId { get; set; } public long Id { get; set; } public bool IsDeleted { get; set; } public decimal Amount { get; set; } public List<Line> Lines { get; set; } = []; }
        public class Line : ITenant { public long TenantId { get; set; } public long Id { get; set; } public long OrderId { get; set; } public Order Order { get; set; } = null!; public string? Text { get; set; } }

        """;

    private static string With(string configuration, string members = "") => Entities +
        $$"""
        public class Db(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Company> Companies { get; set; } public DbSet<Order> Orders { get; set; } public DbSet<Line> Lines { get; set; }
            public long TenantId => 5;
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                {{configuration}}
            }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("foreach (var et in modelBuilder.Model.GetEntityTypes()) { if (typeof(ITenant).IsAssignableFrom(et.ClrType)) { modelBuilder.Entity(et.ClrType).HasKey(\"TenantId\", \"Id\"); } }")]
    [InlineData("foreach (var et in modelBuilder.Model.GetEntityTypes().Where(e => typeof(ITenant).IsAssignableFrom(e.ClrType))) { modelBuilder.Entity(et.ClrType).HasIndex(nameof(ITenant.TenantId)); }")]
    [InlineData("foreach (var fk in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys())) fk.DeleteBehavior = DeleteBehavior.Restrict;")]
    [InlineData("foreach (var p in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(p => p.ClrType == typeof(decimal) || p.ClrType == typeof(decimal?))) { p.SetColumnType(\"decimal(18,2)\"); }")]
    [InlineData("foreach (var e in modelBuilder.Model.GetEntityTypes()) { e.SetTableName(e.GetTableName()!.ToLower()); foreach (var p in e.GetProperties()) p.SetColumnName(p.Name.ToLowerInvariant()); }")]
    [InlineData("foreach (var e in modelBuilder.Model.GetEntityTypes()) { modelBuilder.Entity(e.Name).Property<DateTime>(\"UpdatedAt\").HasDefaultValueSql(\"now()\"); }")]
    [InlineData("foreach (var e in modelBuilder.Model.GetEntityTypes()) { if (e.FindProperty(\"TenantId\") is { } p) { p.SetColumnName(\"tenant\"); } }")]
    [InlineData("modelBuilder.Model.GetEntityTypes().ToList().ForEach(e => e.SetTableName(e.DisplayName()));")]
    [InlineData("var tenants = modelBuilder.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsAssignableTo(typeof(ITenant))).ToList(); foreach (var t in tenants) modelBuilder.Entity(t, b => { b.Property<long>(nameof(ITenant.TenantId)).HasColumnName(\"tenant_id\"); });")]
    public void Over_entities_keys_and_properties(string configuration) => ModelContract.Agrees(With(configuration));

    [Fact]
    public void Filters_by_a_generic_method() => ModelContract.Agrees(With(
        """
        foreach (var entityType in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(ITenant).IsAssignableFrom(entityType.ClrType))
            {
                var method = typeof(Db).GetMethod(nameof(SetFilter), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(entityType.ClrType);
                method.Invoke(this, new object[] { modelBuilder });
            }
        }
        """,
        "private void SetFilter<T>(ModelBuilder b) where T : class, ITenant => b.Entity<T>().HasQueryFilter(e => e.TenantId == TenantId);"))
        .Entities.Where(e => !e.QueryFilters.IsEmpty && e.QueryFilters[0].Predicate is not null).Select(e => e.DisplayName).ShouldBe(["Line", "Order"]);

    [Fact]
    public void Filters_by_a_generic_method_of_the_context_s_own_type() => ModelContract.Agrees(With(
        "foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(ITenant).IsAssignableFrom(t.ClrType))) GetType().GetMethod(nameof(SetFilter), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type.ClrType).Invoke(this, [modelBuilder]);",
        "private void SetFilter<T>(ModelBuilder b) where T : class, ITenant => b.Entity<T>().HasQueryFilter(e => e.TenantId == TenantId);"))
        .Entities.Where(e => !e.QueryFilters.IsEmpty && e.QueryFilters[0].Predicate is not null).Select(e => e.DisplayName).ShouldBe(["Line", "Order"]);

    [Fact]
    public void Filters_by_an_expression_built_by_hand() => ModelContract.Agrees(With(
        """
        foreach (var entityType in modelBuilder.Model.GetEntityTypes())
        {
            if (!typeof(ITenant).IsAssignableFrom(entityType.ClrType)) continue;
            var parameter = Expression.Parameter(entityType.ClrType, "e");
            var body = Expression.Equal(Expression.Property(parameter, "TenantId"), Expression.Property(Expression.Constant(this), nameof(TenantId)));
            modelBuilder.Entity(entityType.ClrType).HasQueryFilter(Expression.Lambda(body, parameter));
        }
        """))
        .Entities.Where(e => !e.QueryFilters.IsEmpty && e.QueryFilters[0].Predicate is not null).Select(e => e.DisplayName).ShouldBe(["Line", "Order"]);

    [Fact]
    public void Names_by_a_regular_expression() => ModelContract.Agrees(With(
        "foreach (var e in modelBuilder.Model.GetEntityTypes()) { e.SetTableName(ToSnake(e.GetTableName()!)); foreach (var p in e.GetProperties()) p.SetColumnName(ToSnake(p.Name)); foreach (var k in e.GetKeys()) k.SetName(ToSnake(k.GetName()!)); foreach (var k in e.GetForeignKeys()) k.SetConstraintName(ToSnake(k.GetConstraintName()!)); foreach (var i in e.GetIndexes()) i.SetDatabaseName(ToSnake(i.GetDatabaseName()!)); }",
        "private static string ToSnake(string text) => System.Text.RegularExpressions.Regex.Replace(text, \"([a-z0-9])([A-Z])\", \"$1_$2\").ToLower();"));

    [Fact]
    public void Conditions_on_the_provider() => ModelContract.Agrees(With(
        """
        if (Database.IsNpgsql()) { modelBuilder.Entity<Company>().ToTable("companies_pg"); } else { modelBuilder.Entity<Company>().ToTable("companies_other"); }
        if (Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite") { modelBuilder.Entity<Company>().ToTable("companies_sqlite"); }
        """));

    [Fact]
    public void A_condition_at_run_time_leaves_what_it_configures_unread()
    {
        var model = ModelContract.Read(With("if (System.DateTime.Now.Year > 2000) { modelBuilder.Entity<Company>().ToTable(\"late\"); }"));
        model.Unread.Select(u => u.Entity).Distinct().ShouldBe(["Shop.Company"]);
    }
}
