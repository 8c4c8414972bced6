namespace ShardSafety.Core.Tests.Flow;

/// <summary>What conditions, patterns and jumps tell of the way that a query came.</summary>
public sealed class ConditionTests
{
    private const string Mine = "db.Orders.Where(o => o.CompanyId == companyId)";
    private const string All = "IQueryable<Order> q = db.Orders; ";
    private const string Count = " await q.CountAsync();";

    [Theory]
    [InlineData(All + "if (flag) q = " + Mine + "; else throw new InvalidOperationException();" + Count, "router")]
    [InlineData("var q = flag ? " + Mine + " : throw new InvalidOperationException();" + Count, "router")]
    [InlineData("var scoped = false; " + All + "if (flag) { q = " + Mine + "; scoped = true; } if (scoped)" + Count, "router")]
    [InlineData("var all = true; " + All + "if (flag) { q = " + Mine + "; all = false; } if (all) return;" + Count, "router")]
    [InlineData("var scoped = false; " + All + "if (flag) { scoped = true; } if (!scoped) q = " + Mine + ";" + Count, "fanout")]
    [InlineData("var off = false; var on = !off; " + All + "if (on) q = " + Mine + ";" + Count, "router")]
    [InlineData("string? none = null; var missing = none is null; " + All + "if (missing) q = " + Mine + ";" + Count, "router")]
    [InlineData("var missing = name is null; " + All + "if (missing) q = " + Mine + "; if (!missing) return;" + Count, "router")]
    [InlineData("var on = true; " + All + "if (on && flag) q = " + Mine + "; if (!flag) return;" + Count, "router")]
    [InlineData("var on = true; " + All + "if (flag && on) q = " + Mine + "; if (!flag) return;" + Count, "router")]
    [InlineData("var on = false; var q = " + Mine + "; if (flag && on) q = db.Orders;" + Count, "router")]
    [InlineData(All + "if (flag && name == null) q = " + Mine + "; if (name != null) return;" + Count, "fanout")]
    [InlineData(All + "if (flag && name == null) q = " + Mine + "; if (flag && name == null)" + Count, "router")]
    [InlineData(All + "if (flag || name == null) q = " + Mine + "; if (flag)" + Count, "router")]
    [InlineData("Order? o = null; if (o is { Paid: true }) await db.Orders.CountAsync();")]
    [InlineData("string? text = null; " + All + "if (text is null or \"\") q = " + Mine + ";" + Count, "router")]
    [InlineData(All + "if (name is not null and not \"\") q = " + Mine + "; if (name is null or \"\") return;" + Count, "router")]
    [InlineData("IQueryable<Order>? none = null; var q = (none, flag) switch { (null, _) => " + Mine + ", _ => db.Orders };" + Count, "router")]
    [InlineData("object what = new Plan(); IQueryable<Order> q = what switch { Company => db.Orders, _ => " + Mine + " };" + Count, "router")]
    [InlineData("object what = new Plan(); var q = " + Mine + "; if (what is Company) q = db.Orders;" + Count, "router")]
    [InlineData("var q = " + Mine + "; switch (flag) { default: q = q.Where(o => o.Paid); break; }" + Count, "router")]
    [InlineData(All + "switch (name) { case null: q = " + Mine + "; break; default: q = db.Orders.Where(o => o.CompanyId == otherId); break; }" + Count, "router")]
    [InlineData(All + "switch (name) { case \"a\": q = " + Mine + "; break; } if (name == \"a\")" + Count, "router")]
    [InlineData("IQueryable<Order>? q = flag ? " + Mine + " : db.Orders.Where(o => o.CompanyId == otherId); await (q ?? db.Orders).CountAsync();", "router")]
    [InlineData("IQueryable<Order>? q = null; if (flag) q = " + Mine + "; if (flag) await (q ?? db.Orders).CountAsync();", "router")]
    [InlineData("IQueryable<Order>? q = default; q ??= " + Mine + ";" + Count, "router")]
    [InlineData("long? id = default; var q = id == null ? " + Mine + " : db.Orders;" + Count, "router")]
    [InlineData("IQueryable<Order> all = db.Orders; var q = flag ? (name == null ? " + Mine + " : all) : all; if (flag) return;" + Count, "fanout")]
    [InlineData("var q = " + Mine + "; foreach (var n in new int[3]) { await q.CountAsync(); q = db.Orders; }", "fanout")]
    [InlineData(All + "while (true) { if (flag) { q = " + Mine + "; break; } return; }" + Count, "router")]
    [InlineData(All + "if (flag) goto scoped; return; scoped: q = " + Mine + ";" + Count, "router")]
    [InlineData(All + "foreach (var n in new[] { 1 }) { if (flag) continue; q = " + Mine + "; }" + Count, "fanout")]
    [InlineData("var ids = (name ?? \"\").Select(c => (long)c); foreach (var a in ids) foreach (var b in ids) await db.Orders.Where(o => o.CompanyId == a && o.Items.Count(i => i.CompanyId == b) > 0).CountAsync();", "fanout")]
    [InlineData("var ids = (name ?? \"\").Select(c => (long)c); foreach (var a in ids) await db.Orders.Where(o => o.CompanyId == a && o.Items.Count(i => i.CompanyId == a) > 0).CountAsync();", "router")]
    [InlineData("long? id = flag ? companyId : null; await db.Orders.Where(o => id == null || o.CompanyId == id).CountAsync();", "fanout")]
    [InlineData("Expression<Func<Item, bool>> p = flag ? i => i.Line > 3 : i => i.Line < 3; await db.Orders.Where(o => o.CompanyId == companyId && o.Items.AsQueryable().Any(p)).CountAsync();", "router")]
    [InlineData("Expression<Func<Item, bool>> p = flag ? i => i.CompanyId == companyId : i => i.Line > 3; await db.Orders.Where(o => o.Items.AsQueryable().Any(p)).CountAsync();", "fanout")]
    [InlineData("Expression<Func<Item, bool>> p = flag ? i => i.Line > 3 : i => i.CompanyId == companyId; await db.Orders.Where(o => o.Items.AsQueryable().Any(p)).CountAsync();", "fanout")]
    [InlineData("dynamic d = name!; long id = d.Length; await db.Orders.Where(o => o.CompanyId == id).CountAsync();", "router")]
    [InlineData("var order = new Order { CompanyId = companyId, Id = 3 }; await db.Items.Where(i => i.Order == order).CountAsync();", "router")]
    [InlineData("var order = new Order { CompanyId = companyId, Id = 3 }; await db.Orders.Where(o => o == order && db.Items.Count(i => i.Order == order) > 0).CountAsync();", "router")]
    [InlineData("var q = from o in db.Orders where o.CompanyId == companyId select o;" + Count, "router")]
    [InlineData("var q = from o in db.Orders join i in db.Items on new { o.CompanyId, o.Id } equals new { i.CompanyId, Id = i.OrderId } select i; await q.CountAsync();", "fanout")]
    [InlineData("await db.Plans.ForEachAsync(p => { _ = db.Orders.Count(); });", "router", "fanout")]
    [InlineData("var rows = await " + Mine + ".ToListAsync(); _ = rows.AsQueryable().Where(o => o.Paid).Count();", "router")]
    [InlineData("_ = db.Orders.AsEnumerable().AsQueryable().Where(o => o.CompanyId == companyId).Count();", "router")]
    [InlineData("_ = new[] { 1, 2 }.AsQueryable().Where(n => n > 1).Count();")]
    public void What_is_known_of_a_way_counts(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    [Fact]
    public void Parameters_are_told_apart_by_what_was_asked_of_them() => FlowHarness.Run(
        """
        public class Box { public IQueryable<Order> Rows { get; set; } = null!; }
        public class Code(AppDb db)
        {
            public Task HasValue(long? id) { IQueryable<Order> q = db.Orders; if (id.HasValue) q = q.Where(o => o.CompanyId == id); if (id is null) return Task.CompletedTask; return q.ToListAsync(); }
            public Task Maybe(long? id) { IQueryable<Order> q = db.Orders; if (id.HasValue) q = q.Where(o => o.CompanyId == id); return q.ToListAsync(); }
            public int? Member(long id, bool on) { var box = on ? new Box { Rows = db.Orders.Where(o => o.CompanyId == id) } : null; return box?.Rows.Count(); }
            public async Task Awaited(Task<long> id) { var mine = await id; await db.Orders.Where(o => o.CompanyId == mine && o.Items.Count(i => i.CompanyId == id.Result) > 0).ToListAsync(); }
            public Task Pair((long Mine, long Other) pair) { var (a, b) = pair; return db.Orders.Where(o => o.CompanyId == a && o.Items.Count(i => i.CompanyId == b) > 0).ToListAsync(); }
            public Task Merged(long a, long b, bool on) { var key = on ? a : b; return db.Orders.Where(o => o.CompanyId == key && o.Items.Count(i => i.CompanyId == key) > 0).ToListAsync(); }
            public Task Constants() { var a = 42L; var b = 42L; return db.Orders.Where(o => o.CompanyId == a && o.Items.Count(i => i.CompanyId == b) > 0).ToListAsync(); }
            public Task First(long[] ids) => db.Orders.Where(o => o.CompanyId == ids.First() && o.Items.Count(i => i.CompanyId == ids.First()) > 0).ToListAsync();
        }
        """).Select(line => line.Replace("ToListAsync", "T", StringComparison.Ordinal)).ShouldBe(
        ["HasValue.T: router", "Maybe.T: fanout", "Member.Count: router", "Awaited.T: router", "Pair.T: fanout", "Merged.T: router", "Constants.T: router", "First.T: router"]);

    [Fact]
    public void A_value_of_a_type_without_null_is_there_where_null_is_allowed() => FlowHarness.Run(
        """
        public record Filter(bool All) { public long? CompanyId { get; init; } }
        public class User { public long CompanyId { get; set; } }
        public class Code(AppDb db)
        {
            private Task Search(IQueryable<Order> q, long? id) { if (id.HasValue) q = q.Where(o => o.CompanyId == id); return q.ToListAsync(); }
            private Task Search(IQueryable<Order> q, Filter f) { if (f.CompanyId is { } id) q = q.Where(o => o.CompanyId == id); return q.ToListAsync(); }
            public Task Given(long id) => Search(db.Orders, id);
            public Task Perhaps(long? id) => Search(db.Orders, id);
            public Task OfPerhaps(User? user) => Search(db.Orders, user?.CompanyId);
            public Task Set(long id) => Search(db.Orders, new Filter(false) { CompanyId = id });
            public Task Unset(long? id) => Search(db.Orders, new Filter(false) { CompanyId = id });
            public Task Later(long id, bool on) { long? key = null; if (on) key = id; return Search(db.Orders, key); }
        }
        """).ShouldBe(["Given.Search: router", "Perhaps.Search: fanout", "OfPerhaps.Search: fanout", "Set.Search: router", "Unset.Search: fanout", "Later.Search: fanout"]);

    [Theory]
    [InlineData("var rows = on ? db.Orders.AsEnumerable() : db.Orders.Where(o => o.CompanyId == 1).AsEnumerable(); foreach (var o in rows) _ = o;", "when on")]
    [InlineData("Expression<Func<Item, bool>> p = on ? i => i.CompanyId == id : i => i.Line > 5; db.Orders.Where(o => o.Items.AsQueryable().Any(p)).ToList();", "unless on")]
    [InlineData("Expression<Func<Item, bool>> p = on ? i => i.Line > 5 : i => i.CompanyId == id; db.Orders.Where(o => o.Items.AsQueryable().Any(p)).ToList();", "when on")]
    [InlineData("IQueryable<Order> q = db.Orders; if (on) q = q.Where(o => o.Amount > 1); if (name is null) q = q.Where(o => o.CompanyId == id); q.ToList();", "unless name is null")]
    public void The_way_is_named(string statements, string path) => FlowHarness.Find(
        $$"""
        public class Code { public void Run(AppDb db, bool on, long id, string? name) { {{statements}} } }
        """).ShouldHaveSingleItem().Path.ShouldBe(path);

    [Fact]
    public void Sixty_optional_conditions_are_still_judged()
    {
        var filters = string.Concat(Enumerable.Range(0, 60).Select(i => $"if (name == \"{i}\") q = q.Where(o => o.Amount > {i} && o.Id != {i}); "));
        FlowHarness.Statements("var q = db.Orders.Where(o => o.CompanyId == companyId); " + filters + "await q.ToListAsync();").ShouldBe(["router"]);
    }

    [Fact]
    public void Code_that_is_too_deep_is_unknown_as_a_whole()
    {
        var code = "await db.Orders.CountAsync();";
        for (var i = 0; i < 300; i++)
        {
            code = "if (flag) { " + code + " }";
        }

        FlowHarness.Statements(code + " await " + Mine + ".CountAsync();").ShouldBe(["unknown", "router"]);
    }
}
