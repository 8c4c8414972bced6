using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore;

namespace Target.Refused;

public class Ticket
{
    public long TenantId { get; set; }

    public long Id { get; set; }
}

/// <summary>The second step would undistribute a table with an identity column, which Citus does not do.</summary>
public class RefusedContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Settings.Connection).UseShardSafety();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Ticket>().HasKey(t => new { t.TenantId, t.Id });
        model.Entity<Ticket>().Property(t => t.Id).UseIdentityByDefaultColumn();
        if (Settings.Step > 1)
        {
            model.Entity<Ticket>().IsLocalTable();
        }
        else
        {
            model.Entity<Ticket>().IsDistributedBy(t => t.TenantId);
        }
    }
}
