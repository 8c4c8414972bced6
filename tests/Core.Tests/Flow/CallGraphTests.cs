using System.Globalization;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>Code that calls in circles, and what calls hand back: each member is followed once, callers only where they add to it.</summary>
public sealed class CallGraphTests
{
    [Fact]
    public void A_domain_whose_members_call_one_another_in_circles_is_followed_to_its_end() => FlowHarness.Run(Circles()).ShouldBe(CirclesRun);

    [Fact]
    public async Task Circles_that_several_threads_come_to_at_once_are_followed_to_their_end()
    {
        var found = Task.Run(() => FlowHarness.AtOnce(Circles()), TestContext.Current.CancellationToken);
        (await found.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBe(CirclesRun);
    }

    private static readonly string[] CirclesRun = ["Count.Count: fanout", "Own.Count: router"];

    /// <remarks>Each was followed once for every way to come to it before the graph knew of such calls.</remarks>
    [Theory]
    [InlineData("public int P{0} => db.Plans.Count() + P{1} + P{2} + P{3};", "new Code(db).P0")]
    [InlineData("public int P{0}() {{ db.Plans.Count(); Func<int> one = P{1}, two = P{2}, three = P{3}; return one() + two() + three(); }}", "new Code(db).P0()")]
    [InlineData("public int P{0}() {{ db.Plans.Count(); new Job{1}(this); new Job{2}(this); new Job{3}(this); return 1; }} }} public class Job{0} {{ public Job{0}(Code code) {{ code.P{0}(); }}", "new Code(db).P0()")]
    [InlineData("public AppDb Db => db; }} public class To{0} {{ public static implicit operator To{0}(Code{0} code) {{ code.Db.Plans.Count(); To{1} one = new Code{1}(code.Db); To{2} two = new Code{2}(code.Db); To{3} three = new Code{3}(code.Db); return new(); }}", "M(new Code0(db)); static void M(To0 to) { }")]
    [InlineData("}} public class All{0}(AppDb db) {{ public IEnumerator<int> GetEnumerator() {{ db.Plans.Count(); foreach (var a in new All{1}(db)) {{ }} foreach (var b in new All{2}(db)) {{ }} foreach (var c in new All{3}(db)) {{ }} yield break; }}", "foreach (var a in new All0(db)) { }")]
    public async Task Circles_through_members_of_any_kind_are_followed_to_their_end(string member, string use)
    {
        var isMany = member.Contains("Code{0}", StringComparison.Ordinal);
        var members = Enumerable.Range(0, 20).Select(i => string.Format(CultureInfo.InvariantCulture, member, i, (i + 1) % 20, (i + 7) % 20, (i + 3) % 20)).ToList();
        var code = isMany
            ? string.Concat(members.Select((m, i) => $"public class Code{i}(AppDb db) {{ {m} }}\n"))
            : string.Concat(members.Select(m => (m.StartsWith('}') ? "" : "public partial class Code { ") + m.TrimStart('}') + " }\n")) + "public partial class Code(AppDb db) { }";
        var found = Task.Run(() => FlowHarness.Run(code + "\npublic class Use { public void Run(AppDb db) { db.Orders.Count(); " + use + "; } }"), TestContext.Current.CancellationToken);
        (await found.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Where(static l => l.StartsWith("Run", StringComparison.Ordinal)).ShouldBe(["Run.Count: fanout"]);
    }

    [Theory]
    [InlineData("bool", "db.Plans.Count() > 3 ? true : false", "a ? true : M(db)")]
    [InlineData("List<int>", "db.Plans.Count() > 3 ? new List<int> { 1, 2 } : new List<int> { 3 }", "a.Count > 3 ? a : M(db)")]
    [InlineData("Dictionary<string, int>", "new Dictionary<string, int> { [\"n\"] = db.Plans.Count() }", "a.Count > 3 ? a : M(db)")]
    [InlineData("Line", "new Line { Id = db.Plans.Count() }", "a.Id > 3 ? a : M(db)")]
    public void Callers_of_what_is_no_query_do_not_follow_it_again(string type, string first, string next)
    {
        var levels = string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"static {type} M{i}(AppDb db) {{ var a = M{i - 1}(db); return {next.Replace("M(", $"M{i - 1}(", StringComparison.Ordinal)}; }}\n"));
        FlowHarness.Run(
            $$"""
            public class Line { public int Id; }
            public static class Code
            {
                static {{type}} M0(AppDb db) => {{first}};
                {{levels}}
                public static object All(AppDb db) => M20(db);
            }
            """).ShouldBe(["M0.Count: router"]);
    }

    private static string Circles()
    {
        // Twelve classes with overridden members, each of which calls the next one's on whatever class it may be.
        var members = string.Concat(Enumerable.Range(0, 20).Select(i =>
            $"public virtual Node Step{i}(AppDb db, long companyId) {{ var n = Parent.Step{(i + 1) % 20}(db, companyId); _last = n; n.Step{(i + 7) % 20}(db, companyId); return n.Step{(i + 3) % 20}(db, companyId); }}\n"));
        var classes = string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"public class Node{i} : Node {{ {string.Concat(Enumerable.Range(0, 20).Select(j => $"public override Node Step{j}(AppDb db, long companyId) {{ var n = base.Step{j}(db, companyId); n.Step{(i + j) % 20}(db, companyId); return n; }} "))} }}\n"));
        return
            $$"""
            public class Node
            {
                private Node? _last;
                public Node Parent => _last ?? this;
                {{members}}
                public int All(AppDb db) => Step0(db, 1).Step1(db, 2).Count(db);
                public int Count(AppDb db) { Step0(db, 1); return db.Orders.Count(); }
                public int Own(AppDb db, long companyId) { Step0(db, companyId); return db.Orders.Count(o => o.CompanyId == companyId); }
            }
            {{classes}}
            """;
    }

