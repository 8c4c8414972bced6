using Microsoft.EntityFrameworkCore;
using ShardSafety;
using ShardSafety.EntityFrameworkCore;

namespace Target.Tenants;

public class Author
{
    public int Id { get; set; }
}

public class Post
{
    public int Id { get; set; }

    public Author Author { get; set; } = null!;
}

/// <summary>One tenant a schema; its migrations are made for one and applied to any.</summary>
[SchemaSharded]
public class TenantsContext(string schema) : DbContext
{
    public TenantsContext()
        : this("tenant_design")
    {
    }

    public string Schema { get; } = schema;

    public DbSet<Post> Posts => Set<Post>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseNpgsql(Settings.Connection, n => n.MigrationsHistoryTable("__EFMigrationsHistory", Schema)).UseShardSafety(o => o.SchemaPerTenant<TenantsContext>(db => db.Schema));
}
