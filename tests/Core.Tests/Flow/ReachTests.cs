namespace ShardSafety.Core.Tests.Flow;

/// <summary>Which code a call reaches, and what of it is followed.</summary>
public sealed class ReachTests
{
    [Fact]
    public void Code_that_names_no_query_is_judged_by_what_it_calls() => FlowHarness.Run(
        """
        public interface ICounts { int Of<T>() where T : class; }
        public class Counts(AppDb db) : ICounts { public int Of<T>() where T : class => db.Set<T>().Count(); }
        public class Counter<T>(AppDb db) where T : class { public int Total => db.Set<T>().Count(); public int All() => db.Set<T>().Count(); }
        public class Services { public AppDb Db { get; set; } = null!; }
        public class Warm<T> where T : class { private readonly int _rows; public Warm(Services services) { _rows = services.Db.Set<T>().Count(); } public bool IsEmpty() => _rows == 0; }
        public class Code(ICounts counts, Counter<Order> orders, Services services)
        {
            public int Interface() => counts.Of<Order>();
            public int Method() => orders.All();
            public int Property() => orders.Total;
            public object Creation() => new Warm<Order>(services);
            public Task<int> Group() => Task.Run(orders.All);
        }
        """).ShouldBe(["Interface.Of<Order>: fanout", "Method.All: fanout", "Property.Total: fanout", "Creation.Warm<Order>: fanout", "Group.Run: fanout"]);

    [Fact]
    public void A_call_that_computes_a_key_is_one_value() => FlowHarness.Run(
        """
        public interface ITenant { long Id { get; } long Root(int depth); }
        public class HeaderTenant : ITenant { public long Id { get; set; } public long Root(int depth) { var id = Id; for (var i = 0; i < depth; i++) id /= 10; return id; } }
        public class FixedTenant : ITenant { public long Id => 5; public long Root(int depth) { var id = Id; return id + depth; } }
        public class Me { public long CompanyId { get; set; } public long Key => CompanyId; public long Own() => CompanyId; }
        public static class Keys
        {
            public static long Hash(long id) { var key = id; for (var i = 0; i < 3; i++) { key = key * 31 + i; } return key; }
            public static long Of(Me me) => me.CompanyId;
        }
        public class Code(AppDb db, ITenant tenant)
        {
            public Task Long(long id) => db.Orders.Where(o => o.CompanyId == Keys.Hash(id) && o.Items.Count(i => i.CompanyId == Keys.Hash(id)) > 0).ToListAsync();
            public Task Short(Me me) => db.Orders.Where(o => o.CompanyId == Keys.Of(me) && o.Items.Count(i => i.CompanyId == me.CompanyId) > 0).ToListAsync();
            public Task Arrow(Me me) => db.Orders.Where(o => o.CompanyId == me.Key && o.Items.Count(i => i.CompanyId == me.Own()) > 0).ToListAsync();
            public Task Service() => db.Orders.Where(o => o.CompanyId == tenant.Root(3) && o.Items.Count(i => i.CompanyId == tenant.Root(3)) > 0).ToListAsync();
            public Task Given(ITenant given) => db.Orders.Where(o => o.CompanyId == given.Root(3) && o.Items.Count(i => i.CompanyId == given.Root(3)) > 0).ToListAsync();
            public Task Other(long a, long b) => db.Orders.Where(o => o.CompanyId == Keys.Hash(a) && o.Items.Count(i => i.CompanyId == Keys.Hash(b)) > 0).ToListAsync();
        }
        """).Select(line => line.Replace("ToListAsync", "T", StringComparison.Ordinal)).ShouldBe(["Long.T: router", "Short.T: router", "Arrow.T: router", "Service.T: router", "Given.T: router", "Other.T: fanout"]);

