using Microsoft.EntityFrameworkCore;
using ShardSafety;

[DistributedBy(nameof(TenantId))]
public class Note
{
    public int Id { get; set; }
    public Guid TenantId { get; set; }
    public string Text { get; set; } = "";
}

public class NotesDb : DbContext
{
    public DbSet<Note> Notes => Set<Note>();
}
