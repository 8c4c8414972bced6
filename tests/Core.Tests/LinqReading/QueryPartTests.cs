using ShardSafety.Core.Planning;
using ShardSafety.Core.Tests.Flow;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.LinqReading;

/// <summary>Values, texts and queries inside a query, and what they come to in its verdict.</summary>
public sealed class QueryPartTests
{
    private const string Rows = "SELECT * FROM \\\"Orders\\\" WHERE \\\"CompanyId\\\" = ";

    [Theory]
    [InlineData($"db.Orders.FromSql($\"{Rows}{{companyId}}\").Where(o => db.Items.Any(i => i.CompanyId == companyId)).ToList();", "router")]
    [InlineData($"db.Orders.FromSql($\"{Rows}{{otherId}}\").Where(o => db.Items.Any(i => i.CompanyId == companyId)).ToList();", "recursive")]
    [InlineData($"db.Orders.FromSqlRaw(\"{Rows}{{0}}\", companyId).Where(o => db.Items.Any(i => i.CompanyId == companyId)).ToList();", "router")]
    [InlineData($"db.Orders.FromSqlRaw(\"{Rows}{{0}}\", otherId).Where(o => db.Items.Any(i => i.CompanyId == companyId)).ToList();", "recursive")]
    [InlineData($"db.Orders.FromSqlRaw(\"{Rows}{{0}}\", 5L).Where(o => db.Items.Any(i => i.CompanyId == 5)).ToList();", "router")]
    [InlineData($"db.Orders.FromSql($\"{Rows}{{5L}}\").Where(o => db.Items.Any(i => i.CompanyId == 5)).ToList();", "router")]
    public void A_value_in_a_text_is_the_value_in_the_query(string statement, string verdict) => FlowHarness.Statements(statement).ShouldBe([verdict]);

    [Theory]
    [InlineData("await db.Orders.FindAsync(new object[] { companyId, 3L }, CancellationToken.None);")]
    [InlineData("await db.Orders.FindAsync([companyId, 3L], new CancellationToken());")]
    [InlineData("using var source = new CancellationTokenSource(); await db.Orders.FindAsync([companyId, 3L], source.Token);")]
    public void What_stops_the_search_is_no_key(string statement) => FlowHarness.Statements(statement).ShouldBe(["router"]);

    [Theory]
    [InlineData("db.Orders.Where(o => o.CompanyId == companyId && o.Amount > db.Items.Count()).ToList();", "fanout", "router")]
    [InlineData("db.Orders.Where(o => o.CompanyId == companyId && o.Amount > db.Plans.Count()).ToList();", "router", "router")]
    [InlineData("db.Orders.Where(o => o.CompanyId == companyId).ExecuteUpdate(s => s.SetProperty(o => o.Amount, o => db.Items.Count()));", "fanout", "router")]
    [InlineData("db.Orders.Where(o => o.CompanyId == companyId).ExecuteUpdate(s => s.SetProperty(o => o.Amount, o => db.Plans.Count()));", "router", "router")]
    public void A_query_that_runs_first_counts(string statement, params string[] verdicts) => FlowHarness.Statements(statement).Order().ShouldBe(verdicts);

    [Theory]
    [InlineData("North")]
    [InlineData("region")]
    public void A_value_is_of_the_type_that_its_column_has(string value)
    {
        value = value == "region" ? value : "Region." + value;
        FlowHarness.Find(
            $$"""
            public enum Region { North, South }
            [DistributedBy(nameof(Region))] public class Depot { public Region Region { get; set; } public long Id { get; set; } }
            public class DepotsDb(DbContextOptions options) : AppDb(options)
            {
                public DbSet<Depot> Depots => Set<Depot>();
                protected override void OnModelCreating(ModelBuilder b) { base.OnModelCreating(b); b.Entity<Depot>(e => { e.HasKey(d => new { d.Region, d.Id }); e.Property(d => d.Region).HasConversion<string>(); }); }
            }
            public class Code { public void Run(DepotsDb db, Region region) { db.Depots.Where(d => d.Region == {{value}} && d.Id > 3).ToList(); } }
            """).ShouldHaveSingleItem().Plan.Verdict.ShouldBe(Verdict.Router);
    }