    [Fact]
    public void A_helper_that_hands_on_to_what_it_is_given_is_judged_at_the_call() => FlowHarness.Run(
        """
        public interface IReport { int Count(); }
        public class OfRows(IQueryable<Order> rows) : IReport { public int Count() => rows.Count(); }
        public class Constant : IReport { public int Count() => 3; }
        public class Box { public IQueryable<Order> Rows { get; set; } = null!; }
        public interface IFilter { IQueryable<Order> Apply(IQueryable<Order> q); }
        public class Own(long id) : IFilter { public IQueryable<Order> Apply(IQueryable<Order> q) => q.Where(o => o.CompanyId == id); }
        public class Paid : IFilter { public IQueryable<Order> Apply(IQueryable<Order> q) => q.Where(o => o.Paid); }
        public class Code
        {
            static int Total(IReport report) { var n = report.Count(); return n + 1; }
            public int A(AppDb db, long id) => Total(new OfRows(db.Orders.Where(o => o.CompanyId == id)));
            public int B(AppDb db) => Total(new OfRows(db.Orders));

            static void Narrow(Box box, long id) { var rows = box.Rows; box.Rows = rows.Where(o => o.CompanyId == id); }
            public int C(AppDb db, long id) { var box = new Box { Rows = db.Orders }; Narrow(box, id); return box.Rows.Count(); }

            static Task<int> Count<T>(AppDb db, T filter) where T : IFilter => filter.Apply(db.Orders).CountAsync();
            public Task D(AppDb db, long id) => Count(db, new Own(id));
            public Task E(AppDb db) => Count(db, new Paid());

            static Task<int> Made<T>(AppDb db) where T : IFilter, new() => new T().Apply(db.Orders).CountAsync();
            public Task F(AppDb db) => Made<Paid>(db);

            static Task<int> Of<TQuery>(TQuery rows) where TQuery : IQueryable<Order> => rows.CountAsync();
            public Task G(AppDb db, long id) => Of(db.Orders.Where(o => o.CompanyId == id));

            static Task<int> ByKey<TKey>(AppDb db, TKey id) where TKey : notnull => db.Orders.Where(o => o.CompanyId.Equals(id)).CountAsync();
            public Task H(AppDb db, long id) => ByKey(db, id);
        }
        """).ShouldBe(["A.Total: router", "B.Total: fanout", "C.Count: router", "D.Count: router", "E.Count: fanout", "F.Made<Paid>: fanout", "G.Of: router", "ByKey.CountAsync: router"]);

    [Fact]
    public void Parts_in_a_list_of_the_caller_are_judged_at_the_call() => FlowHarness.Run(
        """
        public class Part { public Expression<Func<Order, bool>> Where { get; set; } = null!; public Part And(Part other) => other; }
        public class Step { public Expression<Func<Order, bool>> Where = null!; public IQueryable<Order> Over(IQueryable<Order> q) => q.Where(Where); }
        public class Code
        {
            static Task<int> Parts(AppDb db, List<Part> parts) { IQueryable<Order> q = db.Orders; foreach (var part in parts) q = q.Where(part.Where); return q.CountAsync(); }
            public Task A(AppDb db, long id) => Parts(db, [new Part { Where = o => o.CompanyId == id }]);
            public Task B(AppDb db) => Parts(db, [new Part { Where = o => o.Paid }]);
            static Task<int> Steps(AppDb db, IEnumerable<Step> steps) { IQueryable<Order> q = db.Orders; foreach (var step in steps) q = q.Where(step.Where); return q.CountAsync(); }
            public Task C(AppDb db, long id) => Steps(db, [new Step { Where = o => o.CompanyId == id }]);
            static int Named(IEnumerable<(string Name, IQueryable<Order> Rows)> parts) { var n = 0; foreach (var (name, rows) in parts) n += rows.Count(); return n; }
            public int D(AppDb db, long id) => Named([("mine", db.Orders.Where(o => o.CompanyId == id))]);
            public int E(AppDb db) => Named([("all", db.Orders)]);
            static int Both((IQueryable<Order> Open, int Limit) page) => page.Open.Count();
            public int F(AppDb db, long id) => Both((db.Orders.Where(o => o.CompanyId == id), 5));
            static int Taken((IQueryable<Order> Open, int Limit) page) { var (open, limit) = page; return open.Count(); }
            public int G(AppDb db, long id) => Taken((db.Orders.Where(o => o.CompanyId == id), 5));
        }
        """).ShouldBe(["A.Parts: router", "B.Parts: fanout", "C.Steps: router", "D.Named: router", "E.Named: fanout", "F.Both: router", "G.Taken: router"]);

