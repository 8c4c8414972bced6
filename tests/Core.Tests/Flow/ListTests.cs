namespace ShardSafety.Core.Tests.Flow;

/// <summary>Lists whose items are known: a loop over them runs for each, over none for none; what others may have put in is not forgotten.</summary>
public sealed class ListTests
{
    private const string Specifications =
        """
        public interface ISpec<T> where T : class
        {
            IReadOnlyList<Expression<Func<T, bool>>> Criteria { get; }
            IReadOnlyList<Expression<Func<T, object?>>> Includes { get; }
            IReadOnlyList<string> Paths { get; }
            IReadOnlyList<(Expression<Func<T, object?>> Key, bool Desc)> Orders { get; }
        }
        public abstract class Spec<T> : ISpec<T> where T : class
        {
            private readonly List<Expression<Func<T, bool>>> _criteria = [];
            private readonly List<Expression<Func<T, object?>>> _includes = [];
            private readonly List<string> _paths = new();
            private readonly List<(Expression<Func<T, object?>>, bool)> _orders = [];
            public IReadOnlyList<Expression<Func<T, bool>>> Criteria => _criteria;
            public IReadOnlyList<Expression<Func<T, object?>>> Includes => _includes;
            public IReadOnlyList<string> Paths => _paths;
            public IReadOnlyList<(Expression<Func<T, object?>> Key, bool Desc)> Orders => _orders;
            protected Spec<T> Where(Expression<Func<T, bool>> predicate) { _criteria.Add(predicate); return this; }
            protected Spec<T> Include(Expression<Func<T, object?>> path) { _includes.Add(path); return this; }
            protected void Include(string path) { _paths.Add(path); }
            protected Spec<T> OrderBy(Expression<Func<T, object?>> key) { _orders.Add((key, false)); return this; }
        }
        public static class Evaluator
        {
            public static IQueryable<T> Apply<T>(this IQueryable<T> source, ISpec<T> spec) where T : class
            {
                var query = spec.Criteria.Aggregate(source, (q, c) => q.Where(c));
                query = spec.Includes.Aggregate(query, (q, i) => q.Include(i));
                foreach (var path in spec.Paths) query = query.Include(path);
                if (spec.Orders.Count > 0)
                {
                    var (key, desc) = spec.Orders[0];
                    var ordered = desc ? query.OrderByDescending(key) : query.OrderBy(key);
                    foreach (var (k, d) in spec.Orders.Skip(1)) ordered = d ? ordered.ThenByDescending(k) : ordered.ThenBy(k);
                    query = ordered;
                }
                return query;
            }
        }
        public class SpecRepository<T>(AppDb db) where T : class
        {
            public virtual Task<List<T>> ListAsync(ISpec<T> spec) => db.Set<T>().AsQueryable().Apply(spec).ToListAsync();
            public virtual Task<T?> FirstAsync(ISpec<T> spec) => db.Set<T>().AsQueryable().Apply(spec).FirstOrDefaultAsync();
        }
        public sealed class Paid : Spec<Order> { public Paid(long companyId, int? more = null) { Where(o => o.CompanyId == companyId && o.Paid); if (more is not null) Where(o => o.Amount > more); OrderBy(o => o.Amount).OrderBy(o => o.Id); } }
        public sealed class Amounts : Spec<Order> { public Amounts() { Where(o => o.Amount > 3); } }
        public sealed class WithItems : Spec<Order> { public WithItems(long companyId) { Where(o => o.CompanyId == companyId); Include("Items.Order"); } }
        """;

