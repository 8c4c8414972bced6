using Microsoft.EntityFrameworkCore;
using ShardSafety;

namespace Unsafe.BrokenModel;

public class Room
{
    public Guid Id { get; set; }
    public Guid HouseId { get; set; }
    public House House { get; set; } = null!;
}

public class House
{
    public Guid Id { get; set; }
}

// SHARD1035: the schema public cannot be distributed.
[SchemaSharded]
public class PublicDb(DbContextOptions<PublicDb> options) : DbContext(options)
{
    public DbSet<House> Houses => Set<House>();
}

// SHARD1017: a foreign key may not leave its distributed schema.
[SchemaSharded]
public class HousesDb(DbContextOptions<HousesDb> options) : DbContext(options)
{
    public DbSet<Room> Rooms => Set<Room>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("rooms");
        modelBuilder.Entity<House>().ToTable("Houses", "houses");
    }
}