    [Fact]
    public void The_object_that_a_path_has_is_the_one_that_is_called() => FlowHarness.Run(
        """
        public abstract class Source { public abstract IQueryable<Order> Rows(); public virtual IQueryable<Order> Open => Rows(); }
        public class Mine(AppDb db, long id) : Source { public IQueryable<Order> Rows(bool paid) => db.Orders.Where(o => o.Paid == paid); public override IQueryable<Order> Rows() => db.Orders.Where(o => o.CompanyId == id); }
        public class Everyone(AppDb db) : Source { public override IQueryable<Order> Rows() => db.Orders; public override IQueryable<Order> Open => db.Orders.Where(o => !o.Paid); }
        public class Code(AppDb db)
        {
            public int Either(long id, bool on) { Source source = on ? new Mine(db, id) : new Everyone(db); return source.Rows().Count(); }
            public int Both(long id, bool on) { Source source = on ? new Mine(db, id) : new Mine(db, id); return source.Rows().Count(); }
            public int Property(long id) { Source source = new Mine(db, id); return source.Open.Count(); }
            public int Overridden() { Source source = new Everyone(db); return source.Open.Where(o => o.CompanyId == 5).Count(); }
            public int Hidden(long id) { Source source = new Mine(db, id); return source.Rows().Count(); }
        }
        """).ShouldBe(["Either.Count: fanout", "Both.Count: router", "Property.Count: router", "Overridden.Count: router", "Hidden.Count: router"]);

    [Fact]
    public void An_overridden_member_of_an_injected_class_is_either() => FlowHarness.Run(
        """
        using Microsoft.Extensions.DependencyInjection;
        public class Source(AppDb db) { protected AppDb Db => db; public virtual IQueryable<Order> Rows(long id) => db.Orders.Where(o => o.CompanyId == id); public virtual IQueryable<Order> Kept(long id) => db.Orders.Where(o => o.CompanyId == id); }
        public class Everyone(AppDb db) : Source(db) { public override IQueryable<Order> Rows(long id) => Db.Orders; public IQueryable<Order> Kept(long id, bool all) => Db.Orders; }
        public class Code(IServiceProvider services)
        {
            public int Overridden(long id) => services.GetRequiredService<Source>().Rows(id).Count();
            public int Kept(long id) => services.GetRequiredService<Source>().Kept(id).Count();
            public int Given(Source source, long id) => source.Kept(id).Count();
            public int Cast(long id) => ((ISource)services.GetService(typeof(ISource))!).Rows(id).Count();
        }
        public interface ISource { IQueryable<Order> Rows(long id); }
        public class Only(AppDb db) : ISource { public IQueryable<Order> Rows(long id) => db.Orders.Where(o => o.CompanyId == id); }
        """).ShouldBe(["Overridden.Count: fanout", "Kept.Count: router", "Given.Count: router", "Cast.Count: router"]);

    [Fact]
    public void A_contexts_own_members_are_those_of_its_class() => FlowHarness.Run(
        """
        public interface ITenant { long Id { get; } }
        public abstract class BaseDb<TRow>(DbContextOptions options) : AppDb(options) where TRow : class
        {
            public abstract IQueryable<Order> Visible(long id);
            public IQueryable<TRow> All() => Set<TRow>();
            public int CountAll() => All().Count();
        }
        public class OwnDb(DbContextOptions options, ITenant tenant) : BaseDb<Order>(options)
        {
            public long Tenant;
            public IQueryable<Order>? Kept { get; set; }
            public override IQueryable<Order> Visible(long id) => Orders.Where(o => o.CompanyId == id);
            public long Own => tenant.Id;
        }
        public class Code
        {
            public int Visible(OwnDb db, long id) { BaseDb<Order> any = db; return any.Visible(id).Count(); }
            public int All(OwnDb db) => db.CountAll();
            public int One(OwnDb a) => a.Orders.Where(o => o.CompanyId == a.Own).Count(o => o.Items.Count(i => i.CompanyId == a.Own) > 0);
            public int Two(OwnDb a, OwnDb b) => a.Orders.Where(o => o.CompanyId == a.Own).Count(o => o.Items.Count(i => i.CompanyId == b.Own) > 0);
            public int Field(OwnDb a, OwnDb b) => a.Orders.Where(o => o.CompanyId == a.Tenant).Count(o => o.Items.Count(i => i.CompanyId == a.Tenant) > 0);
            public int Set(OwnDb db, long id) { db.Tenant = id; return db.Orders.Where(o => o.CompanyId == db.Tenant).Count(o => o.Items.Count(i => i.CompanyId == id) > 0); }
            public int Rows(OwnDb db, long id) { db.Kept = db.Orders.Where(o => o.CompanyId == id); return db.Kept.Count(); }
            public int Either(AppDb a, AppDb b, bool on) => (on ? a : b).Set<Order>().Count();
        }
        """).ShouldBe(["Visible.Count: router", "All.CountAll: fanout", "One.Count: router", "Two.Count: fanout", "Field.Count: router", "Set.Count: router", "Rows.Count: router", "Either.Count: fanout"]);

