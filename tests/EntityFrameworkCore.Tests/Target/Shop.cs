using Microsoft.EntityFrameworkCore;
using ShardSafety;
using ShardSafety.EntityFrameworkCore;

namespace Target.Shop;

[ReferenceTable]
public class Plan
{
    public string Id { get; set; } = "";
}

[ReferenceTable]
public class Product
{
    public int Id { get; set; }

    public string Sku { get; set; } = "";
}

[DistributedBy(nameof(Id))]
public class Company
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string PlanId { get; set; } = "";

    public Plan Plan { get; set; } = null!;
}

[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
public abstract class TenantOwned
{
    public long CompanyId { get; set; }

    public long Id { get; set; }
}

[PrimaryKey(nameof(CompanyId), nameof(Id))]
[Index(nameof(CompanyId), nameof(Email), IsUnique = true)]
public class User : TenantOwned
{
    public Company Company { get; set; } = null!;

    public string Email { get; set; } = "";

    public long? ManagerId { get; set; }

    public User? Manager { get; set; }
}

[PrimaryKey(nameof(CompanyId), nameof(Id))]
public class Order : TenantOwned
{
    public Company Company { get; set; } = null!;

    public decimal Amount { get; set; }

    public List<OrderItem> Items { get; } = [];
}

[PrimaryKey(nameof(CompanyId), nameof(OrderId), nameof(Line))]
[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
public class OrderItem
{
    public long CompanyId { get; set; }

    public long OrderId { get; set; }

    public int Line { get; set; }

    public int ProductId { get; set; }

    public Product Product { get; set; } = null!;

    public Order Order { get; set; } = null!;
}

[LocalTable]
public class JobLock
{
    public string Id { get; set; } = "";

    public string? PlanId { get; set; }

    public Plan? Plan { get; set; }
}

/// <summary>Comes with the second migration.</summary>
[PrimaryKey(nameof(CompanyId), nameof(Id))]
public class Invoice : TenantOwned
{
    public long OrderId { get; set; }

    public Order Order { get; set; } = null!;
}

public class ShopContext : DbContext
{
    public DbSet<Company> Companies => Set<Company>();

    public DbSet<User> Users => Set<User>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<JobLock> JobLocks => Set<JobLock>();

    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<Product> Products => Set<Product>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Settings.Connection).UseShardSafety();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Plan>().HasData(new Plan { Id = "free" });
        model.Entity<User>().HasOne(u => u.Manager).WithMany().HasForeignKey(u => new { u.CompanyId, u.ManagerId }).OnDelete(DeleteBehavior.Restrict);
        model.Entity<OrderItem>().HasOne(i => i.Order).WithMany(o => o.Items).HasForeignKey(i => new { i.CompanyId, i.OrderId });
        if (Settings.Step > 1)
        {
            model.Entity<Order>().ToTable("SalesOrders");
            model.Entity<Invoice>().ToTable("Invoices").HasOne(i => i.Order).WithMany().HasForeignKey(i => new { i.CompanyId, i.OrderId });
        }
    }
}