    [Fact]
    public void Members_that_call_one_another_depend_on_their_caller_together() => FlowHarness.Run(
        """
        public static class Code
        {
            public static int Good(AppDb db, long id) => Even(db.Orders.Where(o => o.CompanyId == id), 4);
            public static int Bad(AppDb db) => Even(db.Orders, 4);
            static int Even(IQueryable<Order> q, int n) => n == 0 ? q.Count() : Odd(q, n - 1);
            static int Odd(IQueryable<Order> q, int n) => n == 0 ? 0 : Even(q, n - 1);
        }
        """).Distinct().ShouldBe(["Good.Even: router", "Bad.Even: fanout"]);

    [Fact]
    public void A_query_that_leaves_inside_plain_data_is_judged_where_it_runs() => FlowHarness.Run(
        """
        public class Page { public IEnumerable<Order> Rows = []; public int Number; public int Next() => Number + 1; }
        public static class Code
        {
            public static int Run(AppDb db, long id) { var n = 0; foreach (var o in Make(db, id).Rows) n++; return n; }
            public static int All(AppDb db) { TryMake(db, out var rows); return rows.Count(); }
            static Page Make(AppDb db, long id) => new Page { Rows = db.Orders.Where(o => o.CompanyId == id), Number = 1 };
            static bool TryMake(AppDb db, out IEnumerable<Order> rows) { rows = db.Orders; return true; }
        }
        """).ShouldBe(["Run.Rows: router", "All.Count: fanout"]);

    [Fact]
    public void A_function_that_is_passed_on_runs_for_whoever_passed_it() => FlowHarness.Run(
        """
        public static class Code
        {
            public static int Good(AppDb db, long id) => Outer(db, () => db.Orders.Count(o => o.CompanyId == id));
            public static int Bad(AppDb db) => Outer(db, () => db.Orders.Count());
            static int Outer(AppDb db, Func<int> work) => Inner(db, work);
            static int Inner(AppDb db, Func<int> work) => work() + db.Plans.Count();
        }
        """).ShouldBe(["Good.Count: router", "Bad.Count: fanout", "Inner.Count: router"]);

    [Fact]
    public void A_query_that_a_function_returns_runs_for_whoever_passed_it() => FlowHarness.Run(
        """
        public static class Code
        {
            public static int Good(AppDb db, long id) => Outer(() => db.Orders.Where(o => o.CompanyId == id));
            public static int Bad(AppDb db) => Outer(() => db.Orders);
            static int Outer(Func<IEnumerable<Order>> rows) => Inner(rows);
            static int Inner(Func<IEnumerable<Order>> rows) { var n = 0; foreach (var o in rows()) n++; return n; }
        }
        """).ShouldBe(["Good.Outer: router", "Bad.Outer: fanout"]);

