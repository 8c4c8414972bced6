namespace ShardSafety.Core.Tests.Flow;

/// <summary>Includes named in a text, as generic repositories take them: <c>"Items,Company"</c>.</summary>
public sealed class IncludeNameTests
{
    [Theory]
    [InlineData("\"Items\"", "router")]
    [InlineData("\"Items,Items.Order\"", "router")]
    [InlineData("\"Items , Items.Order\".Replace(\" \", \"\")", "router")]
    [InlineData("nameof(Order.Items)", "router")]
    [InlineData("string.Join(\",\", nameof(Order.Items), \"Items.Order\")", "router")]
    [InlineData("string.Empty", "router")]
    [InlineData("\"\"", "router")]
    [InlineData("\"Nothing\"", "unknown")]
    [InlineData("name!", "unknown")]
    public void A_text_of_names_is_split_as_it_runs(string names, string verdict)
    {
        foreach (var split in Splits)
        {
            FlowHarness.Statements(
                $$"""
                string names = {{names}};
                IQueryable<Order> query = db.Orders.Where(o => o.CompanyId == companyId);
                foreach (var include in {{split}}) query = query.Include(include.Trim());
                await query.ToListAsync();
                """).ShouldBe([verdict], split);
        }
    }

    private static readonly string[] Splits =
    [
        "names.Split(new char[] { ',' }, StringSplitOptions.RemoveEmptyEntries)",
        "names.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries)",
        "names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)",
        "names.Split([\",\"], StringSplitOptions.RemoveEmptyEntries)",
        "names.Split(\",\", StringSplitOptions.RemoveEmptyEntries)",
    ];

    [Fact]
    public void What_names_an_include_is_judged_at_the_call() => FlowHarness.Run(
        """
        public class Repository<T>(AppDb db) where T : class
        {
            private readonly DbSet<T> _set = db.Set<T>();
            public virtual IEnumerable<T> Get(Expression<Func<T, bool>>? filter = null, Func<IQueryable<T>, IOrderedQueryable<T>>? orderBy = null, string includeProperties = "")
            {
                IQueryable<T> query = _set;
                if (filter != null) { query = query.Where(filter); }
                foreach (var includeProperty in includeProperties.Split(new char[] { ',' }, StringSplitOptions.RemoveEmptyEntries)) { query = query.Include(includeProperty); }
                if (orderBy != null) { return orderBy(query).ToList(); }
                else { return query.ToList(); }
            }
            public virtual T? First(Expression<Func<T, bool>> filter, string? includeProperties = null)
            {
                IQueryable<T> query = _set.Where(filter);
                if (!string.IsNullOrWhiteSpace(includeProperties)) { foreach (var name in includeProperties.Split(',')) query = query.Include(name.Trim()); }
                return query.FirstOrDefault();
            }
        }
        public class Code(Repository<Order> orders)
        {
            public void Nothing(long id) => orders.Get(o => o.CompanyId == id);
            public void Empty(long id) => orders.Get(o => o.CompanyId == id, includeProperties: "");
            public void Items(long id) => orders.Get(o => o.CompanyId == id, includeProperties: "Items");
            public void All() => orders.Get(includeProperties: "Items");
            public void Ordered(long id) => orders.Get(o => o.CompanyId == id, q => q.OrderBy(o => o.Id), "Items,Items.Order");
            public void Wrong(long id) => orders.Get(o => o.CompanyId == id, includeProperties: "Nothing");
            public void Asked(long id, string names) => orders.Get(o => o.CompanyId == id, includeProperties: names);
            public void One(long id) => orders.First(o => o.CompanyId == id);
            public void OneOf(long id) => orders.First(o => o.CompanyId == id, "Items, Items.Order");
            public void OneAsked(long id, string names) => orders.First(o => o.CompanyId == id, names);
        }
        """).ShouldBe([
            "Nothing.Get: router", "Empty.Get: router", "Items.Get: router", "All.Get: fanout", "Ordered.Get: router", "Wrong.Get: unknown", "Asked.Get: unknown",
            "One.First: router", "OneOf.First: recursive", "OneAsked.First: unknown"]);

    [Fact]
    public void The_reason_names_what_is_not_known() => FlowHarness.Find(
        """
        public class Code
        {
            public object Run(AppDb db, long id, string names)
            {
                IQueryable<Order> query = db.Orders.Where(o => o.CompanyId == id);
                foreach (var name in names.Split(',')) query = query.Include(name);
                return query.ToList();
            }
        }
        """).ShouldHaveSingleItem().Plan.Reason.ShouldBe("what Include names is not known at compile time");
}
