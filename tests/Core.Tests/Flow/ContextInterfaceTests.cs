namespace ShardSafety.Core.Tests.Flow;

/// <summary>Applications that know their context by an interface of their own.</summary>
public sealed class ContextInterfaceTests
{
    private const string Face =
        """
        public interface IAppDb
        {
            DbSet<Order> Orders { get; }
            IQueryable<Order> Open { get; }
            DbSet<T> Set<T>() where T : class;
            Task<Order?> FindOrder(long company, long id);
            Task<int> SaveChangesAsync(CancellationToken cancellationToken = default);
        }
        public class Handler(IAppDb db)
        {
            public Task A() => db.Orders.ToListAsync();
            public Task B(long id) => db.Orders.Where(o => o.CompanyId == id).ToListAsync();
            public Task C() => db.Set<Item>().CountAsync();
            public Task D(long id) => db.Open.FirstAsync(o => o.CompanyId == id);
            public Task E() => db.Open.FirstAsync();
            public Task F() { db.Orders.Add(new Order()); return db.SaveChangesAsync(); }
        }

        """;

    private const string Behind = "public class {0}(DbContextOptions options) : AppDb(options), IAppDb {{ public IQueryable<Order> Open => Orders.Where(o => !o.Paid); public Task<Order?> FindOrder(long company, long id) => Orders.FirstOrDefaultAsync(o => o.CompanyId == company && o.Id == id); }}\n";

    [Theory]
    [InlineData("Own")]
    [InlineData("Own", "Other")]
    public void The_context_behind_an_interface_is_found(params string[] contexts) =>
        FlowHarness.Run(Face + string.Concat(contexts.Select(c => string.Format(System.Globalization.CultureInfo.InvariantCulture, Behind, c))))
            .Where(static line => !line.StartsWith("FindOrder", StringComparison.Ordinal) && !line.Contains("KeyNotSet", StringComparison.Ordinal))
            .ShouldBe(["A.ToListAsync: fanout", "B.ToListAsync: router", "C.CountAsync: fanout", "D.FirstAsync: router", "E.FirstAsync: fanout"]);
}
