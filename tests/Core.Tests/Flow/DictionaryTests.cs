namespace ShardSafety.Core.Tests.Flow;

/// <summary>Dictionaries that hold what queries are made of: sort keys by name, repositories by the type of their rows.</summary>
public sealed class DictionaryTests
{
    private const string Repositories =
        """
        public interface IRepository<T> where T : class, ITenantOwned { IQueryable<T> Query(); Task<List<T>> ListAsync(); }
        public class OwnRepository<T>(AppDb db, long id) : IRepository<T> where T : class, ITenantOwned
        {
            public IQueryable<T> Query() => db.Set<T>().Where(e => e.CompanyId == id);
            public Task<List<T>> ListAsync() => Query().ToListAsync();
        }
        public class AllRepository<T>(AppDb db) : IRepository<T> where T : class, ITenantOwned
        {
            public IQueryable<T> Query() => db.Set<T>();
            public Task<List<T>> ListAsync() => Query().ToListAsync();
        }

        """;

    [Theory]
    [InlineData("if (_made.TryGetValue(typeof(T), out var found)) return (IRepository<T>)found; var made = new OwnRepository<T>(db, id); _made.Add(typeof(T), made); return made;")]
    [InlineData("if (!_made.ContainsKey(typeof(T))) _made[typeof(T)] = new OwnRepository<T>(db, id); return (IRepository<T>)_made[typeof(T)];")]
    [InlineData("if (!_made.ContainsKey(typeof(T))) { var made = new OwnRepository<T>(db, id); _made.TryAdd(typeof(T), made); } return (OwnRepository<T>)_made[typeof(T)];")]
    [InlineData("return (IRepository<T>)_made.GetOrAdd(typeof(T), _ => new OwnRepository<T>(db, id));")]
    [InlineData("if (!_made.ContainsKey(typeof(T))) { var type = typeof(OwnRepository<>); var made = Activator.CreateInstance(type.MakeGenericType(typeof(T)), db, id); _made.TryAdd(typeof(T), made!); } return (IRepository<T>)_made[typeof(T)];")]
    [InlineData("var name = typeof(T).Name; if (!_named.ContainsKey(name)) _named.Add(name, new OwnRepository<T>(db, id)); return (IRepository<T>)_named[name];")]
    [InlineData("return _named.TryGetValue(typeof(T).Name, out var found) && found is IRepository<T> known ? known : new OwnRepository<T>(db, id);")]
    [InlineData("return (IRepository<T>)_made.AddOrUpdate(typeof(T), _ => new OwnRepository<T>(db, id), (_, kept) => kept);")]
    [InlineData("var name = typeof(T).FullName!; if (!_named.ContainsKey(name)) _named.Add(name, new OwnRepository<T>(db, id)); return (IRepository<T>)_named[name];")]
    public void What_a_unit_of_work_keeps_is_what_it_makes(string body) => FlowHarness.Run(
        Repositories +
        $$"""
        public interface IWork { IRepository<T> Of<T>() where T : class, ITenantOwned; }
        public class Work(AppDb db, long id) : IWork
        {
            private readonly System.Collections.Concurrent.ConcurrentDictionary<Type, object> _made = new();
            private readonly Dictionary<string, object> _named = [];
            public IRepository<T> Of<T>() where T : class, ITenantOwned { {{body.Replace("_made.Add(", "_made.TryAdd(", StringComparison.Ordinal)}} }
        }
        public class Service(IWork work)
        {
            public async Task Given() { await work.Of<Order>().ListAsync(); await work.Of<Item>().Query().CountAsync(); }
        }
        public static class Code
        {
            public static async Task Made(AppDb db, long id) { IWork work = new Work(db, id); await work.Of<Order>().ListAsync(); await work.Of<Item>().Query().CountAsync(); }
        }
        """).ShouldBe(["Given.ListAsync: router", "Given.CountAsync: router", "Made.ListAsync: router", "Made.CountAsync: router"]);