    [Theory]
    [InlineData("o.Name.Length > {0}")]
    [InlineData("(long)o.Line > {0}L")]
    [InlineData("(object)o.Line == (object){0}")]
    [InlineData("!(o.Line > {0})")]
    [InlineData("new[] {{ {0}, o.Line }}.Contains(o.Line)")]
    [InlineData("o.Name.Contains(\"{0}\")")]
    [InlineData("EF.Functions.Like(o.Name, \"{0}\")")]
    public void Many_optional_conditions_are_judged(string condition)
    {
        var filters = string.Concat(Enumerable.Range(0, 60).Select(i => $"if (name == \"{i}\") q = q.Where(o => {string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, i)}); "));
        FlowHarness.Find(
            $$"""
            [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] public class Part { public long CompanyId { get; set; } public long Id { get; set; } public int Line { get; set; } public string Name { get; set; } = ""; }
            public class PartsDb(DbContextOptions options) : AppDb(options)
            {
                public DbSet<Part> Parts => Set<Part>();
                protected override void OnModelCreating(ModelBuilder b) { base.OnModelCreating(b); b.Entity<Part>().HasKey(p => new { p.CompanyId, p.Id }); }
            }
            public class Code { public void Run(PartsDb db, long id, string name) { var q = db.Parts.Where(o => o.CompanyId == id); {{filters}} q.ToList(); } }
            """).ShouldHaveSingleItem().Plan.Verdict.ShouldBe(Verdict.Router);
    }

    [Fact]
    public void An_optional_condition_that_cannot_be_translated_is_not_passed_over() => FlowHarness.Statements(
        "var q = db.Orders.Where(o => o.CompanyId == companyId); if (flag) q = q.Where(o => Environment.GetEnvironmentVariable(o.Amount.ToString()) == name); await q.ToListAsync();").ShouldBe(["unknown"]);

    [Theory]
    [InlineData("var o = Random.Shared.NextInt64(); var p = Random.Shared.NextInt64(); db.Orders.Where(x => x.CompanyId == o && db.Items.Any(i => i.CompanyId == p)).ToList();")]
    [InlineData("var o = Next(); var p = Next(); db.Orders.Where(x => x.CompanyId == o && db.Items.Any(i => i.CompanyId == p)).ToList();")]
    [InlineData("db.Orders.Where(x => x.CompanyId == long.Parse(Line()) && db.Items.Any(i => i.CompanyId == long.Parse(Line()))).ToList();")]
    [InlineData("db.Orders.Where(x => x.CompanyId == db.Plans.Count() && db.Items.Any(i => i.CompanyId == db.Plans.Count())).ToList();")]
    public void Two_values_of_one_call_are_two(string statement) => FlowHarness.Find(
        $$"""
        public class Code
        {
            private static long _last;
            public static long Next() => ++_last;
            public static string Line() => Console.ReadLine()!;
            public void Run(AppDb db) { {{statement}} }
        }
        """).ShouldContain(f => f.Plan.Verdict == Verdict.Recursive);

    [Fact]
    public void A_query_that_unfolds_without_end_is_unknown()
    {
        var doubled = string.Concat(Enumerable.Range(0, 40).Select(static _ => ".Select(x => new { A = x.A + x.A })"));
        var plan = FlowHarness.Find($"public class Code {{ public void Run(AppDb db) {{ db.Orders.Select(o => new {{ A = o.Amount }}){doubled}.ToList(); }} }}").ShouldHaveSingleItem().Plan;
        plan.Verdict.ShouldBe(Verdict.Unknown);
        plan.Reason.ShouldContain("too large");
    }

