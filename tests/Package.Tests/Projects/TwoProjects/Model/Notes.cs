using Microsoft.EntityFrameworkCore;
using ShardSafety;

[DistributedBy(nameof(TenantId))]
[PrimaryKey(nameof(TenantId), nameof(Id))]
public class Note
{
    public Guid TenantId { get; set; }
    public int Id { get; set; }
    public string Text { get; set; } = "";
}

public class NotesDb : DbContext
{
    public DbSet<Note> Notes => Set<Note>();
}
