using Microsoft.EntityFrameworkCore;

public class Notebook(NotesDb db)
{
    public Task<List<Note>> Of(Guid tenantId) => db.Notes.Where(n => n.TenantId == tenantId).ToListAsync();

    public Task<int> Everything() => db.Notes.CountAsync();
}