    [Theory]
    [InlineData("db.Orders.Where(Given(services)).ToList();", "unknown")]
    [InlineData("db.Orders.Where(o => o.Items.AsQueryable().Any(Part(services))).ToList();", "unknown")]
    [InlineData("db.Orders.Where(o => Set(services).Any(i => i.OrderId == o.Id)).ToList();", "unknown")]
    [InlineData("db.Orders.Join(Set(services), o => o.Id, i => i.OrderId, (o, i) => o).ToList();", "unknown")]
    [InlineData("db.Orders.OrderBy(Key(services)).Take(3).ToList();", "unknown")]
    [InlineData("db.Orders.Select(Key(services)).ToList();", "unknown")]
    [InlineData("db.Orders.SelectMany(Many(services)).ToList();", "unknown")]
    [InlineData("var rows = db.FromExpression(() => db.Items); db.Orders.Where(o => rows.Any(i => i.OrderId == o.Id)).ToList();", "unknown")]
    [InlineData("var rows = db.FromExpression(() => db.Items); db.Orders.Join(rows, o => o.Id, i => i.OrderId, (o, i) => o).ToList();", "unknown")]
    [InlineData("var ids = (IQueryable<long>)services.GetService(typeof(object))!; db.Orders.Where(o => o.CompanyId == 5 && ids.Contains(o.Id)).ToList();", "unknown")]
    [InlineData("var ids = (IQueryable<long>)services.GetService(typeof(object))!; db.Orders.Where(o => o.CompanyId == 5).Select(o => o.Id).Union(ids).ToList();", "unknown")]
    public void A_part_that_nobody_knows_is_unknown(string statement, string verdict) => FlowHarness.Find(
        $$"""
        public class Code
        {
            private static Expression<Func<Order, bool>> Given(IServiceProvider services) => (Expression<Func<Order, bool>>)services.GetService(typeof(object))!;
            private static Expression<Func<Item, bool>> Part(IServiceProvider services) => (Expression<Func<Item, bool>>)services.GetService(typeof(object))!;
            private static Expression<Func<Order, long>> Key(IServiceProvider services) => (Expression<Func<Order, long>>)services.GetService(typeof(object))!;
            private static Expression<Func<Order, IEnumerable<Item>>> Many(IServiceProvider services) => (Expression<Func<Order, IEnumerable<Item>>>)services.GetService(typeof(object))!;
            private static IQueryable<Item> Set(IServiceProvider services) => (IQueryable<Item>)services.GetService(typeof(object))!;
            public void Run(AppDb db, IServiceProvider services) { {{statement}} }
        }
        """).ShouldHaveSingleItem().Plan.ShouldSatisfyAllConditions(p => p.Verdict.ToString().ToLowerInvariant().ShouldBe(verdict), p => p.Reason.ShouldNotContain("EF Core cannot"));

    [Theory]
    [InlineData("o.Name.Length == 1", "o.Name.Length == 2")]
    [InlineData("(long)o.Line == 1", "(long)o.Line == 2")]
    [InlineData("(object)o.Line == (object)1", "o.Line == 2")]
    [InlineData("new[] { 1 }.Contains(o.Line)", "o.Line == 2")]
    [InlineData("o.Line == 1", "o.Line == 2")]
    public void A_path_that_contradicts_itself_does_not_hide_the_other(string optional, string always) => FlowHarness.Find(
        $$"""
        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] public class Part { public long CompanyId { get; set; } public long Id { get; set; } public int Line { get; set; } public string Name { get; set; } = ""; }
        public class PartsDb(DbContextOptions options) : AppDb(options)
        {
            public DbSet<Part> Parts => Set<Part>();
            protected override void OnModelCreating(ModelBuilder b) { base.OnModelCreating(b); b.Entity<Part>().HasKey(p => new { p.CompanyId, p.Id }); }
        }
        public class Code { public void Run(PartsDb db, bool on) { IQueryable<Part> q = db.Parts; if (on) q = q.Where(o => {{optional}}); q.Where(o => {{always}}).ToList(); } }
        """).ShouldHaveSingleItem().Path.ShouldBeNull();

    [Theory]
    [InlineData("db.Orders.Where((Expression<Func<Order, bool>>)services.GetService(typeof(object))!).ToList();", "'services.GetService(typeof(object))' is not known at compile time")]
    [InlineData("var rows = db.FromExpression(() => db.Items); db.Orders.Where(o => rows.Any(i => i.OrderId == o.Id)).ToList();", "'DbContext.FromExpression' comes from where it cannot be followed")]
    public void What_a_part_comes_from_is_named(string statement, string reason) =>
        FlowHarness.Find($"public class Code {{ public void Run(AppDb db, IServiceProvider services) {{ {statement} }} }}").ShouldHaveSingleItem().Plan.Reason.ShouldContain(reason);

