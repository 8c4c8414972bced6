namespace ShardSafety.Core.Tests.Flow;

/// <summary>Where a finding stands, and which of several verdicts it has.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void A_finding_stands_at_a_name() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            public IQueryable<Order> Rows => db.Orders;
            public int? Bound(bool on) { var q = on ? db.Orders : null; return q?.Count(); }
            public void Member() { foreach (var o in this.Rows) _ = o; }
            [ShardScoped] public IQueryable<Order> Arrow => db.Orders;
            [ShardScoped] public IQueryable<Order> Body { get { return db.Orders; } }
            [ShardScoped] public IQueryable<Order> Method() { return db.Orders; }
            public Code(AppDb db, bool warm) : this(Warmed(db, db.Orders.Count())) { }
            private static AppDb Warmed(AppDb db, int orders) => orders > 0 ? db : throw new InvalidOperationException();
        }
        """).ShouldBe(
        [
            "Bound.Count: fanout", "Member.Rows: fanout", "Arrow.Arrow: BrokenPromise fanout", "Body.Body: BrokenPromise fanout",
            "Method.Method: BrokenPromise fanout", "Code.Count: fanout",
        ]);

    private static readonly (string Verdict, string Query)[] FromBestToWorst =
    [
        ("local", "db.Notes.Select(n => n.Id)"),
        ("router", "db.Orders.Where(o => o.CompanyId == id).Select(o => o.Id)"),
        ("unknown", "(IQueryable<long>)services.GetService(typeof(IQueryable<long>))!"),
        ("fanout", "db.Orders.Select(o => o.Id)"),
        ("recursive", "db.Orders.Take(5).Where(o => o.Amount > 1).Select(o => o.Id)"),
        ("repartition", "db.Orders.Join(db.Items, o => o.Id, i => i.OrderId, (o, i) => o.Id)"),
        ("unsupported", "db.Orders.Where(o => o.CompanyId == id && db.Items.Count(i => i.OrderId == o.Id) > 0).Select(o => o.Id)"),
    ];

    [Fact]
    public void The_worse_of_two_ways_counts_whichever_comes_first()
    {
        foreach (var (better, worse) in FromBestToWorst.Zip(FromBestToWorst.Skip(1)))
        {
            FlowHarness.Run(
                $$"""
                [LocalTable] public class Note { public long Id { get; set; } }
                public class NotesDb(DbContextOptions options) : AppDb(options) { public DbSet<Note> Notes => Set<Note>(); }
                public class Code(NotesDb db, IServiceProvider services)
                {
                    public Task Alone(long id) { var q = {{worse.Query}}; return q.ToListAsync(); }
                    public Task First(long id, bool on) { var q = on ? {{better.Query}} : {{worse.Query}}; return q.ToListAsync(); }
                    public Task Last(long id, bool on) { var q = on ? {{worse.Query}} : {{better.Query}}; return q.ToListAsync(); }
                }
                """).ShouldBe([$"Alone.ToListAsync: {worse.Verdict}", $"First.ToListAsync: {worse.Verdict}", $"Last.ToListAsync: {worse.Verdict}"]);
        }
    }

    [Fact]
    public void A_filter_is_ignored_only_where_there_is_one() => FlowHarness.Run(
        """
        public class Code(TenantDb db)
        {
            public Task Unfiltered() => db.Companies.IgnoreQueryFilters().ToListAsync();
            public Task Filtered() => db.Items.IgnoreQueryFilters().ToListAsync();
        }
        """).ShouldBe(["Unfiltered.ToListAsync: fanout", "Filtered.IgnoreQueryFilters: TenantFilterIgnored fanout", "Filtered.ToListAsync: fanout"], ignoreOrder: true);

    [Fact]
    public void A_context_of_any_kind_is_the_one_that_maps_the_entity() => FlowHarness.Run(
        """
        public class AccountsDb(DbContextOptions options) : DbContext(options) { public DbSet<Plan> Plans => Set<Plan>(); }
        public class Repository<T>(DbContext db) where T : class { public Task<int> Count() => db.Set<T>().CountAsync(); }
        public class Code(DbContext db)
        {
            public Task Orders() => new Repository<Order>(db).Count();
            public Task Plans() => new Repository<Plan>(db).Count();
        }
        """).ShouldBe(["Orders.Count: fanout", "Plans.Count: router"]);

    [Fact]
    public void Other_attributes_allow_nothing() => FlowHarness.Find(
        """
        public class Code(AppDb db)
        {
            [Obsolete("use the nightly report")] public int Count() => db.Orders.Count();
            [AllowMultiShard("nightly")] public int Nightly() => db.Orders.Count();
        }
        """).Select(f => f.AllowedBecause).ShouldBe([null, "nightly"]);

    [Fact]
    public void A_promise_that_nobody_can_check_is_broken() => FlowHarness.Run(
        """
        public class Code(IServiceProvider services)
        {
            [ShardScoped] public IQueryable<Order> Rows() => (IQueryable<Order>)services.GetService(typeof(IQueryable<Order>))!;
        }
        """).ShouldBe(["Rows.Rows: BrokenPromise unknown"]);

    [Fact]
    public void What_cannot_be_followed_is_named() => FlowHarness.Find(
        """
        public class Code
        {
            public int Dynamic(AppDb db) { dynamic open = db; return open.Orders.Count(); }
            public int Service(IServiceProvider services) => ((IQueryable<Order>)services.GetService(typeof(IQueryable<Order>))!).Count();
        }
        """).Select(f => f.Plan.Verdict + ": " + f.Plan.Reason).ShouldBe(
        ["Unknown: dynamic code is not followed", "Unknown: where the query 'services.GetService(typeof(IQueryable<Order>))' comes from is not known"]);
}
