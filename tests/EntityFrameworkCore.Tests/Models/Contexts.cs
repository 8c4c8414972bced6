using Microsoft.EntityFrameworkCore;

namespace ShardSafety.EntityFrameworkCore.Tests.Models;

/// <summary>A context whose model and options a test writes; each has a model of its own.</summary>
public abstract class ModelContext(string connection) : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection).UseShardSafety(Options).EnableServiceProviderCaching(false);

    protected virtual void Options(ShardSafetyOptionsBuilder options)
    {
    }
}

public interface ITenantOwned
{
    long TenantId { get; }
}

[DistributedBy(nameof(Id))]
public class Root
{
    public long Id { get; set; }
}

[DistributedBy(nameof(TenantId), ColocateWith = typeof(Root))]
public class Project
{
    public long TenantId { get; set; }

    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public List<Ticket> Tickets { get; } = [];
}

[DistributedBy(nameof(TenantId), ColocateWith = typeof(Root))]
public class Ticket
{
    public long TenantId { get; set; }

    public Guid Id { get; set; }

    public Guid ProjectId { get; set; }

    public Project Project { get; set; } = null!;
}

[ReferenceTable]
public class Country
{
    public string Id { get; set; } = "";
}
