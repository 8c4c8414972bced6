namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Applications that put their model together at run time: by reflection over modules, from lists, with guards and filters of their own.</summary>
public sealed class ModularContractTests
{
    private const string Types =
        """
        public abstract class Row { public long Id { get; set; } }
        public interface ITenant { long TenantId { get; } }
        public interface IHidden { bool Hidden { get; } }
        public interface IPart { void Build(ModelBuilder b); }
        public class Order : Row, ITenant, IHidden { public long TenantId { get; set; } public bool Hidden { get; set; } public string? Text { get; set; } public List<Line> Lines { get; set; } = []; }
        public class Line : Row, ITenant { public long TenantId { get; set; } public long OrderId { get; set; } public Order Order { get; set; } = null!; }
        public class Plan : Row { public string? Name { get; set; } }
        public class OrderPart : IPart { public void Build(ModelBuilder b) { b.Entity<Order>().ToTable("order_part"); } }
        public class PlanMap : IEntityTypeConfiguration<Plan> { public void Configure(EntityTypeBuilder<Plan> builder) { ArgumentNullException.ThrowIfNull(builder); builder.ToTable("plans"); } }
        public class LineMap : IEntityTypeConfiguration<Line> { public void Configure(EntityTypeBuilder<Line> builder) { builder.ToTable("lines"); } }
        public static class Modules { public static List<Assembly> All { get; } = [typeof(Modules).Assembly]; public static Dictionary<string, Module> Named { get; } = new() { ["all"] = new Module() }; }
        public class Module { public Assembly Assembly { get; set; } = typeof(Module).Assembly; }
        public class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor { protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node; }

        """;

    private static string With(string configuration, string members = "") => Types +
        $$"""
        public class Db(DbContextOptions options) : DbContext(options)
        {
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                {{configuration}}
            }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("var types = new List<Type>(); types.Add(typeof(Order)); types.AddRange([typeof(Plan)]); foreach (var t in types) modelBuilder.Entity(t);")]
    [InlineData("var types = new List<Type>(); Fill(types); foreach (var t in types) modelBuilder.Entity(t);", "private static void Fill(List<Type> types) { types.Add(typeof(Order)); types.Insert(0, typeof(Plan)); types.Remove(typeof(Plan)); }")]
    [InlineData("var types = new List<Type>([typeof(Order)]); var kept = types.ToList(); kept.Add(typeof(Plan)); types.Clear(); foreach (var t in kept.Append(typeof(Line))) modelBuilder.Entity(t);")]
    [InlineData("foreach (var t in Assembly.GetExecutingAssembly().DefinedTypes.Select(t => t.AsType()).Where(t => t.GetTypeInfo().IsSubclassOf(typeof(Row)) && !t.IsAbstract)) modelBuilder.Entity(t);")]
    [InlineData("var types = new List<Type>(); foreach (var m in Modules.Named) types.AddRange(m.Value.Assembly.DefinedTypes.Select(t => t.AsType())); foreach (var t in types.Where(t => t.IsSubclassOf(typeof(Row)) && !t.IsAbstract)) modelBuilder.Entity(t); foreach (var p in types.Where(t => typeof(IPart).IsAssignableFrom(t) && t != typeof(IPart))) { var part = (IPart)Activator.CreateInstance(p)!; part.Build(modelBuilder); }")]
    [InlineData("foreach (var a in AppDomain.CurrentDomain.GetAssemblies().Where(a => a.FullName!.StartsWith(\"TestProject\"))) foreach (var t in a.GetTypes().Where(t => t.IsSubclassOf(typeof(Row)) && !t.IsAbstract && t.IsPublic)) modelBuilder.Entity(t);")]
    [InlineData("foreach (var t in Modules.All.SelectMany(a => a.GetTypes()).Where(t => typeof(Row).IsAssignableFrom(t) && !t.IsAbstract)) typeof(ModelBuilder).GetMethods().First(m => m.Name == \"Entity\" && m.IsGenericMethod && m.GetParameters().Length == 0).MakeGenericMethod(t).Invoke(modelBuilder, null);")]
    [InlineData("foreach (var t in typeof(Db).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)))) { dynamic map = Activator.CreateInstance(t)!; modelBuilder.ApplyConfiguration(map); }")]
    [InlineData("modelBuilder.ApplyConfigurationsFromAssembly(typeof(Db).Assembly, t => t.Name.StartsWith(\"Plan\"));")]
    [InlineData("ArgumentNullException.ThrowIfNull(modelBuilder); System.Diagnostics.Debug.Assert(modelBuilder is not null); modelBuilder.Entity<Order>(b => { ArgumentNullException.ThrowIfNull(b); b.ToTable(\"o\"); });")]
    [InlineData("modelBuilder.Entity<Order>(); foreach (var e in modelBuilder.Model.GetEntityTypes()) modelBuilder.Entity(e.Name).ToTable(string.Concat(e.ClrType.Namespace!.Split('.')[0], \"_\", e.ClrType.Name));")]
    public void What_configuration_code_finds_is_in_the_model(string configuration, string members = "") => ModelContract.Agrees(With(configuration, members));

    [Theory]
    [InlineData("var body = Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor.Replace(filter.Parameters.Single(), parameter, filter.Body);")]
    [InlineData("var body = new Swap(filter.Parameters[0], parameter).Visit(filter.Body);")]
    [InlineData("var body = Expression.Invoke(filter, parameter);")]
    public void A_filter_that_is_put_on_each_entity_of_an_interface_is_read(string body) => ModelContract.Agrees(With(
        "modelBuilder.Entity<Order>(); modelBuilder.Entity<Plan>(); Each<IHidden>(modelBuilder, h => !h.Hidden);",
        $$"""
        private static void Each<T>(ModelBuilder modelBuilder, Expression<Func<T, bool>> filter)
        {
            foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.BaseType is null && e.ClrType.GetInterface(typeof(T).Name) is not null).Select(e => e.ClrType).ToList())
            {
                var parameter = Expression.Parameter(modelBuilder.Entity(entity).Metadata.ClrType);
                {{body}}
                modelBuilder.Entity(entity).HasQueryFilter("hidden", Expression.Lambda(body, parameter));
            }
        }
        """)).Entities.Where(e => !e.QueryFilters.IsEmpty && e.QueryFilters[0].Predicate is not null).Select(e => e.DisplayName).ShouldBe(["Order"]);

    [Fact]
    public void A_list_that_a_condition_at_run_time_fills_leaves_its_entities_unread() => ModelContract.Read(With(
        "var types = new List<Type>(); if (DateTime.Now.Year > 2000) types.Add(typeof(Order)); foreach (var t in types) modelBuilder.Entity(t);"))
        .Unread.ShouldHaveSingleItem().Reason.ShouldContain("a condition that is decided at run time");

    [Theory]
    [InlineData("dynamic late = modelBuilder.Entity<Order>(); Late.Configure(late);", "public static class Late { public static void Configure(object o) { } }")]
    [InlineData("typeof(ModelBuilder).GetMethod(\"Ignore\", [typeof(Type)])!.Invoke(modelBuilder, [typeof(Plan)]);")]
    public void What_is_called_in_ways_that_are_not_read_is_unread(string configuration, string types = "") =>
        ModelContract.Read(With("modelBuilder.Entity<Plan>(); " + configuration) + types).Unread.ShouldNotBeEmpty();
}