    [Fact]
    public void Objects_that_carry_parts_are_judged_at_the_call() => FlowHarness.Run(
        """
        public interface IFilter { IQueryable<Order> Apply(IQueryable<Order> q); }
        public class Own(long id) : IFilter { public IQueryable<Order> Apply(IQueryable<Order> q) => q.Where(o => o.CompanyId == id); }
        public class Paid : IFilter { public IQueryable<Order> Apply(IQueryable<Order> q) => q.Where(o => o.Paid); }
        public class Parts { public IQueryable<Order> Rows { get; set; } = null!; }
        public class Fields { public IQueryable<Order> Rows = null!; }
        public class Options { public IFilter Filter { get; set; } = null!; }
        public class Open { public IFilter Filter = null!; }
        public class Reader(AppDb db, long id) { public IQueryable<Order> Rows { get { return db.Orders.Where(o => o.CompanyId == id); } } }
        public class Many { public List<IQueryable<Order>> Rows { get; } = []; public IQueryable<Order>[] Others = []; }
        public class Code
        {
            static int Rows(Parts parts) => parts.Rows.Count();
            public int A(AppDb db, long id) => Rows(new Parts { Rows = db.Orders.Where(o => o.CompanyId == id) });
            static int Field(Fields fields) => fields.Rows.Count();
            public int B(AppDb db, long id) => Field(new Fields { Rows = db.Orders.Where(o => o.CompanyId == id) });
            static int Filter(AppDb db, Options options) => options.Filter.Apply(db.Orders).Count();
            public int C(AppDb db, long id) => Filter(db, new Options { Filter = new Own(id) });
            static int Opened(AppDb db, Open open) => open.Filter.Apply(db.Orders).Count();
            public int D(AppDb db, long id) => Opened(db, new Open { Filter = new Own(id) });
            public int E(AppDb db, long id) => new Reader(db, id).Rows.Count();
            static int All(IEnumerable<Many> all) { var n = 0; foreach (var one in all) foreach (var q in one.Rows) n += q.Count(); return n; }
            public int F(AppDb db, long id) => All([new Many { Rows = { db.Orders.Where(o => o.CompanyId == id) } }]);
            static int Others(IEnumerable<Many> all) { var n = 0; foreach (var one in all) foreach (var q in one.Others) n += q.Count(); return n; }
            public int G(AppDb db, long id) => Others([new Many { Others = [db.Orders.Where(o => o.CompanyId == id)] }]);
        }
        """).ShouldBe(["A.Rows: router", "B.Field: router", "C.Filter: router", "D.Opened: router", "E.Count: router", "F.All: router", "G.Others: router"]);

