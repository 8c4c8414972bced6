namespace ShardSafety.Core.Tests.Flow;

/// <summary>
/// A branch is left out only where the code in view says that it is never taken: what another round, a function that
/// something else calls, or code out of view may have changed settles no test.
/// </summary>
public sealed class DoubtTests
{
    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { if (i == 2) await db.Orders.ToListAsync(); }")]
    [InlineData("for (var attempt = 0; ; attempt++) { if (attempt > 0) await db.Orders.ToListAsync(); if (attempt == 5) break; }")]
    [InlineData("var first = true; foreach (var o in Enumerable.Range(0, 9)) { if (first) { first = false; continue; } await db.Orders.ToListAsync(); }")]
    [InlineData("Order? last = null; foreach (var o in Enumerable.Range(0, 9)) { if (last != null) await db.Orders.ToListAsync(); last = new Order(); }")]
    [InlineData("var step = 0; while (step < 3) { switch (step) { case 0: step = 1; break; case 1: step = 2; break; case 2: await db.Orders.ToListAsync(); step = 3; break; } }")]
    [InlineData("var ids = new List<long>(); foreach (var o in Enumerable.Range(0, 9)) { if (ids.Count >= 2) { await db.Orders.ToListAsync(); ids.Clear(); } ids.Add(o); }")]
    public void Another_round_of_a_loop_begins_with_what_the_one_before_left(string code) => FlowHarness.Statements(code).ShouldBe(["fanout"]);

    [Theory]
    [InlineData("var done = false; using var timer = new Timer(_ => done = true); if (!done) await db.Orders.ToListAsync();")]
    [InlineData("var done = false; using var timer = new Timer(_ => done = true); if (done) await db.Orders.ToListAsync();")]
    [InlineData("var none = true; new[] { companyId }.Where(i => i > 3).ToList().ForEach(_ => none = false); if (none) await db.Orders.ToListAsync();")]
    [InlineData("var hit = false; AppDomain.CurrentDomain.ProcessExit += (_, _) => hit = true; if (hit) await db.Orders.ToListAsync();")]
    public void A_function_given_away_may_have_run_or_not(string code) => FlowHarness.Statements(code).ShouldBe(["fanout"]);

