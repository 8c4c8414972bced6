using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using ShardSafety;

namespace Unsafe.BrokenModel;

// SHARD1030
[DistributedBy(nameof(TenantId))]
[ReferenceTable]
[PrimaryKey(nameof(TenantId), nameof(Id))]
public class Contradicting
{
    public long TenantId { get; set; }
    public Guid Id { get; set; }
}

[DistributedBy(nameof(Id))]
public class Root
{
    [DatabaseGenerated(DatabaseGeneratedOption.None)]
    public long Id { get; set; }
}

// SHARD1031: int here, long there.
[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Narrow
{
    public int RootId { get; set; }
    public Guid Id { get; set; }
}

// SHARD1032
[DistributedBy(nameof(RootId), ColocateWith = typeof(Unmarked))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Stray
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
}

// SHARD1033
[DistributedBy(nameof(RootId), ColocateWith = typeof(Root), ShardCount = 64)]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Counted
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
}

// SHARD1034
public class Unmarked
{
    public int Id { get; set; }
}

// SHARD1040
[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Triggered
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
}

// SHARD1041
[ReferenceTable]
[Keyless]
public class Viewed
{
    public long Total { get; set; }
}

// SHARD1045
[ReferenceTable]
public class Versioned
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
}

// SHARD1042: the primary key lacks the column by which the table is partitioned.
[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PartitionedBy(nameof(At))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Measured
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
    public DateTime At { get; set; }
}

// SHARD1043
[ReferenceTable]
[PartitionedBy(nameof(At))]
[PrimaryKey(nameof(Id), nameof(At))]
public class PartitionedLookup
{
    public Guid Id { get; set; }
    public DateTime At { get; set; }
}

// SHARD1047
[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PartitionedBy("When")]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class MisPartitioned
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
}
