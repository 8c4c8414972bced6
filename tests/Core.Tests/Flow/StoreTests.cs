using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>Queries that come by way of stores: generic repositories over several contexts, the managers of ASP.NET Core Identity.</summary>
public sealed class StoreTests
{
    private const string Repositories =
        """
        public class Hit { public long Id { get; set; } public string Page { get; set; } = ""; }
        public class LogDb(DbContextOptions options) : DbContext(options) { public DbSet<Hit> Hits => Set<Hit>(); }
        public interface IRepo<T> where T : class { IQueryable<T> All(); }
        public interface ILogRepo<T> : IRepo<T> where T : class;

        """;

    [Theory]
    [InlineData("public abstract class Base<T, C>(C db) : IRepo<T> where T : class where C : DbContext { public IQueryable<T> All() => db.Set<T>(); } public class Repo<T>(AppDb db) : Base<T, AppDb>(db) where T : class; public class LogRepo<T>(LogDb db) : Base<T, LogDb>(db), ILogRepo<T> where T : class;")]
    [InlineData("public class Repo<T> : IRepo<T> where T : class { private readonly AppDb _db; public Repo(AppDb db) { _db = db; } public IQueryable<T> All() => _db.Set<T>(); } public class LogRepo<T> : ILogRepo<T> where T : class { private readonly DbSet<T> _set; public LogRepo(LogDb db) { _set = db.Set<T>(); } public IQueryable<T> All() => _set.AsNoTracking(); }")]
    public void A_repository_is_one_over_a_context_that_has_the_entity(string repositories) => FlowHarness.Run(Repositories + repositories +
        """

        public class Handler(IRepo<Order> orders, ILogRepo<Hit> hits, IRepo<Hit> either)
        {
            public Task<int> A() => orders.All().CountAsync();
            public Task<int> B(long company) => orders.All().CountAsync(o => o.CompanyId == company);
            public Task<int> C() => hits.All().CountAsync();
            public Task<int> D() => either.All().CountAsync();
        }
        """).ShouldBe(["A.CountAsync: fanout", "B.CountAsync: router", "C.CountAsync: local", "D.CountAsync: local"]);

    [Fact]
    public void The_users_of_a_manager_are_the_set_of_the_context_that_maps_them()
    {
        var identity = Compile.Library("Microsoft.Extensions.Identity.Core", References.All,
            """
            using System.Linq;
            namespace Microsoft.AspNetCore.Identity;
            public class UserManager<T> where T : class { public virtual IQueryable<T> Users => null!; public virtual string? GetUserId(T user) => null; }
            public class RoleManager<T> where T : class { public virtual IQueryable<T> Roles => null!; }
            """).ToMetadataReference();
        FlowHarness.Run(
            """
            using Microsoft.AspNetCore.Identity;
            [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] public class User { public long CompanyId { get; set; } public long Id { get; set; } public string Name { get; set; } = ""; }
            [ReferenceTable] public class Role { public long Id { get; set; } }
            public class Stranger { public long Id { get; set; } }
            public class PeopleDb(DbContextOptions options) : AppDb(options) { public DbSet<User> Users => Set<User>(); public DbSet<Role> Roles => Set<Role>(); protected override void OnModelCreating(ModelBuilder b) { base.OnModelCreating(b); b.Entity<User>().HasKey(u => new { u.CompanyId, u.Id }); } }
            public class People : UserManager<User> { public Task<User?> Named(string name) => Users.FirstOrDefaultAsync(u => u.Name == name); }
            public class Handler(UserManager<User> users, RoleManager<Role> roles, People people, UserManager<Stranger> others)
            {
                public Task<int> A() => users.Users.CountAsync();
                public Task<User> B(long company, long id) => users.Users.SingleAsync(u => u.CompanyId == company && u.Id == id);
                public Task<int> C() => roles.Roles.CountAsync();
                public Task<List<User>> D(long company) => people.Users.Where(u => u.CompanyId == company).ToListAsync();
                public Task<int> E() => others.Users.CountAsync();
            }
            """, identity).ShouldBe(["Named.FirstOrDefaultAsync: fanout", "A.CountAsync: fanout", "B.SingleAsync: router", "C.CountAsync: router", "D.ToListAsync: router", "E.CountAsync: unknown"]);
    }
}
