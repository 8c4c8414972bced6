using Microsoft.EntityFrameworkCore;
using ShardSafety;
using ShardSafety.EntityFrameworkCore;

namespace Target.Events;

[DistributedBy(nameof(TenantId))]
[PartitionedBy(nameof(At), Every = PartitionInterval.Month, Ahead = 3)]
[PrimaryKey(nameof(TenantId), nameof(At), nameof(Id))]
public class Event
{
    public long TenantId { get; set; }

    public DateTime At { get; set; }

    public Guid Id { get; set; }
}

public class EventsContext : DbContext
{
    public DbSet<Event> Events => Set<Event>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(Settings.Connection).UseShardSafety();
}
