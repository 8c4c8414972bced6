using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using ShardSafety;

namespace Unsafe.BrokenModel;

// SHARD1001: the primary key that convention makes has no distribution column.
[DistributedBy(nameof(TenantId))]
public class Note
{
    public int Id { get; set; }
    public long TenantId { get; set; }
    public List<Label> Labels { get; set; } = [];
}

// SHARD1006: the join table of a many-to-many relationship takes its columns from both primary keys, and neither has the key.
[DistributedBy(nameof(TenantId), ColocateWith = typeof(Note))]
public class Label
{
    public int Id { get; set; }
    public long TenantId { get; set; }
    public List<Note> Notes { get; set; } = [];
}

// SHARD1002, SHARD1003
[DistributedBy(nameof(TenantId))]
[PrimaryKey(nameof(TenantId), nameof(Id))]
[Index(nameof(Email), IsUnique = true)]
public class Member
{
    public long TenantId { get; set; }
    public Guid Id { get; set; }
    public string Email { get; set; } = "";
    public string Badge { get; set; } = "";
}

// SHARD1004: EF Core makes a one-to-one foreign key unique.
[DistributedBy(nameof(TenantId))]
[PrimaryKey(nameof(TenantId), nameof(Id))]
public class Ticket
{
    public long TenantId { get; set; }
    public Guid Id { get; set; }
    public string LevelCode { get; set; } = "";
    public Level Level { get; set; } = null!;
    public List<Comment> Comments { get; set; } = [];
}

[ReferenceTable]
public class Level
{
    [Key]
    public string Code { get; set; } = "";
    public Ticket? Ticket { get; set; }
}

// SHARD1005: owned by Ticket, in a table of its own, without the key.
public class Comment
{
    public Guid Id { get; set; }
    public string Text { get; set; } = "";
}

// SHARD1020, SHARD1021, SHARD1022, SHARD1023, SHARD1024
[DistributedBy("Tenant")]
[PrimaryKey(nameof(TenantId), nameof(Id))]
public class Misnamed
{
    public long TenantId { get; set; }
    public Guid Id { get; set; }
}

[DistributedBy(nameof(Document))]
[Keyless]
public class Unhashable
{
    [Column(TypeName = "json")]
    public string Document { get; set; } = "";
}

[DistributedBy(nameof(Doubled))]
[Keyless]
public class Computed
{
    public long Number { get; set; }
    public long Doubled { get; set; }
}

[DistributedBy(nameof(TenantId))]
[Keyless]
public class Nullable
{
    public long? TenantId { get; set; }
    public string Text { get; set; } = "";
}

[DistributedBy(nameof(Id))]
public class RowSharded
{
    public Guid Id { get; set; }
    public string Text { get; set; } = "";
}

// SHARD1044: an int from a sequence. SHARD1046: a name that leaves no room for the shard's number.
[DistributedBy(nameof(TenantId))]
[PrimaryKey(nameof(TenantId), nameof(Number))]
[Index(nameof(TenantId), nameof(Text), Name = "IX_Numbered_by_tenant_and_by_the_text_that_was_written_in_it")]
public class Numbered
{
    public long TenantId { get; set; }
    [DatabaseGenerated(DatabaseGeneratedOption.Identity)]
    public int Number { get; set; }
    public string Text { get; set; } = "";
}

// SHARD1007: each derived type has a table of its own, with the base's key.
[DistributedBy(nameof(TenantId))]
public abstract class Document
{
    public Guid Id { get; set; }
    public long TenantId { get; set; }
}

public class Invoice : Document
{
    public decimal Total { get; set; }
}