    [Theory]
    [InlineData("NotEqual", "compared by <>")]
    [InlineData("GreaterThan", "compared by >,")]
    [InlineData("GreaterThanOrEqual", "compared by >=")]
    [InlineData("LessThan", "compared by <,")]
    [InlineData("LessThanOrEqual", "compared by <=")]
    public void A_comparison_that_code_builds(string factory, string reason) => Built($"Expression.{factory}(Expression.Property(p, \"CompanyId\"), Expression.Constant(id))").Reason.ShouldContain(reason);

    [Theory]
    [InlineData("AndAlso", Verdict.Router)]
    [InlineData("And", Verdict.Router)]
    [InlineData("OrElse", Verdict.Fanout)]
    [InlineData("Or", Verdict.Fanout)]
    public void A_junction_that_code_builds(string factory, object verdict) =>
        Built($"Expression.{factory}(Expression.Equal(Expression.Property(p, \"CompanyId\"), Expression.Constant(id)), Expression.Equal(Expression.Property(p, \"Id\"), Expression.Constant(7L)))").Verdict.ShouldBe(verdict);

    private static Plan Built(string body) => FlowHarness.Find(
        $$"""
        public class Code
        {
            public void Run(AppDb db, long id)
            {
                var p = Expression.Parameter(typeof(Order));
                db.Orders.Where(Expression.Lambda<Func<Order, bool>>({{body}}, p)).ToList();
            }
        }
        """).ShouldHaveSingleItem().Plan;

    [Fact]
    public void Rows_that_the_caller_gives_are_judged_where_it_calls() => FlowHarness.Run(
        """
        public class Code
        {
            private static int Count(AppDb db, IQueryable<Item> items, long id) => db.Orders.Count(o => o.CompanyId == id && items.Any(i => i.OrderId == o.Id));
            private static List<Order> Joined(AppDb db, IQueryable<Item> items, long id) => db.Orders.Where(o => o.CompanyId == id).Join(items, o => o.Id, i => i.OrderId, (o, i) => o).ToList();
            public int Own(AppDb db, long id) => Count(db, db.Items.Where(i => i.CompanyId == id), id);
            public int All(AppDb db, long id) => Count(db, db.Items, id);
            public List<Order> OwnJoined(AppDb db, long id) => Joined(db, db.Items.Where(i => i.CompanyId == id), id);
        }
        """).ShouldBe(["Own.Count: router", "All.Count: unsupported", "OwnJoined.Joined: router"]);

    [Fact]
    public void A_discriminator_that_nobody_knows_narrows_nothing()
    {
        var compilation = Compile.Library(
            "Types", References.All,
            """
            using System.Linq; using Microsoft.EntityFrameworkCore; using ShardSafety;
            [DistributedBy(nameof(CompanyId))] public class Thing { public long CompanyId { get; set; } public long Id { get; set; } }
            public class Small : Thing;
            public class Db(DbContextOptions options, int small) : DbContext(options)
            {
                public DbSet<Thing> Things => Set<Thing>();
                protected override void OnModelCreating(ModelBuilder b)
                {
                    b.Entity<Thing>().HasKey(t => new { t.CompanyId, t.Id });
                    b.Entity<Thing>().HasDiscriminator<int>("Kind").HasValue<Thing>(0).HasValue<Small>(small);
                }
            }
            """,
            "using System.Linq; public class Code { public void Run(Db db) { db.Things.OfType<Small>().ToList(); } }").MustCompile();
        FlowHarness.Find(compilation).ShouldHaveSingleItem().Plan.Verdict.ShouldBe(Verdict.Fanout);
    }

    [Fact]
    public void A_fault_in_a_text_is_named_where_it_was_written()
    {
        const string Code = "public class Code { public void Run(AppDb db) { db.Orders.FromSqlRaw(\"SELECT o.* FROM \\\"Orders\\\" o JOIN \\\"Items\\\" i ON i.\\\"OrderId\\\" = o.\\\"Id\\\"\").ToList(); } }";
        var finding = FlowHarness.Find(Code).ShouldHaveSingleItem();
        var place = finding.Related.ShouldHaveSingleItem();
        place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length).ShouldBe("\\\"Orders\\\" o");
    }
}
