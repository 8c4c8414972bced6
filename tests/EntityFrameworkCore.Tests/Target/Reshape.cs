using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore;

namespace Target.Reshape;

public class Owner
{
    public int Id { get; set; }
}

public class Thing
{
    public int OwnerId { get; set; }

    public Owner Owner { get; set; } = null!;

    public Guid Id { get; set; }
}

/// <summary>Founds a group of its own first, and joins the owners' then, by another key.</summary>
public class Visit
{
    public Guid Id { get; set; }

    public int OwnerId { get; set; }

    public int VisitorId { get; set; }
}

public class ReshapeContext : DbContext
{
    public DbSet<Owner> Owners => Set<Owner>();

    public DbSet<Thing> Things => Set<Thing>();

    public DbSet<Visit> Visits => Set<Visit>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Settings.Connection).UseShardSafety();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Owner>().Property(o => o.Id).ValueGeneratedNever();
        model.Entity<Owner>().IsDistributedBy(o => o.Id).HasShardCount(Settings.Step > 1 ? 8 : 4);
        model.Entity<Thing>().HasKey(t => new { t.OwnerId, t.Id });
        model.Entity<Thing>().IsDistributedBy(t => t.OwnerId).ColocatedWith<Owner>();
        if (Settings.Step > 1)
        {
            model.Entity<Visit>().HasKey(v => new { v.OwnerId, v.Id });
            model.Entity<Visit>().IsDistributedBy(v => v.OwnerId).ColocatedWith<Owner>();
        }
        else
        {
            model.Entity<Visit>().HasKey(v => new { v.VisitorId, v.Id });
            model.Entity<Visit>().IsDistributedBy(v => v.VisitorId).HasShardCount(4);
        }
    }
}