    [Fact]
    public void What_a_specification_gathered_in_its_lists_is_applied() => FlowHarness.Run(Specifications +
        """
        public class Code
        {
            public Task Optional(AppDb db, long id) => new SpecRepository<Order>(db).ListAsync(new Paid(id));
            public Task Given(AppDb db, long id, int? more) => new SpecRepository<Order>(db).ListAsync(new Paid(id, more));
            public Task Other(AppDb db) => new SpecRepository<Order>(db).ListAsync(new Amounts());
            public Task First(AppDb db, long id) => new SpecRepository<Order>(db).FirstAsync(new Paid(id));
            public Task Include(AppDb db, long id) => new SpecRepository<Order>(db).ListAsync(new WithItems(id));
            public Task Include_of_first(AppDb db, long id) => new SpecRepository<Order>(db).FirstAsync(new WithItems(id));
        }
        """).ShouldBe(["Optional.ListAsync: router", "Given.ListAsync: router", "Other.ListAsync: fanout", "First.FirstAsync: router", "Include.ListAsync: router", "Include_of_first.FirstAsync: recursive"]);

    [Theory]
    [InlineData("var all = new List<Expression<Func<Order, bool>>>(); Own(all, id); return all.Aggregate(db.Orders.AsQueryable(), (q, f) => q.Where(f)).FirstAsync();", "router")]
    [InlineData("var paths = new List<string>(); Names(paths); var q = db.Orders.Where(o => o.CompanyId == id); foreach (var p in paths) q = q.Include(p); return q.FirstAsync();", "recursive")]
    [InlineData("var paths = new List<Expression<Func<Order, object>>>(); Paths(paths); var q = db.Orders.Where(o => o.CompanyId == id); foreach (var p in paths) q = q.Include(p); return q.FirstAsync();", "recursive")]
    public void A_method_fills_the_list_it_is_given(string statements, string verdict) => FlowHarness.Find(
        $$"""
        public class Code(AppDb db)
        {
            static void Own(List<Expression<Func<Order, bool>>> all, long id) { all.Add(o => o.CompanyId == id); }
            static void Names(List<string> paths) { paths.Add("Items"); }
            static void Paths(ICollection<Expression<Func<Order, object>>> paths) { paths.Add(o => o.Items); }
            public Task Run(long id) { {{statements}} }
        }
        """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe([verdict]);

    [Fact]
    public void A_function_of_the_caller_fills_the_object_it_is_given() => FlowHarness.Run(
        """
        public class Options { public Expression<Func<Order, bool>>? Where { get; set; } public bool Sorted { get; set; } }
        public class Code(AppDb db)
        {
            Task<List<Order>> Get(Action<Options> configure)
            {
                var options = new Options();
                configure(options);
                IQueryable<Order> query = db.Orders;
                if (options.Where != null) query = query.Where(options.Where);
                return (options.Sorted ? query.OrderBy(o => o.Id) : query).ToListAsync();
            }
            public Task A(long id) => Get(o => o.Where = x => x.CompanyId == id);
            public Task B() => Get(o => o.Sorted = true);
        }
        """).ShouldBe(["A.Get: router", "B.Get: fanout"]);

    [Theory]
    [InlineData("foreach (var query in ids.Select(id => db.Orders.Where(o => o.CompanyId == id))) await query.ToListAsync();", "router")]
    [InlineData("foreach (var query in ids.Select(id => db.Orders.Where(o => o.Id == id))) await query.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order> all = db.Orders; foreach (var test in ids.Select(id => (Expression<Func<Order, bool>>)(o => o.CompanyId == id))) all = all.Where(test); await all.Where(o => o.CompanyId == companyId).ToListAsync();", "router")]
    [InlineData("await ids.Select(id => db.Orders.Where(o => o.CompanyId == companyId && o.Id == id)).Aggregate((a, b) => a.Union(b)).ToListAsync();", "router")]
    [InlineData("await ids.Select(id => db.Orders.Where(o => o.Id == id)).Aggregate((a, b) => a.Union(b)).ToListAsync();", "recursive")]
    public void A_sequence_of_queries_is_gone_through(string statements, string verdict) => FlowHarness.Find(
        "public class Code { public async Task Run(AppDb db, long companyId, long[] ids) { " + statements + " } }").Select(f => f.Plan.Verdict.ToString().ToLowerInvariant()).ShouldBe([verdict]);

    [Theory]
    [InlineData("protected void AddCriteria(Expression<Func<T, bool>> test) => Criteria.Add(test); protected void AddInclude(Expression<Func<T, object>> path) => Includes.Add(path);")]
    [InlineData("protected void AddCriteria(Expression<Func<T, bool>> test) { Criteria.Add(test); } protected void AddInclude(Expression<Func<T, object>> path) { Includes.Add(path); }")]
    [InlineData("protected void AddCriteria(params Expression<Func<T, bool>>[] tests) { Criteria.AddRange(tests); } protected bool AddInclude(Expression<Func<T, object>> path) { Includes.Add(path); return true; }")]
    public void Methods_that_return_nothing_fill_the_lists_of_their_class(string adding) => FlowHarness.Run(
        $$"""
        public abstract class Spec<T>
        {
            public List<Expression<Func<T, bool>>> Criteria { get; } = [];
            public List<Expression<Func<T, object>>> Includes { get; } = new();
            {{adding}}
        }
        public class Own : Spec<Order> { public Own(long companyId) { AddCriteria(o => o.CompanyId == companyId); } }
        public class WithItems : Spec<Order> { public WithItems(long companyId) { AddCriteria(o => o.CompanyId == companyId); AddInclude(o => o.Items); } }
        public class Repository<T>(AppDb db) where T : class
        {
            private IQueryable<T> Apply(Spec<T> spec)
            {
                IQueryable<T> query = db.Set<T>();
                foreach (var test in spec.Criteria) query = query.Where(test);
                return spec.Includes.Aggregate(query, (q, path) => q.Include(path));
            }
            public Task<List<T>> ListAsync(Spec<T> spec) => Apply(spec).ToListAsync();
            public Task<T?> FirstAsync(Spec<T> spec) => Apply(spec).FirstOrDefaultAsync();
        }
        public class Code(Repository<Order> orders)
        {
            public Task A(long id) => orders.ListAsync(new Own(id));
            public Task B(long id) => orders.ListAsync(new WithItems(id));
            public Task C(long id) => orders.FirstAsync(new Own(id));
            public Task D(long id) => orders.FirstAsync(new WithItems(id));
        }
        """).ShouldBe(["A.ListAsync: router", "B.ListAsync: router", "C.FirstAsync: router", "D.FirstAsync: recursive"]);

    [Theory]
    [InlineData("var paths = new List<string>(); foreach (var p in paths) q = q.Include(p);", "router")]
    [InlineData("string[] paths = []; foreach (var p in paths) q = q.Include(p);", "router")]
    [InlineData("var paths = new List<string> { \"Items\" }; foreach (var p in paths) q = q.Include(p);", "recursive")]
    [InlineData("var paths = new List<string>(); paths.AddRange([\"Items\"]); foreach (var p in paths) q = q.Include(p);", "recursive")]
    [InlineData("var paths = new List<string>(); paths.Add(\"Items\"); paths.Clear(); foreach (var p in paths) q = q.Include(p);", "router")]
    [InlineData("var paths = new List<string>(); if (paths.Count > 0) q = q.Include(o => o.Items);", "router")]
    [InlineData("var paths = new List<string>(); if (paths.Any()) q = q.Include(o => o.Items);", "router")]
    [InlineData("string[] paths = [\"Items\"]; if (paths.Length >= 1) q = q.Include(o => o.Items);", "recursive")]
    [InlineData("string[] paths = [\"Items\"]; if (paths.Length >= 2) q = q.Include(o => o.Items);", "router")]
    [InlineData("string[] paths = [\"Items\"]; if (paths.Length < 1) q = q.Include(o => o.Items);", "router")]
    [InlineData("string[] paths = [\"Items\"]; if (paths.Length <= 0) q = q.Include(o => o.Items);", "router")]
    [InlineData("var paths = new List<string>(); if (paths.Count() > 0) q = q.Include(o => o.Items);", "router")]
    [InlineData("string[] paths = [\"Items\"]; q = q.Include(paths.First());", "recursive")]
    [InlineData("string[] paths = [\"Items\"]; q = q.Include(paths.FirstOrDefault()!);", "recursive")]
    [InlineData("string[] paths = [\"Items\"]; q = q.Include(paths.Last());", "recursive")]
    [InlineData("string[] paths = [\"Items\"]; q = q.Include(paths.LastOrDefault()!);", "recursive")]
    [InlineData("string[] paths = [\"Items\"]; foreach (var p in paths.Take(0).ToArray()) q = q.Include(p);", "router")]
    [InlineData("string[] paths = [\"Items\"]; foreach (var p in paths.Take(0).AsEnumerable()) q = q.Include(p);", "router")]
    [InlineData("string[] paths = flag ? [\"Items\"] : [\"Items.Order\"]; foreach (var p in paths.Skip(1)) q = q.Include(p);", "router")]
    [InlineData("string[] paths = [\"Items\", \"Items.Order\"]; foreach (var p in paths.Skip(2)) q = q.Include(p);", "router")]
    [InlineData("string[] paths = [\"Items\"]; foreach (var p in paths.Take(0).Reverse().ToList()) q = q.Include(p);", "router")]
    public void A_list_that_is_known_whole_tells_what_a_loop_over_it_does(string code, string verdict) => FlowHarness.Statements(
        "IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == companyId); " + code + " await q.FirstOrDefaultAsync();").ShouldBe([verdict]);

    [Theory]
    [InlineData("_ = ids.Contains(3);")]
    [InlineData("_ = ids.IndexOf(3);")]
    [InlineData("_ = ids.ToArray();")]
    [InlineData("_ = ids.AsReadOnly();")]
    [InlineData("using var each = ids.GetEnumerator();")]
    [InlineData("ids.Sort();")]
    [InlineData("ids.ForEach(Console.WriteLine);")]
    [InlineData("_ = ids.Exists(i => i > 3);")]
    [InlineData("_ = ids.TrueForAll(i => i > 3);")]
    [InlineData("_ = ids.Find(i => i > 3);")]
    [InlineData("_ = ids.FindAll(i => i > 3);")]
    [InlineData("_ = ids.ConvertAll(i => (long)i);")]
    [InlineData("_ = ids.Equals(name);")]
    [InlineData("_ = ids.GetHashCode();")]
    [InlineData("_ = ids.ToString();")]
    public void Asking_a_list_puts_nothing_into_it(string asking) =>
        FlowHarness.Statements("var ids = new List<int>(); " + asking + " if (ids.Count > 0) await db.Orders.ToListAsync();").ShouldBe([]);

    [Theory]
    [InlineData("var paths = new List<string>(); var same = paths; same.Add(\"Items\");")]
    [InlineData("var paths = new List<string>(); List<string> same; same = paths; same.Add(\"Items\");")]
    [InlineData("var paths = new List<string>(); Fill(paths);")]
    [InlineData("var paths = new List<string>(); paths.AddRange(name!.Split(','));")]
    [InlineData("var paths = new List<string>(name!.Split(','));")]
    [InlineData("var paths = new List<string>(); paths.Insert(0, name!);")]
    [InlineData("var holder = new Holder(); holder.Paths.Add(\"Items\"); var paths = holder.Inner;")]
    [InlineData("var holder = new Holder(); Fill(holder.Paths); var paths = holder.Inner;")]
    [InlineData("var paths = new Holder().Made(); ")]
    [InlineData("var paths = Holder.All; Holder.Grow(); ")]
    [InlineData("Holder.All.Clear(); Holder.All.Add(\"Items\"); var paths = Holder.All;")]
    [InlineData("var list = new List<string>(); var holder = new Keeps(list); list.Add(\"Items\"); var paths = holder.Kept; ")]
    public void What_others_may_have_put_into_a_list_is_not_forgotten(string code) => FlowHarness.Find(
        $$"""
        public class Keeps(List<string> kept) { public IReadOnlyList<string> Kept => kept; }
        public class Holder
        {
            private readonly List<string> _paths = [];
            public List<string> Paths => _paths;
            public IReadOnlyList<string> Inner => _paths;
            public List<string> Made() { var made = new List<string>(); _more = made; return made; }
            private List<string> _more = [];
            public static readonly List<string> All = [];
            public static void Grow() { All.Add("Items"); Console.Write(""); Console.Write(""); }
        }
        public class Code
        {
            static void Fill(ICollection<string> list) { for (var i = 0; i < 1; i++) { list.Add("Items"); } }
            public async Task Run(AppDb db, long companyId, string? name)
            {
                IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == companyId);
                {{code}}
                foreach (var p in paths) q = q.Include(p);
                await q.FirstOrDefaultAsync();
            }
        }
        """).Single().Plan.Verdict.ToString().ShouldNotBe("Router");

    [Fact]
    public void A_list_that_the_caller_has_in_hand_is_not_known_by_how_it_began() => FlowHarness.Run(
        """
        public class Options { public List<string> Paths { get; } = []; }
        public class Code
        {
            public Task Load(AppDb db, long id, Options options) { IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == id); foreach (var p in options.Paths) q = q.Include(p); return q.FirstOrDefaultAsync(); }
        }
        """).ShouldBe(["Load.FirstOrDefaultAsync: unknown"]);

    [Fact]
    public void Params_that_nothing_is_given_for_are_none() => FlowHarness.Run(
        """
        public abstract class Base<T>(AppDb db) where T : class
        {
            public virtual async Task<IEnumerable<T>> GetAsync(Expression<Func<T, bool>>? filter = null, Func<IQueryable<T>, IOrderedQueryable<T>>? orderBy = null, int? take = null, params Expression<Func<T, object?>>[] includes)
            {
                IQueryable<T> query = db.Set<T>();
                foreach (var include in includes) query = query.Include(include);
                if (filter != null) query = query.Where(filter);
                if (orderBy != null) query = orderBy(query);
                if (take is int n) query = query.Take(n);
                return await query.ToListAsync();
            }
        }
        public class Orders(AppDb db) : Base<Order>(db);
        public class Code
        {
            public Task None(AppDb db, long id) => new Orders(db).GetAsync(o => o.CompanyId == id, q => q.OrderByDescending(o => o.Amount), 5);
            public Task One(AppDb db, long id) => new Orders(db).GetAsync(o => o.CompanyId == id, take: 5, includes: o => o.Items);
        }
        """).ShouldBe(["None.GetAsync: router", "One.GetAsync: recursive"]);

    [Fact]
    public void A_list_that_others_may_put_in_the_place_of_the_first_is_not_known() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            private List<string> _paths = [];
            public void Use(List<string> paths) => _paths = paths;
            public Task Run(long id) { IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == id); foreach (var p in _paths) q = q.Include(p); return q.FirstOrDefaultAsync(); }
        }
        """).ShouldBe(["Run.FirstOrDefaultAsync: unknown"]);

    [Fact]
    public void A_shared_list_holds_what_was_put_into_it_last() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            private static readonly List<string> Paths = [];
            public Task Run(long id) { Paths.Clear(); Paths.Add("Items"); IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == id); foreach (var p in Paths) q = q.Include(p); return q.FirstOrDefaultAsync(); }
        }
        """).ShouldBe(["Run.FirstOrDefaultAsync: recursive"]);

    [Theory]
    [InlineData("words.Aggregate(db.Companies.Where(c => c.Id == companyId), (q, w) => q.Where(c => c.Name.Contains(w)))", "router")]
    [InlineData("words.Aggregate(db.Companies.AsQueryable(), (q, w) => q.Where(c => c.Name.Contains(w)))", "fanout")]
    [InlineData("ids.Aggregate(db.Companies.AsQueryable(), (q, id) => q.Where(c => c.Id == id))", "fanout")]
    [InlineData("ids.Aggregate(db.Companies.Where(c => c.Id == companyId), (q, id) => q.Union(db.Companies.Where(c => c.Id == id)))", "recursive")]
    public void A_function_runs_for_as_many_items_as_there_are(string query, string verdict) => FlowHarness.Run(
        $$"""public class Code { public Task Run(AppDb db, string[] words, IEnumerable<long> ids, long companyId) => {{query}}.ToListAsync(); }""").ShouldBe(["Run.ToListAsync: " + verdict]);

    [Theory]
    [InlineData("rules.RemoveAt(0);")]
    [InlineData("rules.Remove(own);")]
    [InlineData("rules.RemoveAll(r => true);")]
    [InlineData("rules[0] = o => o.Paid;")]
    [InlineData("Empty(rules);")]
    [InlineData("EmptyAny(rules);")]
    [InlineData("if (flag) Empty(rules);")]
    [InlineData("Maybe(rules, flag);")]
    [InlineData("Replace(rules);")]
    public void What_is_taken_out_of_a_list_is_not_in_it(string change) => FlowHarness.Run(
        """
        public class Code
        {
            static void Empty(List<Expression<Func<Order, bool>>> rules) { Console.WriteLine(); rules.Clear(); }
            static void EmptyAny(ICollection<Expression<Func<Order, bool>>> rules) { Console.WriteLine(); rules.Clear(); }
            static void Maybe(List<Expression<Func<Order, bool>>> rules, bool flag) { Console.WriteLine(); if (flag) rules.Clear(); }
            static void Replace(List<Expression<Func<Order, bool>>> rules) { Console.WriteLine(); rules[0] = o => o.Paid; }
            public async Task Each(AppDb db, long companyId, bool flag)
            {
                Expression<Func<Order, bool>> own = o => o.CompanyId == companyId;
                var rules = new List<Expression<Func<Order, bool>>> { own };
                CHANGE
                IQueryable<Order> query = db.Orders;
                foreach (var rule in rules) query = query.Where(rule);
                await query.ToListAsync();
            }
            public async Task Folded(AppDb db, long companyId, bool flag)
            {
                Expression<Func<Order, bool>> own = o => o.CompanyId == companyId;
                var rules = new List<Expression<Func<Order, bool>>> { own };
                CHANGE
                await rules.Aggregate((IQueryable<Order>)db.Orders, (query, rule) => query.Where(rule)).ToListAsync();
            }
        }
        """.Replace("CHANGE", change, StringComparison.Ordinal)).ShouldBe(["Each.ToListAsync: fanout", "Folded.ToListAsync: fanout"]);

    [Theory]
    [InlineData("Empty(bag);", "fanout")]
    [InlineData("bag.Empty();", "fanout")]
    [InlineData("new Emptier(bag).Go();", "fanout")]
    [InlineData("bag.Rules.Reverse();", "router")]
    [InlineData("bag.Rules.Insert(0, o => o.Paid);", "router")]
    public void What_is_taken_out_of_an_objects_list_is_not_in_it(string change, string verdict) => FlowHarness.Run(
        """
        public class Bag { public List<Expression<Func<Order, bool>>> Rules { get; } = []; public int Count { get; set; } public void Empty() { Count = 0; Rules.Clear(); } }
        public class Emptier(Bag bag) { public void Go() { Console.WriteLine(); bag.Rules.Clear(); } }
        public class Code
        {
            static void Empty(Bag bag) { Console.WriteLine(); bag.Rules.Clear(); bag.Count = 0; }
            public async Task Run(AppDb db, long companyId)
            {
                var bag = new Bag();
                bag.Rules.Add(o => o.CompanyId == companyId);
                CHANGE
                IQueryable<Order> query = db.Orders;
                foreach (var rule in bag.Rules) query = query.Where(rule);
                await query.ToListAsync();
            }
        }
        """.Replace("CHANGE", change, StringComparison.Ordinal)).ShouldBe(["Run.ToListAsync: " + verdict]);
}