    [Fact]
    public void What_others_put_in_may_be_of_any_class() => FlowHarness.Run(
        Repositories +
        """
        public class Work(AppDb db)
        {
            private readonly Dictionary<Type, object> _made = new();
            public void Keep<T>(IRepository<T> repository) where T : class, ITenantOwned => _made[typeof(T)] = repository;
            public IRepository<T> Of<T>() where T : class, ITenantOwned => _made.TryGetValue(typeof(T), out var found) ? (IRepository<T>)found : new OwnRepository<T>(db, 1);
        }
        public class Service(Work work)
        {
            public Task Given() => work.Of<Order>().ListAsync();
        }
        """).ShouldBe(["Given.ListAsync: fanout"]);

    [Theory]
    [InlineData("keys[\"amount\"]", "router")]
    [InlineData("keys[name!]", "router")]
    [InlineData("keys.GetValueOrDefault(name!, o => o.Id)", "router")]
    [InlineData("keys.TryGetValue(name!, out var found) ? found : o => o.Id", "router")]
    [InlineData("keys.ContainsKey(name!) ? keys[name!] : keys[\"paid\"]", "router")]
    public void Sort_keys_are_found_by_name(string key, string verdict) => FlowHarness.Statements(
        $$"""
        var keys = new Dictionary<string, Expression<Func<Order, object>>>(StringComparer.OrdinalIgnoreCase) { { "amount", o => o.Amount } };
        keys.Add("paid", o => o.Paid);
        var sort = {{key}};
        await db.Orders.Where(o => o.CompanyId == companyId).OrderBy(sort).ToListAsync();
        """).ShouldBe([verdict]);

