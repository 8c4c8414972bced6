namespace ShardSafety.Analyzers.Tests.Rules;

/// <summary>The model that the tests of queries and writes run over, with a context, and a class for their code.</summary>
internal static class Shop
{
    public const string Model =
        """
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;
        using ShardSafety;

        [DistributedBy(nameof(Id))]
        public class Company { public long Id { get; set; } public string Name { get; set; } = ""; public string Country { get; set; } = ""; public List<Order> Orders { get; set; } = []; }

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
        public class Order { public long CompanyId { get; set; } public long Id { get; set; } public long CustomerId { get; set; } public decimal Amount { get; set; } public DateTime CreatedAt { get; set; } public Company Company { get; set; } = null!; }

        [DistributedBy(nameof(DeviceId), ShardCount = 64)]
        public class Device { public Guid DeviceId { get; set; } public long CompanyId { get; set; } public string Serial { get; set; } = ""; }

        [ReferenceTable]
        public class Country { public string Code { get; set; } = ""; public string Name { get; set; } = ""; }

        [LocalTable]
        public class Job { public string Name { get; set; } = ""; public long CompanyId { get; set; } }

        public class ShopDb : DbContext
        {
            public DbSet<Company> Companies => Set<Company>();
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Device> Devices => Set<Device>();
            public DbSet<Country> Countries => Set<Country>();
            public DbSet<Job> Jobs => Set<Job>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Order>().HasOne(o => o.Company).WithMany(c => c.Orders).HasForeignKey(o => o.CompanyId);
                b.Entity<Device>().HasKey(d => d.DeviceId);
                b.Entity<Country>().HasKey(c => c.Code);
                b.Entity<Job>().HasKey(j => j.Name);
            }
        }

        """;

    /// <summary>Statements in a method that has a context, a connection and some values.</summary>
    public static string Code(string statements) =>
        Model +
        $$"""
        public class Service(ShopDb db, NpgsqlConnection connection)
        {
            public long Own { get; set; }

            public async Task Run(long companyId, long otherId, Guid deviceId, List<long> ids, string name)
            {
                {{statements}}
            }
        }
        """;
}
