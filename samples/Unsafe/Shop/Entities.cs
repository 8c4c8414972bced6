using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using ShardSafety;

namespace Unsafe.Shop;

// A sound model: what is wrong is in the queries.

[DistributedBy(nameof(Id))]
public class Company
{
    [DatabaseGenerated(DatabaseGeneratedOption.None)]
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public List<Order> Orders { get; set; } = [];
}

[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
[PrimaryKey(nameof(CompanyId), nameof(Id))]
public class Order
{
    public long CompanyId { get; set; }
    public long Id { get; set; }
    public long CustomerNumber { get; set; }
    public int ProductId { get; set; }
    public decimal Amount { get; set; }
    public string Note { get; set; } = "";
    public DateTime CreatedAt { get; set; }
    public Guid? Ticket { get; set; }
    public Company Company { get; set; } = null!;
    public List<OrderItem> Items { get; set; } = [];
}

[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
[PrimaryKey(nameof(CompanyId), nameof(OrderId), nameof(Line))]
public class OrderItem
{
    public long CompanyId { get; set; }
    public long OrderId { get; set; }
    public int Line { get; set; }
    public int Quantity { get; set; }
    [ForeignKey("CompanyId, OrderId")]
    public Order Order { get; set; } = null!;
}

[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
[PrimaryKey(nameof(CompanyId), nameof(Id))]
public class Customer
{
    public long CompanyId { get; set; }
    public long Id { get; set; }
    public string Name { get; set; } = "";
}

[DistributedBy(nameof(DeviceId))]
public class Device
{
    [Key]
    public Guid DeviceId { get; set; }
    public long CompanyId { get; set; }
    public string Serial { get; set; } = "";
    public List<Reading> Readings { get; set; } = [];
}

[DistributedBy(nameof(DeviceId), ColocateWith = typeof(Device))]
[PrimaryKey(nameof(DeviceId), nameof(At))]
public class Reading
{
    public Guid DeviceId { get; set; }
    public DateTime At { get; set; }
    public double Value { get; set; }
    public Device Device { get; set; } = null!;
}

[ReferenceTable]
public class Product
{
    [DatabaseGenerated(DatabaseGeneratedOption.None)]
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

[LocalTable]
public class JobLock
{
    [Key]
    public string Name { get; set; } = "";
    public long CompanyId { get; set; }
}

public class ShopDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Company> Companies => Set<Company>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderItem> OrderItems => Set<OrderItem>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<Reading> Readings => Set<Reading>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<JobLock> JobLocks => Set<JobLock>();
}

/// <summary>The same shop, with every query filtered to one company.</summary>
public class TenantShopDb(DbContextOptions options, long companyId) : ShopDb(options)
{
    public long CompanyId { get; } = companyId;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>().HasQueryFilter(c => c.Id == CompanyId);
        modelBuilder.Entity<Order>().HasQueryFilter(o => o.CompanyId == CompanyId);
    }
}