    [Fact]
    public void A_function_given_away_may_have_set_a_member() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            private bool _hit;
            public async Task Run() { _hit = false; AppDomain.CurrentDomain.ProcessExit += (_, _) => _hit = true; await Task.Delay(3); if (_hit) await db.Orders.ToListAsync(); }
        }
        """).ShouldBe(["Run.ToListAsync: fanout"]);

    [Theory]
    [InlineData("var a = Guid.NewGuid(); var b = Guid.NewGuid(); if (a != b) await db.Orders.ToListAsync();")]
    [InlineData("var a = DateTime.UtcNow; await Task.Delay(1); if (DateTime.UtcNow != a) await db.Orders.ToListAsync();")]
    [InlineData("var text = new System.Text.StringBuilder(); var before = text.Length; text.Append(name); if (text.Length != before) await db.Orders.ToListAsync();")]
    [InlineData("using var all = Enumerable.Range(0, 3).ToList().GetEnumerator(); var one = all.MoveNext(); var two = all.MoveNext(); if (one != two) await db.Orders.ToListAsync();")]
    [InlineData("var n = 0; var a = Interlocked.Increment(ref n); var b = Interlocked.Increment(ref n); if (a != b) await db.Orders.ToListAsync();")]
    public void What_changes_by_itself_is_not_one_value(string code) => FlowHarness.Statements(code).ShouldBe(["fanout"]);

    [Theory]
    [InlineData("if (await store.HasAsync(id)) return; await store.PutAsync(id); if (await store.HasAsync(id)) await db.Orders.ToListAsync();")]
    [InlineData("if (list.Count > 0) return; list.Add(id); if (list.Count > 0) await db.Orders.ToListAsync();")]
    [InlineData("if (list.Any()) return; list.Add(id); if (list.Any()) await db.Orders.ToListAsync();")]
    public void What_was_done_in_between_may_have_changed_the_answer(string code) => FlowHarness.Run(
        $$"""
        public interface IStore { Task<bool> HasAsync(long id); Task PutAsync(long id); }
        public class Code(AppDb db, IStore store) { public async Task Run(long id, ICollection<long> list) { {{code}} } }
        """).ShouldBe(["Run.ToListAsync: fanout"]);

    [Fact]
    public void Who_somebody_is_stays_what_it_was() => FlowHarness.Run(
        """
        public interface IUser { string Name(); void Greet(); }
        public class Code(AppDb db, IUser user) { public async Task Run(string name) { if (name != user.Name()) return; user.Greet(); if (name != user.Name()) await db.Orders.ToListAsync(); } }
        """).ShouldBeEmpty();

    [Fact]
    public void A_question_asked_twice_has_one_answer() => FlowHarness.Run(
        """
        public interface IUser { bool IsAdmin(); long Id { get; } }
        public class Code(AppDb db, IUser user)
        {
            public async Task Run()
            {
                IQueryable<Order> query = db.Orders;
                if (!user.IsAdmin()) query = query.Where(o => o.CompanyId == user.Id);
                if (user.IsAdmin()) return;
                await query.ToListAsync();
            }
        }
        """).ShouldBe(["Run.ToListAsync: router"]);

    [Theory]
    [InlineData("public async Task Run(Action<Options> configure) { var o = new Options(); configure(o); if (o.All) await db.Orders.ToListAsync(); }")]
    [InlineData("public async Task Run() { var o = new Options(); Fill(o); if (o.All) await db.Orders.ToListAsync(); } static void Fill(object o) { typeof(Options).GetProperty(\"All\")!.SetValue(o, true); }")]
    [InlineData("static readonly Options Shared = new(); public static void Enable() => Shared.All = true; public async Task Run() { if (Shared.All) await db.Orders.ToListAsync(); }")]
    [InlineData("readonly Options _own = new(); public void Enable() => _own.All = true; public async Task Run() { if (_own.All) await db.Orders.ToListAsync(); }")]
    [InlineData("public async Task Run(Action<Holder> configure) { var o = new Holder { Options = new() }; configure(o); if (o.Options.All) await db.Orders.ToListAsync(); }")]
    public void What_is_set_in_an_object_elsewhere_is_not_known(string members) => FlowHarness.Run(
        "public class Options { public bool All { get; set; } } public class Holder { public Options Options { get; set; } = new(); } public class Code(AppDb db) { " + members + " }")
        .ShouldBe(["Run.ToListAsync: fanout"]);

    [Theory]
    [InlineData("var ids = new[] { companyId }; ids[0] = otherId; if (ids.Length == 1) await db.Orders.ToListAsync();", "fanout")]
    [InlineData("var ids = new List<long> { companyId }; ids[0] = otherId; if (ids.Count == 1) await db.Orders.ToListAsync();", "fanout")]
    [InlineData("var ids = new[] { companyId }; ids[0] = otherId; await db.Items.Where(i => ids.Contains(i.CompanyId)).Join(db.Orders.Where(o => o.CompanyId == companyId), i => i.OrderId, o => o.Id, (i, o) => i).ToListAsync();", "recursive")]
    public void An_item_put_in_the_place_of_another_leaves_the_count(string code, string verdict) => FlowHarness.Statements(code).ShouldBe([verdict]);

    [Theory]
    [InlineData("var one = db.Find(first); var other = db.Find(second); if (one != other) await db.Orders.ToListAsync();")]
    public void What_is_found_by_a_type_is_not_one_row(string code) => FlowHarness.Run(
        "public class Code(AppDb db) { public async Task Run(Type first, Type second) { " + code + " } }").ShouldContain("Run.ToListAsync: fanout");

    [Fact]
    public void A_query_may_have_been_put_where_there_was_none() => FlowHarness.Run(
        """
        public class Page { public IQueryable<Order>? Rows { get; set; } }
        public class Code
        {
            public async Task Run(AppDb db) { var page = new Page(); typeof(Page).GetProperty("Rows")!.SetValue(page, db.Orders); if (page.Rows != null) await page.Rows.ToListAsync(); }
        }
        """).ShouldBe(["Run.ToListAsync: unknown"]);

    [Fact]
    public void A_derived_class_sets_what_its_base_asks_for() => FlowHarness.Run(
        """
        public abstract class Base(AppDb db)
        {
            protected bool All;
            protected abstract void Configure();
            public async Task Run() { All = false; Configure(); if (All) await db.Orders.ToListAsync(); }
        }
        public class Derived(AppDb db) : Base(db) { protected override void Configure() => All = true; }
        """).ShouldBe(["Run.ToListAsync: fanout"]);

    [Fact]
    public void Code_that_is_not_followed_may_change_static_members() => FlowHarness.Run(
        """
        public class Code(AppDb db)
        {
            static bool _on;
            public async Task Run() { _on = false; Toggle(); if (_on) await db.Orders.ToListAsync(); }
            static void Toggle() { Console.WriteLine(); Console.WriteLine(); _on = true; }
        }
        """).ShouldBe(["Run.ToListAsync: fanout"]);

    [Theory]
    [InlineData("var n = 0; try { n++; await Task.Delay(1); return; } catch { if (n > 0) await db.Orders.ToListAsync(); }", "fanout")]
    [InlineData("var key = 0L; var found = false; try { found = long.TryParse(name, out key); await Task.Delay(1); return; } catch { if (key != 0L) await db.Orders.ToListAsync(); }", "fanout")]
    [InlineData("var (begun, n) = (false, 0); try { (begun, n) = (true, 1); await Task.Delay(1); return; } catch { if (begun) await db.Orders.ToListAsync(); }", "fanout")]
    [InlineData("await Part(false); async Task Part(bool begun) { try { begun = true; await Task.Delay(1); return; } catch { if (begun) await db.Orders.ToListAsync(); } }", "fanout")]
    [InlineData("IQueryable<Order>? q = null; try { q = db.Orders.Where(o => o.CompanyId == companyId); await Task.Delay(1); } catch (IOException) { if (q != null) await q.ToListAsync(); }", "router")]
    public void What_a_try_had_come_to_is_open(string code, string verdict) => FlowHarness.Statements(code).ShouldBe([verdict]);

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(options);", "System")]
    [InlineData("_ = new object?[] { options }.Contains(options);", "System.Linq")]
    [InlineData("Volatile.Write(ref last, options);", "System.Threading")]
    [InlineData("_ = Task.FromResult((object)options).Result;", "System.Threading.Tasks")]
    [InlineData("new System.Collections.ArrayList().Add(options);", "System.Collections")]
    [InlineData("_ = new HashSet<object>().Add(options);", "System.Collections.Generic")]
    [InlineData("new System.Collections.Concurrent.ConcurrentBag<object>().Add(options);", "System.Collections.Concurrent")]
    [InlineData("_ = System.Collections.Immutable.ImmutableList.Create<object>(options);", "System.Collections.Immutable")]
    [InlineData("new System.Collections.ObjectModel.Collection<object>().Add(options);", "System.Collections.ObjectModel")]
    public void What_only_keeps_or_compares_an_object_sets_nothing_in_it(string statement, string space) => FlowHarness.Find(
        $$"""
        public class Options { public bool All { get; set; } public bool Has() => All; }
        public class Code { public async Task Run(AppDb db) { var options = new Options { All = false }; object? last = null; {{statement}} if (options.All) await db.Orders.ToListAsync(); } }
        """).ShouldBeEmpty(space);

    [Fact]
    public void A_try_is_left_anywhere() => FlowHarness.Statements(
        "var begun = false; try { begun = true; await db.Plans.CountAsync(); return; } catch { if (begun) await db.Orders.ToListAsync(); }").ShouldBe(["router", "fanout"]);

    private const string Builder =
        """
        public class Spec<T>
        {
            public List<Expression<Func<T, bool>>> Criteria { get; } = [];
            public List<Expression<Func<T, object>>> Orders { get; } = [];
            public int Skip { get; internal set; } = -1;
            public bool All { get; internal set; }
            protected SpecBuilder<T> Query => new(this);
        }
        public class SpecBuilder<T>(Spec<T> spec) { public Spec<T> Spec { get; } = spec; }
        public static class SpecBuilding
        {
            public static SpecBuilder<T> Where<T>(this SpecBuilder<T> builder, Expression<Func<T, bool>> criterion) { builder.Spec.Criteria.Add(criterion); return builder; }
            public static SpecBuilder<T> OrderBy<T>(this SpecBuilder<T> builder, Expression<Func<T, object>> key) { builder.Spec.Orders.Add(key); return builder; }
            public static SpecBuilder<T> Page<T>(this SpecBuilder<T> builder, int skip) { builder.Spec.Skip = skip; return builder; }
            public static SpecBuilder<T> Everywhere<T>(this SpecBuilder<T> builder) { builder.Spec.All = true; return builder; }
        }
        public static class Evaluator
        {
            public static IQueryable<T> Apply<T>(IQueryable<T> query, Spec<T> spec) where T : class
            {
                if (spec.All) query = query.IgnoreQueryFilters();
                if (spec.Skip >= 0) query = query.Skip(spec.Skip);
                IOrderedQueryable<T>? ordered = null;
                foreach (var key in spec.Orders) ordered = ordered is null ? query.OrderBy(key) : ordered.ThenBy(key);
                query = ordered ?? query;
                foreach (var criterion in spec.Criteria) query = query.Where(criterion);
                return query;
            }
        }
        """;

    [Theory]
    [InlineData("Query.Where(o => o.CompanyId == companyId)", "Run.ToListAsync: router")]
    [InlineData("Query.Everywhere().Where(o => o.CompanyId == companyId)", "Run.ToListAsync: router")]
    [InlineData("Query.Where(o => o.CompanyId == companyId).Everywhere().OrderBy(o => o.Id)", "Run.ToListAsync: router")]
    [InlineData("Query.Everywhere().Page(20).Where(o => o.CompanyId == companyId)", "Apply.IgnoreQueryFilters: TenantFilterIgnored recursive", "Run.ToListAsync: recursive")]
    [InlineData("Query.Everywhere().OrderBy(o => o.Id)", "Apply.IgnoreQueryFilters: TenantFilterIgnored fanout", "Run.ToListAsync: fanout")]
    public void What_helpers_do_to_an_object_that_was_made_in_view_is_seen(string rules, params string[] expected) => FlowHarness.Run(
        Builder + "public class Of : Spec<Order> { public Of(long companyId) => " + rules + "; } public class Code { public Task Run(TenantDb db, long companyId) => Evaluator.Apply(db.Orders, new Of(companyId)).ToListAsync(); }")
        .ShouldBe(expected);

    [Theory]
    [InlineData("Narrow(o); if (o.All) await db.Orders.ToListAsync();")]
    [InlineData("Widen(o); if (!o.All) await db.Orders.ToListAsync();")]
    [InlineData("Widen(new Holder { Options = o }); if (!o.All) await db.Orders.ToListAsync();")]
    public void A_helper_that_is_given_an_object_settles_it(string code) => FlowHarness.Run(
        """
        public class Options { public bool All { get; set; } public int Skip { get; set; } public Options Not() => this; }
        public class Holder { public Options Options { get; set; } = new(); }
        public class Code(AppDb db)
        {
            static void Narrow(Options o) { o.Skip = 3; o.All = false; }
            static void Widen(Options o) { o.Skip = 3; o.All = true; }
            static void Widen(Holder h) { h.Options.Skip = 3; h.Options.All = true; }
            public async Task Run() { var o = new Options(); CODE }
        }
        """.Replace("CODE", code, StringComparison.Ordinal)).ShouldBe([]);

    [Theory]
    [InlineData("var sort = System.Text.Json.JsonSerializer.Deserialize<Sort>(json)!; await db.Orders.OrderBy(sort.Key).ToListAsync();")]
    [InlineData("var rule = System.Text.Json.JsonSerializer.Deserialize<Rule>(json)!; await rule.On(db.Orders).ToListAsync();")]
    [InlineData("var sorts = System.Text.Json.JsonSerializer.Deserialize<List<Sort>>(json)!; await db.Orders.OrderBy(sorts[0].Key).ToListAsync();")]
    [InlineData("var (key, _) = System.Text.Json.JsonSerializer.Deserialize<Sort>(json)!; await db.Orders.OrderBy(key).ToListAsync();")]
    public void Parts_of_what_a_library_made_are_not_the_callers_to_know(string code) => FlowHarness.Run(
        "public sealed record Sort(Expression<Func<Order, object>> Key, bool Down); public sealed record Rule(Func<IQueryable<Order>, IQueryable<Order>> Do) { public IQueryable<Order> On(IQueryable<Order> q) => Do(q); }"
        + "public class Code { public async Task Run(AppDb db, string json) { " + code + " } }").ShouldBe(["Run.ToListAsync: unknown"]);
}
