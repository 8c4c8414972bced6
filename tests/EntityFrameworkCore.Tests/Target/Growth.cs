using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore;

namespace Target.Growth;

public class Tenant
{
    public long Id { get; set; }
}

public class Note
{
    public long TenantId { get; set; }

    public Tenant Tenant { get; set; } = null!;

    public Guid Id { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>Starts on plain tables and becomes distributed with its rows; the note's key grows by the tenant.</summary>
public class GrowthContext : DbContext
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<Note> Notes => Set<Note>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Settings.Connection).UseShardSafety();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Tenant>().Property(t => t.Id).ValueGeneratedNever();
        if (Settings.Step > 1)
        {
            model.Entity<Tenant>().IsDistributedBy(t => t.Id).HasShardCount(4);
            model.Entity<Note>().HasKey(n => new { n.TenantId, n.Id });
            model.Entity<Note>().IsDistributedBy(n => n.TenantId).ColocatedWith<Tenant>();
        }
    }
}
