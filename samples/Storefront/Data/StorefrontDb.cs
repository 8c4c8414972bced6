using Microsoft.EntityFrameworkCore;
using Storefront.Entities;

namespace Storefront.Data;

public class StorefrontDb(DbContextOptions<StorefrontDb> options) : DbContext(options)
{
    public DbSet<Company> Companies => Set<Company>();
    public DbSet<User> Users => Set<User>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderItem> OrderItems => Set<OrderItem>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<Country> Countries => Set<Country>();
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<DeviceReading> Readings => Set<DeviceReading>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>().Property(c => c.Id).ValueGeneratedNever();
        modelBuilder.Entity<User>(user =>
        {
            user.HasKey(u => new { u.CompanyId, u.Id });
            user.HasIndex(u => new { u.CompanyId, u.Email }).IsUnique();
            user.HasOne(u => u.Company).WithMany(c => c.Users).HasForeignKey(u => u.CompanyId);
        });
        modelBuilder.Entity<Project>(project =>
        {
            project.HasKey(p => new { p.CompanyId, p.Id });
            project.HasOne(p => p.Company).WithMany(c => c.Projects).HasForeignKey(p => p.CompanyId);
            project.HasOne(p => p.Owner).WithMany(u => u.OwnedProjects).HasForeignKey(p => new { p.CompanyId, p.OwnerId });
        });
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.HasKey(c => new { c.CompanyId, c.Id });
            customer.HasOne(c => c.Country).WithMany().HasForeignKey(c => c.CountryCode);
        });
        modelBuilder.Entity<Order>(order =>
        {
            order.HasKey(o => new { o.CompanyId, o.Id });
            order.HasOne(o => o.Company).WithMany(c => c.Orders).HasForeignKey(o => o.CompanyId);
            order.HasOne(o => o.Customer).WithMany(c => c.Orders).HasForeignKey(o => new { o.CompanyId, o.CustomerId });
        });
        modelBuilder.Entity<OrderItem>(item =>
        {
            item.HasKey(i => new { i.CompanyId, i.OrderId, i.Line });
            item.HasOne(i => i.Order).WithMany(o => o.Items).HasForeignKey(i => new { i.CompanyId, i.OrderId });
            item.HasOne(i => i.Product).WithMany().HasForeignKey(i => i.ProductId);
        });
        modelBuilder.Entity<Device>().HasKey(d => d.DeviceId);
        modelBuilder.Entity<DeviceReading>(reading =>
        {
            reading.HasKey(r => new { r.DeviceId, r.At });
            reading.HasOne(r => r.Device).WithMany(d => d.Readings).HasForeignKey(r => r.DeviceId);
        });
    }
}
