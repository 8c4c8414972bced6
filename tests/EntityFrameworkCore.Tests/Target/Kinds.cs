using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore;

namespace Target.Kinds;

public class Rate
{
    public int ShopId { get; set; }

    public int Id { get; set; }
}

public class Sale
{
    public int ShopId { get; set; }

    public int Id { get; set; }

    public int RateId { get; set; }

    public Rate Rate { get; set; } = null!;
}

/// <summary>A reference table that sales point to becomes distributed beside them, and a plain one a reference table.</summary>
public class KindsContext : DbContext
{
    public DbSet<Rate> Rates => Set<Rate>();

    public DbSet<Sale> Sales => Set<Sale>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Settings.Connection).UseShardSafety();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Rate>().HasKey(r => new { r.ShopId, r.Id });
        model.Entity<Sale>(sale =>
        {
            sale.HasKey(s => new { s.ShopId, s.Id });
            sale.HasOne(s => s.Rate).WithMany().HasForeignKey(s => new { s.ShopId, s.RateId }).OnDelete(DeleteBehavior.Restrict);
            sale.IsDistributedBy(s => s.ShopId);
        });
        if (Settings.Step > 1)
        {
            model.Entity<Rate>().IsDistributedBy(r => r.ShopId).ColocatedWith<Sale>();
        }
        else
        {
            model.Entity<Rate>().IsReferenceTable();
        }
    }
}
