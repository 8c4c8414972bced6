namespace ShardSafety.Core.Tests.Flow;

/// <summary>A query is judged with everything it went through; the worst path counts.</summary>
public sealed class BranchTests
{
    [Theory]
    [InlineData("var q = db.Orders.Where(o => o.CompanyId == companyId); q = q.Where(o => o.Paid); await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; if (flag) q = q.Where(o => o.CompanyId == companyId); await q.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order> q = db.Orders; if (flag) q = q.Where(o => o.CompanyId == companyId); else q = q.Where(o => o.CompanyId == otherId); await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; if (flag) { q = q.Where(o => o.Paid); } await q.Where(o => o.CompanyId == companyId).ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; if (!flag) return; q = q.Where(o => o.CompanyId == companyId); await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; if (flag) q = q.Where(o => o.CompanyId == companyId); if (!flag) return; await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; if (flag) q = q.Where(o => o.CompanyId == companyId); if (!flag) q = q.Where(o => o.CompanyId == companyId); await q.ToListAsync();", "router")]
    [InlineData("var q = flag ? db.Orders : db.Orders.Where(o => o.CompanyId == companyId); await q.ToListAsync();", "fanout")]
    [InlineData("var q = flag switch { true => db.Orders.Where(o => o.CompanyId == companyId), _ => db.Orders.Where(o => o.Paid) }; await q.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order> q; switch (name) { case null: q = db.Orders.Where(o => o.CompanyId == companyId); break; case \"a\": q = db.Orders.Where(o => o.CompanyId == otherId); break; default: q = db.Orders; break; } await q.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order>? q = null; q ??= db.Orders.Where(o => o.CompanyId == companyId); await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order>? q = null; if (flag) q = db.Orders; q ??= db.Orders.Where(o => o.CompanyId == companyId); await q.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order> q = db.Orders; foreach (var id in new long[3]) q = q.Where(o => o.CompanyId == id); await q.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order> q = db.Orders.Where(o => o.CompanyId == companyId); for (var i = 0; i < 3; i++) { if (flag) break; q = q.Where(o => o.Amount > i); } await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; do { q = q.Where(o => o.CompanyId == companyId); } while (flag); await q.ToListAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; try { q = q.Where(o => o.CompanyId == companyId); } catch (Exception) { } await q.ToListAsync();", "fanout")]
    [InlineData("IQueryable<Order> q = db.Orders; while (true) { q = q.Where(o => o.CompanyId == companyId); if (flag) break; } await q.ToListAsync();", "router")]
    [InlineData("if (otherId is 5 or 6) { await db.Orders.Where(o => o.CompanyId == otherId).ToListAsync(); } else throw new Exception();", "router")]
    public void The_worst_path_counts(string statements, string verdict) => FlowHarness.Statements(statements).ShouldBe([verdict]);

    /// <remarks>EF Core works out the side of such a test that has no column by its value and sends what is left: the rows of all keys where it is true.</remarks>
    [Theory]
    [InlineData("await db.Orders.Where(o => flag || o.CompanyId == companyId).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => o.CompanyId == companyId || flag).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => !flag || o.CompanyId == companyId).ExecuteDeleteAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => companyId == 0 || o.CompanyId == companyId).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => name == null || o.CompanyId == companyId).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => flag ? true : o.CompanyId == companyId).CountAsync();", "fanout")]
    [InlineData("var all = true; await db.Orders.Where(o => all || o.CompanyId == companyId).CountAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => flag && o.CompanyId == companyId).CountAsync();", "router")]
    [InlineData("await db.Orders.Where(o => (flag || o.Paid) && o.CompanyId == companyId).CountAsync();", "router")]
    [InlineData("const bool all = false; await db.Orders.Where(o => all || o.CompanyId == companyId).CountAsync();", "router")]
    public void A_flag_that_lets_all_rows_through_counts(string statements, string verdict) => FlowHarness.Statements(statements).ShouldBe([verdict]);

    /// <remarks>One of eighty-one predicates misses the key.</remarks>
    [Theory]
    [InlineData(40, "recursive")]
    [InlineData(70, "unknown")]
    public void More_ways_than_can_be_followed_are_not_taken_for_safe(int without, string verdict)
    {
        var predicates = Enumerable.Range(0, 80).Select(i => $"{i} => o => {(i == without ? "" : "o.CompanyId == companyId && ")}o.Amount < {i}");

        FlowHarness.Statements(
            $"Expression<Func<Order, bool>> p = name!.Length switch {{ {string.Join(", ", predicates)}, _ => o => o.CompanyId == otherId }}; "
            + "await db.Orders.AnyAsync(p);").ShouldBe([verdict]);
    }

