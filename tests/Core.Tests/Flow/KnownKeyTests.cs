namespace ShardSafety.Core.Tests.Flow;

/// <summary>Keys that the code shows to be one: the only item of a list, the key of a row that was fetched by it, either of two by a flag.</summary>
public sealed class KnownKeyTests
{
    [Theory]
    [InlineData("var ids = new[] { companyId }; await db.Orders.Where(o => ids.Contains(o.CompanyId)).ToListAsync();", "router")]
    [InlineData("var ids = new List<long> { companyId }; await db.Orders.Where(o => ids.Contains(o.CompanyId)).Include(o => o.Items).ToListAsync();", "router")]
    [InlineData("long[] ids = [7]; await db.Orders.Where(o => ids.Contains(o.CompanyId)).ToListAsync();", "router")]
    [InlineData("await Of([companyId]).ToListAsync(); IQueryable<Order> Of(IReadOnlyCollection<long> ids) => db.Orders.Where(o => ids.Contains(o.CompanyId));", "router")]
    [InlineData("var ids = new[] { companyId }; await db.Orders.Where(o => ids.Contains(o.CompanyId) && o.Items.Any(i => i.CompanyId == companyId)).ToListAsync();", "router")]
    [InlineData("var ids = new[] { companyId, otherId }; await db.Orders.Where(o => ids.Contains(o.CompanyId)).ToListAsync();", "fanout")]
    [InlineData("var ids = new List<long> { companyId }; if (flag) ids.Add(otherId); await db.Orders.Where(o => ids.Contains(o.CompanyId)).ToListAsync();", "fanout")]
    [InlineData("var ids = new List<long> { companyId }; ids.AddRange(More()); IEnumerable<long> More() => Enumerable.Range(0, 9).Select(i => (long)i); await db.Orders.Where(o => ids.Contains(o.CompanyId)).ToListAsync();", "fanout")]
    [InlineData("var ids = new[] { companyId }; await db.Orders.Where(o => !ids.Contains(o.CompanyId)).ToListAsync();", "fanout")]
    public void A_list_of_one_key_is_one_key(string statements, string verdict) => FlowHarness.Statements(statements).ShouldBe([verdict]);

    [Theory]
    [InlineData("await db.Orders.Where(o => (flag && o.CompanyId == companyId) || (!flag && o.CompanyId == otherId)).ToListAsync();", "router")]
    [InlineData("await db.Orders.Where(o => (flag || o.CompanyId == companyId) && (!flag || o.CompanyId == otherId)).ToListAsync();", "router")]
    [InlineData("await db.Orders.Where(o => flag || o.CompanyId == companyId).ToListAsync();", "fanout")]
    [InlineData("await db.Orders.Where(o => (flag && o.CompanyId == companyId) || (!flag && o.Paid)).ToListAsync();", "fanout")]
    public void Of_two_keys_a_flag_takes_one(string statements, string verdict) => FlowHarness.Statements(statements).ShouldBe([verdict]);

    /// <remarks>The order's key is not its item's: nothing says so here but the model, and a row of another table need not have it.</remarks>
    [Theory]
    [InlineData("var order = await db.Items.Where(i => i.CompanyId == companyId).Select(i => i.Order).FirstAsync();", "recursive")]
    [InlineData("var order = await db.Items.Where(i => i.Order.CompanyId == companyId).Select(i => i.Order).FirstAsync();", "router")]
    [InlineData("var order = await db.Orders.Where(o => o.CompanyId == companyId).Union(db.Orders.Where(o => o.CompanyId == otherId)).FirstAsync();", "recursive")]
    [InlineData("var order = await db.Orders.Where(o => o.CompanyId == companyId).OrderBy(o => o.Id).Take(5).Where(o => o.Paid).FirstAsync();", "router")]
    public void The_key_is_that_of_the_rows_themselves(string fetch, string verdict) => FlowHarness.Statements(fetch + Mixed)[^1].ShouldBe(verdict);

    private const string Mixed = "await db.Items.Where(i => i.CompanyId == order.CompanyId).Join(db.Orders.Where(o => o.CompanyId == companyId), i => i.OrderId, o => o.Id, (i, o) => i).ToListAsync();";

    [Theory]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.CompanyId == companyId && o.Id == 1);", "router")]
    [InlineData("var order = (await db.Orders.FindAsync(companyId, 3L))!;", "router")]
    [InlineData("var order = await db.Orders.Include(o => o.Items).FirstAsync(o => companyId == o.CompanyId && o.Id == 1);", "router")]
    [InlineData("var order = await db.Orders.Where(o => o.CompanyId == companyId).OrderBy(o => o.Id).FirstAsync(); order.Paid = true;", "router")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.CompanyId == otherId && o.Id == 1);", "recursive")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.CompanyId == companyId || o.Id == 1);", "recursive")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.CompanyId == companyId && o.Id == 1); order.CompanyId = otherId;", "recursive")]
    [InlineData("var key = companyId; if (flag) key = otherId; var order = await db.Orders.FirstAsync(o => o.CompanyId == key && o.Id == 1);", "recursive")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Items.Any(i => i.CompanyId == companyId));", "recursive")]
    public void A_row_fetched_by_its_key_carries_it(string fetch, string verdict) => FlowHarness.Statements(fetch + Mixed)[^1].ShouldBe(verdict);
}