    [Fact]
    public void Filters_are_found_by_name_and_the_worst_counts() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            private static readonly Dictionary<string, Func<IQueryable<Order>, long, IQueryable<Order>>> Filters = new()
            {
                ["own"] = (q, id) => q.Where(o => o.CompanyId == id),
                ["paid"] = (q, _) => q.Where(o => o.Paid),
            };
            public Task Own(long id) => Filters["own"](db.Orders, id).CountAsync();
            public Task Any(long id, string name) => Filters[name](db.Orders, id).CountAsync();
            public async Task Every(long id) { IQueryable<Order> q = db.Orders; foreach (var pair in Filters) q = pair.Value(q, id); await q.CountAsync(); }
            public async Task Values(long id) { IQueryable<Order> q = db.Orders; foreach (var filter in Filters.Values) q = filter(q, id); await q.CountAsync(); }
            public async Task All(long id) { foreach (var (name, filter) in Filters) await filter(db.Orders, id).CountAsync(); }
        }
        """).ShouldBe(["Own.CountAsync: router", "Any.CountAsync: fanout", "Every.CountAsync: router", "Values.CountAsync: router", "All.CountAsync: fanout"]);

    [Fact]
    public void A_copy_holds_what_the_dictionary_holds() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            private static readonly Dictionary<string, Func<IQueryable<Order>, long, IQueryable<Order>>> Filters = new()
            {
                ["own"] = (q, id) => q.Where(o => o.CompanyId == id),
                ["paid"] = (q, _) => q.Where(o => o.Paid),
            };
            public Task Frozen(long id) => System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(Filters)["own"](db.Orders, id).CountAsync();
            public Task Immutable(long id) => System.Collections.Immutable.ImmutableDictionary.ToImmutableDictionary(Filters)["own"](db.Orders, id).CountAsync();
            public Task Copied(long id) => Filters.ToDictionary()["own"](db.Orders, id).CountAsync();
            public Task ReadOnly(long id) => Filters.AsReadOnly()["own"](db.Orders, id).CountAsync();
        }
        """).ShouldBe(["Frozen.CountAsync: router", "Immutable.CountAsync: router", "Copied.CountAsync: router", "ReadOnly.CountAsync: router"]);

    [Theory]
    [InlineData("var known = new Dictionary<long, bool>(given);")]
    [InlineData("var known = new Dictionary<long, bool>(); Fill(known);")]
    [InlineData("var known = new Dictionary<long, bool> { [1] = true }; IDictionary<long, bool> same = known; same[id] = true;")]
    [InlineData("var known = new Dictionary<long, bool>(); known.EnsureCapacity(3); if (given.Count > 3) known = given;")]
    public void What_may_be_in_a_dictionary_is_not_said_to_be_missing(string statements) => FlowHarness.Run(
        $$"""
        public class Code(AppDb db)
        {
            private static void Fill(Dictionary<long, bool> all) => all[2] = true;
            public async Task If(long id, Dictionary<long, bool> given) { {{statements}} if (known.ContainsKey(2)) await db.Orders.CountAsync(); }
            public async Task Try(long id, Dictionary<long, bool> given) { {{statements}} if (known.TryGetValue(2, out var is2)) await db.Orders.CountAsync(); }
        }
        """).ShouldBe(["If.CountAsync: fanout", "Try.CountAsync: fanout"]);

    [Theory]
    [InlineData("known.Remove(1);")]
    [InlineData("known.Clear();")]
    public void What_was_taken_out_of_a_dictionary_may_be_missing(string statements) => FlowHarness.Statements(
        $$"""
        var known = new Dictionary<long, bool> { [1] = true };
        {{statements}}
        if (!known.ContainsKey(1)) await db.Orders.CountAsync();
        """).ShouldBe(["fanout"]);

    [Theory]
    [InlineData("", "router")]
    [InlineData("public static class Start { public static void Set(Filters f) => f.Known[\"all\"] = (q, _) => q; }", "unknown")]
    [InlineData("public class Start { public Start(Filters f) { f.Known.Add(\"all\", (q, _) => q); } }", "unknown")]
    [InlineData("public static class Start { public static void Set(Filters f) => Fill(f.Known); static void Fill(Dictionary<string, Func<IQueryable<Order>, long, IQueryable<Order>>> all) { all[\"all\"] = (q, _) => q; } }", "unknown")]
    public void What_others_can_see_others_may_fill(string others, string verdict) => FlowHarness.Run(
        $$"""
        public class Filters(AppDb db)
        {
            public Dictionary<string, Func<IQueryable<Order>, long, IQueryable<Order>>> Known { get; } = new() { ["own"] = (q, id) => q.Where(o => o.CompanyId == id) };
            public Task Any(long id, string name) => Known[name](db.Orders, id).CountAsync();
        }
        {{others}}
        """).ShouldBe(["Any.CountAsync: " + verdict]);

    [Theory]
    [InlineData("filters.Remove(\"all\");")]
    [InlineData("filters.Remove(\"all\", out _);")]
    [InlineData("filters.TryRemove(\"all\", out _);")]
    [InlineData("filters.Clear(); filters[\"own\"] = q => q.Where(o => o.CompanyId == companyId);")]
    public void What_was_taken_out_is_found_under_no_name(string statements) => FlowHarness.Statements(
        $$"""
        var filters = new {{(statements.Contains("Try", StringComparison.Ordinal) ? "System.Collections.Concurrent.Concurrent" : "")}}Dictionary<string, Func<IQueryable<Order>, IQueryable<Order>>>
        {
            ["all"] = q => q,
            ["own"] = q => q.Where(o => o.CompanyId == companyId),
        };
        {{statements}}
        await filters[name!](db.Orders).CountAsync();
        """).ShouldBe(["router"]);

    [Fact]
    public void The_same_name_finds_the_same_key() => FlowHarness.Statements(
        """
        var ids = new Dictionary<string, long> { ["a"] = companyId, ["b"] = otherId };
        await db.Items.Where(i => i.CompanyId == ids[name!]).Join(db.Orders.Where(o => o.CompanyId == ids[name!]), i => i.OrderId, o => o.Id, (i, o) => i).CountAsync();
        """).ShouldBe(["router"]);

    [Fact]
    public void Which_of_the_types_in_a_dictionary_it_is_may_be_open() => FlowHarness.Run(
        Repositories +
        """
        public class Work(AppDb db)
        {
            private readonly Dictionary<Type, object> _made = new() { [typeof(Order)] = new OwnRepository<Order>(db, 1), [typeof(Item)] = new OwnRepository<Item>(db, 1) };
            public Task All<T>() where T : class, ITenantOwned => ((IRepository<T>)_made[typeof(T)]).ListAsync();
        }
        """).ShouldBe(["All.ListAsync: router"]);
}