    [Fact]
    public void Type_parameters_stand_for_what_the_call_says() => FlowHarness.Run(
        """
        public class Repository<T>(AppDb db) where T : class { public IQueryable<T> All() => db.Set<T>(); public class Reader(AppDb db) { public int Count() => db.Set<T>().Count(); } }
        public class Pair<TFirst, TSecond>(AppDb db) where TFirst : class where TSecond : class { public int Count() => new Repository<TSecond>(db).All().Count(); }
        public class Code
        {
            static int Count<T>(AppDb db) where T : class => new Repository<T>(db).All().Count();
            public int A(AppDb db) => Count<Order>(db);
            public int B(AppDb db) => Count<Plan>(db);
            static int Nested<T>(AppDb db) where T : class => new Repository<T>.Reader(db).Count();
            public int C(AppDb db) => Nested<Order>(db);
            public int D(AppDb db) => new Pair<Plan, Order>(db).Count();
            public int E(AppDb db) => new Pair<Order, Plan>(db).Count();
            static IQueryable<Order> With<T>(AppDb db, long id) where T : class, ITenantOwned => db.Orders.Where(o => o.CompanyId == id && db.Set<T>().Any(t => t.CompanyId == o.CompanyId));
            public int F(AppDb db, long id) => With<Item>(db, id).Count();
            static IQueryable<Order> Typed<T>(AppDb db, long id) where T : class, ITenantOwned => db.Orders.Where(o => o.CompanyId == id && o.Items.OfType<T>().Any(t => t.CompanyId == id));
            public int G(AppDb db, long id) => Typed<Item>(db, id).Count();
            static IQueryable<Wrapped<T>> Wrap<T>(IQueryable<T> rows) => rows.Select(r => new Wrapped<T> { Row = r, Rank = 1 });
            public int H(AppDb db, long id) => Wrap(db.Orders).Where(w => w.Row.CompanyId == id).Count();
            static IQueryable<Wrapped<T>> Cast<T>(IQueryable<Order> rows) where T : class => rows.Select(r => new Wrapped<T> { Row = (T)(object)r, Rank = 1 });
            public int I(AppDb db, long id) => Cast<Order>(db.Orders).Where(w => w.Row.CompanyId == id).Count();
            static IQueryable<T> Children<T>(IQueryable<Order> rows) where T : class, ITenantOwned => rows.SelectMany(r => r.Items.OfType<T>());
            public int J(AppDb db, long id) => Children<Item>(db.Orders).Where(i => i.CompanyId == id && i.Line > 3).Count();
        }
        public class Wrapped<T> { public T Row { get; set; } = default!; public int Rank { get; set; } }
        """).ShouldBe(["A.Count<Order>: fanout", "B.Count<Plan>: router", "C.Nested<Order>: fanout", "D.Count: fanout", "E.Count: router", "F.Count: router", "G.Count: router", "H.Count: router", "I.Count: router", "J.Count: router"]);

    [Fact]
    public void Predicates_of_the_caller_inside_a_query_are_judged_at_the_call() => FlowHarness.Run(
        """
        public class Code
        {
            static Task<int> Having(AppDb db, long id, Expression<Func<Item, bool>> p) => db.Orders.Where(o => o.CompanyId == id && o.Items.AsQueryable().Any(p)).CountAsync();
            public Task A(AppDb db, long id) => Having(db, id, i => i.Line > 3);
            static Task<int> Any(AppDb db, Expression<Func<Item, bool>> p) => db.Orders.Where(o => o.Items.AsQueryable().Any(p)).CountAsync();
            public Task B(AppDb db) => Any(db, i => i.Line > 3);
        }
        """).ShouldBe(["A.Having: router", "B.Any: fanout"]);

    [Fact]
    public void Iterators_give_what_they_yield() => FlowHarness.Run(
        """
        public class Code
        {
            static IEnumerable<IQueryable<Order>> Parts(AppDb db, long id, bool all)
            {
                yield return db.Orders.Where(o => o.CompanyId == id);
                if (!all) yield break;
                yield return db.Orders;
            }
            public int A(AppDb db, long id) { var n = 0; foreach (var q in Parts(db, id, false)) n += q.Count(); return n; }
            public int B(AppDb db, long id) { var n = 0; foreach (var q in Parts(db, id, true)) n += q.Count(); return n; }
        }
        """).ShouldBe(["A.Count: router", "B.Count: fanout"]);

    [Fact]
    public void A_constructor_goes_on_with_what_it_set() => FlowHarness.Run(
        """
        public class Code
        {
            private readonly long _id;
            public int Size { get; set; }
            public Code(AppDb db, long id)
            {
                _id = id;
                if (Size > 3) _ = db.Orders.Where(o => o.CompanyId == _id && o.Items.Count(i => i.CompanyId == id) > 0).Count();
            }
        }
        """).ShouldBe(["Code.Count: router"]);

    [Fact]
    public void A_filter_of_the_context_and_its_member_are_one_key() => FlowHarness.Run(
        """
        public class ItemsDb(DbContextOptions options) : AppDb(options)
        {
            public long Tenant { get; set; }
            protected override void OnModelCreating(ModelBuilder b) { base.OnModelCreating(b); b.Entity<Item>().HasQueryFilter(i => i.CompanyId == Tenant); }
        }
        public class Code
        {
            public int Same(ItemsDb db) => db.Orders.Where(o => o.CompanyId == db.Tenant && db.Items.Count(i => i.OrderId == o.Id) > 0).Count();
            public int Other(ItemsDb db, long id) => db.Orders.Where(o => o.CompanyId == id && db.Items.Count(i => i.OrderId == o.Id) > 0).Count();
            public int Two(ItemsDb a, ItemsDb b) => a.Orders.Where(o => o.CompanyId == b.Tenant && a.Items.Count(i => i.OrderId == o.Id) > 0).Count();
        }
        """).ShouldBe(["Same.Count: router", "Other.Count: unsupported", "Two.Count: unsupported"]);

