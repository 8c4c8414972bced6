namespace ShardSafety.Core.Tests.Flow;

/// <summary>Odd, broken, long and deep code: nothing throws, and what cannot be followed says so.</summary>
public sealed class RobustnessTests
{
    [Theory]
    [InlineData("await db.Orders.Where(o => o.).ToListAsync();")]
    [InlineData("await db.Missing.Where(o => o.CompanyId == companyId).ToListAsync();")]
    [InlineData("await db.Orders.Where(nothing).ToListAsync(")]
    [InlineData("var q = q.Where(o => o.Paid); await q.ToListAsync();")]
    [InlineData("foreach (var in db.Orders) { }")]
    [InlineData("if (db.Orders is { } ) { switch ( } }")]
    [InlineData("dynamic d = db; await d.Orders.ToListAsync();")]
    [InlineData("goto there; there: await db.Orders.ToListAsync(); goto there;")]
    [InlineData("unsafe { int* p = null; } checked { } lock (db) { _ = db.Orders.Count(); }")]
    [InlineData("var x = (Order o, int) => 5; var y = db.Orders.Select(x);")]
    public void Half_typed_code_is_survived(string statements) => Should.NotThrow(() => FlowHarness.Statements(statements));

    [Fact]
    public void A_discriminator_of_another_type_is_survived() => FlowHarness.Run(
        """
        [DistributedBy(nameof(CompanyId))] public class Pet { public long CompanyId { get; set; } public long Id { get; set; } }
        public class Cat : Pet { public int Lives { get; set; } }
        public class PetDb(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Pet> Pets => Set<Pet>();
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Pet>().HasKey(p => new { p.CompanyId, p.Id });
                b.Entity<Pet>().HasDiscriminator("Kind", typeof(int)).HasValue("pet").HasValue(typeof(Cat), "cat");
            }
        }
        public class Code(PetDb db) { public Task Run(long id) => db.Pets.OfType<Cat>().Where(c => c.CompanyId == id).ToListAsync(); }
        """).ShouldBe(["Run.ToListAsync: router"]);

    [Fact]
    public void A_hundred_chained_operators() =>
        FlowHarness.Statements("await db.Orders.Where(o => o.CompanyId == companyId)" + string.Concat(Enumerable.Range(0, 100).Select(i => $".Where(o => o.Amount != {i})")) + ".ToListAsync();").ShouldBe(["router"]);

    [Fact]
    public void A_thousand_terms() =>
        FlowHarness.Statements("await db.Orders.Where(o => o.CompanyId == companyId && (" + string.Join(" || ", Enumerable.Range(0, 1000).Select(i => $"o.Amount == {i}")) + ")).ToListAsync();").ShouldBe(["router"]);

    [Fact]
    public void A_thousand_conditions_and_sums() => FlowHarness.Statements(
        "if (" + string.Join(" && ", Enumerable.Range(0, 1000).Select(i => $"companyId != {i}")) + ") { } var s = " + string.Join(" + ", Enumerable.Range(0, 1000).Select(i => "name")) + "; await db.Orders.CountAsync();").ShouldBe(["fanout"]);

    [Fact]
    public void What_nests_too_deep_is_unknown_rather_than_unseen()
    {
        var code = "await db.Orders.CountAsync();";
        for (var i = 0; i < 150; i++)
        {
            code = "if (flag) { " + code + " }";
        }

        FlowHarness.Statements(code).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_same_code_gives_the_same_findings_in_any_order()
    {
        const string One = "public static class A { public static IQueryable<Order> Q(AppDb db, int n) => n > 0 ? B.Q(db, n - 1) : db.Orders; public static Task R(AppDb db) => Q(db, 1).ToListAsync(); }";
        const string Two = "public static class B { public static IQueryable<Order> Q(AppDb db, int n) => n > 0 ? A.Q(db, n - 1) : db.Orders; public static Task R(AppDb db) => Q(db, 1).ToListAsync(); }";
        var forth = FlowHarness.Run(One + Two);
        forth.ShouldBe(FlowHarness.Run(Two + One), ignoreOrder: true);
        forth.Length.ShouldBe(2);
    }
}