    [Fact]
    public void Callers_of_what_the_client_made_of_rows_do_not_follow_it_again()
    {
        // Followed at every call, the last member would look at the first one a million times.
        var levels = string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"static List<Line> Lines{i}(AppDb db) {{ var first = Lines{i - 1}(db); return first.Count > 0 ? first : Lines{i - 1}(db); }}\n"));
        FlowHarness.Run(
            $$"""
            public class Line { public long Id; public string? Text; }
            public static class Code
            {
                static List<Line> Lines0(AppDb db) => db.Orders.AsEnumerable().Select(o => new Line { Id = o.Id }).Where(l => l.Text == null).ToList();
                {{levels}}
                static List<Plan> Plans(AppDb db) => db.Plans.ToList();
                public static int All(AppDb db) => Lines20(db).Count(l => l.Id == 7) + Plans(db).Count(p => p.Id == 7);
            }
            """).ShouldBe(["Lines0.ToList: fanout", "Plans.ToList: router"]);
    }

    [Fact]
    public void Which_of_several_short_answers_a_class_gives_does_not_leave_a_member_to_its_callers()
    {
        var levels = string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"public static int Keep{i}(AppDb db, Node node) => Keep{i - 1}(db, node) + Keep{i - 1}(db, node);\n"));
        FlowHarness.Run(
            $$"""
            public abstract class Node { public abstract bool IsKept(); }
            public class Plain : Node { public override bool IsKept() => true; }
            public class Planned(AppDb db) : Node { public override bool IsKept() { var n = 1; return db.Plans.Count() > n; } }
            public static class Code
            {
                static int Keep0(AppDb db, Node node) => node.IsKept() ? db.Orders.Count() : 0;
                {{levels}}
            }
            """).ShouldBe(["IsKept.Count: router", "Keep0.Count: fanout"]);
    }

    [Theory]
    [InlineData("_kept = db.Plans.Count();")]
    [InlineData("_kept = db.Plans.Count() > 3 ? true : false;")]
    [InlineData("_kept = db.Plans.Count() > 3 ? new List<int> { 1, 2 } : new List<int> { 3 };")]
    [InlineData("_kept = new Dictionary<string, int> { [\"n\"] = db.Plans.Count() };")]
    [InlineData("_kept = db.Plans.ToList();")]
    public void Callers_of_what_keeps_no_query_do_not_follow_it_again(string keep)
    {
        var levels = string.Concat(Enumerable.Range(1, 20).Select(i => $"void M{i}() {{ M{i - 1}(); M{i - 1}(); }}\n"));
        FlowHarness.Run(
            $$"""
            public class Code(AppDb db)
            {
                private object? _kept;
                public object? Kept => _kept;
                void M0() { {{keep}} }
                {{levels}}
                public void All() => M20();
            }
            """).Length.ShouldBe(1);
    }

    [Fact]
    public void Code_that_has_nothing_to_do_with_queries_is_not_followed()
    {
        var levels = string.Concat(Enumerable.Range(1, 20).Select(i => $"static void M{i}() {{ M{i - 1}(); M{i - 1}(); }}\n"));
        FlowHarness.Run(
            $$"""
            public class Code(AppDb db)
            {
                static void M0() { Console.Write(""); Console.Write(""); }
                {{levels}}
                public void All() { M20(); db.Orders.Count(); }
            }
            """).ShouldBe(["All.Count: fanout"]);
    }

    [Fact]
    public void Callers_that_give_what_has_nothing_to_do_with_queries_do_not_follow_it()
    {
        var levels = string.Concat(Enumerable.Range(1, 20).Select(i => $"static void M{i}(AppDb db, List<Customer> all) {{ M{i - 1}(db, all); M{i - 1}(db, all); }}\n"));
        FlowHarness.Run(
            $$"""
            public class Customer { public long CompanyId { get; set; } public bool IsKept() { var least = 3; return CompanyId > least; } }
            public class Code
            {
                static void M0(AppDb db, List<Customer> all) { foreach (var c in all) if (c.IsKept()) db.Orders.Count(o => o.CompanyId == c.CompanyId); }
                {{levels}}
                public void All(AppDb db) { M20(db, new()); }
            }
            """).ShouldBe(["M0.Count: router"]);
    }
}