    [Fact]
    public void A_flag_of_a_member_lets_all_rows_through() => FlowHarness.Run(
        """
        public class User { public bool IsAdmin { get; set; } public long CompanyId { get; set; } }
        public class Service(AppDb db, User user)
        {
            public Task Own(long id, bool all = false) => db.Orders.Where(o => all || o.CompanyId == id).ToListAsync();
            public Task Seen() => db.Orders.Where(o => user.IsAdmin || o.CompanyId == user.CompanyId).ToListAsync();
            private Task Of(Expression<Func<Order, bool>> p, long id, bool all = false) => db.Orders.Where(p).Where(o => all || o.CompanyId == id).ToListAsync();
            public Task All(long id) => Of(o => o.Paid, id, true);
        }
        """).ShouldBe(["Own.ToListAsync: fanout", "Seen.ToListAsync: fanout", "All.Of: fanout"]);

    [Fact]
    public void The_path_is_named()
    {
        var finding = FlowHarness.Find(
            """
            public class Code { public Task Run(AppDb db, long companyId, bool mine) { IQueryable<Order> q = db.Orders; if (mine) q = q.Where(o => o.CompanyId == companyId); return q.ToListAsync(); } }
            """).ShouldHaveSingleItem();
        finding.Path.ShouldBe("unless mine");
    }

    [Fact]
    public void A_path_is_not_named_where_all_are_alike()
    {
        var finding = FlowHarness.Find(
            """
            public class Code { public Task Run(AppDb db, bool paid) { IQueryable<Order> q = db.Orders; if (paid) q = q.Where(o => o.Paid); return q.ToListAsync(); } }
            """).ShouldHaveSingleItem();
        finding.Path.ShouldBeNull();
    }

    [Fact]
    public void Twenty_optional_filters_are_still_judged()
    {
        var filters = string.Concat(Enumerable.Range(0, 20).Select(i => $"if (name == \"{i}\") q = q.Where(o => o.Amount > {i}); "));
        FlowHarness.Statements("var q = db.Orders.Where(o => o.CompanyId == companyId); " + filters + "await q.ToListAsync();").ShouldBe(["router"]);
        FlowHarness.Statements("IQueryable<Order> q = db.Orders; " + filters + "if (flag) q = q.Where(o => o.CompanyId == companyId); await q.ToListAsync();").ShouldBe(["fanout"]);
    }

    [Theory]
    [InlineData("IQueryable<Order> q = db.Orders; if (flag) q = q.Where(o => o.Amount == 1); await q.Where(o => o.Amount == 2).ToListAsync();")]
    [InlineData("var q = flag ? db.Orders.Where(o => o.Amount == 1) : db.Orders; await q.Where(o => o.Amount == 2).ToListAsync();")]
    public void A_path_that_contradicts_itself_does_not_hide_the_other(string statements) => FlowHarness.Statements(statements).ShouldBe(["fanout"]);

    [Theory]
    [InlineData("Take(5)", "recursive")]
    [InlineData("OrderBy(o => o.Id)", "fanout")]
    public void A_condition_over_a_limit_is_told_from_none(string before, string verdict)
    {
        var statements = $"IQueryable<Order> q = db.Orders.{before}; if (flag) q = q.Where(o => o.Amount > 1); await q.ToListAsync();";
        FlowHarness.Statements(statements).ShouldBe([verdict]);
    }

    [Fact]
    public void Optional_conditions_on_other_tables_are_followed_up_to_a_bound()
    {
        static string Filters(int count) => string.Concat(Enumerable.Range(0, count).Select(static i => $"if (name == \"{i}\") q = q.Where(o => db.Orders.Any(p => p.CompanyId == o.CompanyId && p.Amount > {i})); "));
        FlowHarness.Statements("var q = db.Orders.Where(o => o.CompanyId == companyId); " + Filters(6) + "await q.ToListAsync();").ShouldBe(["router"]);
        FlowHarness.Statements("var q = db.Orders.Where(o => o.CompanyId == companyId); " + Filters(90) + "await q.ToListAsync();").ShouldBe(["unknown"]);
    }
}