    [Fact]
    public void A_service_that_is_asked_with_the_same_context_gives_one_key() => FlowHarness.Run(
        """
        public interface ITenants { long IdOf(object scope); }
        public interface IScope { AppDb Current(); }
        public interface IAccount { long Key(ITenants tenants); }
        public class Account : IAccount { public long Key(ITenants tenants) => tenants.IdOf(this); }
        public class Code(AppDb db, ITenants tenants, IScope scope, IAccount account)
        {
            public Task Context() => db.Orders.Where(o => o.CompanyId == tenants.IdOf(scope.Current()) && o.Items.Count(i => i.CompanyId == tenants.IdOf(scope.Current())) > 0).ToListAsync();
            public Task Service() => db.Orders.Where(o => o.CompanyId == account.Key(tenants) && o.Items.Count(i => i.CompanyId == tenants.IdOf(account)) > 0).ToListAsync();
            public Task Other() => db.Orders.Where(o => o.CompanyId == tenants.IdOf(account) && o.Items.Count(i => i.CompanyId == tenants.IdOf(scope.Current())) > 0).ToListAsync();
        }
        """).ShouldBe(["Context.ToListAsync: router", "Service.ToListAsync: router", "Other.ToListAsync: fanout"]);

    [Fact]
    public void A_set_that_the_compiler_stores_is_the_table() => FlowHarness.Run(
        """
        public class StoredDb(DbContextOptions options) : AppDb(options) { public DbSet<Order> Stored { get; set; } = null!; public DbSet<Item> Lines { get; private set; } = null!; }
        public class Code(StoredDb db)
        {
            public int Orders(long id) => db.Stored.Count(o => o.CompanyId == id);
            public int Lines() => db.Lines.Count();
        }
        """).ShouldBe(["Orders.Count: router", "Lines.Count: fanout"]);

    [Fact]
    public void A_context_that_is_not_sharded_has_no_say() => FlowHarness.Run(
        """
        public class Log { public long Id { get; set; } }
        [NotSharded] public class LogDb(DbContextOptions options) : DbContext(options) { public DbSet<Log> Logs => Set<Log>(); }
        public class Code(LogDb db, AppDb shop)
        {
            public Task Logs() => db.Logs.Where(l => l.Id > 5).ToListAsync();
            public Task Orders() => shop.Orders.ToListAsync();
        }
        """).ShouldBe(["Orders.ToListAsync: fanout"]);

    [Fact]
    public void What_hands_out_the_elements_of_an_object_runs_where_it_is_gone_through() => FlowHarness.Run(
        """
        public abstract class Rows<T>(AppDb db)
        {
            protected AppDb Db => db;
            protected abstract IQueryable<T> All { get; }
            public IEnumerator<T> GetEnumerator() => All.AsEnumerable().GetEnumerator();
            public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken ct = default) { await foreach (var row in All.AsAsyncEnumerable()) yield return row; }
        }
        public class Mine(AppDb db, long id) : Rows<Order>(db) { protected override IQueryable<Order> All => Db.Orders.Where(o => o.CompanyId == id); }
        public class Loose(AppDb db) : Rows<Order>(db) { protected override IQueryable<Order> All => Db.Orders; }
        public class Code(AppDb db)
        {
            public void Own(long id) { foreach (var o in new Mine(db, id)) _ = o; }
            public void Any() { foreach (var o in new Loose(db)) _ = o; }
            public void Given() => Through(new Loose(db));
            private static void Through(Loose rows) { foreach (var o in rows) _ = o; }
            public async Task Awaited() { await foreach (var o in new Loose(db)) _ = o; }
        }
        """).ShouldBe(["Own.Mine: router", "Any.Loose: fanout", "Through.rows: fanout", "Awaited.Loose: fanout"]);
}
