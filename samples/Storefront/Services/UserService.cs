using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Entities;

namespace Storefront.Services;

public class UserService(StorefrontDb db, long companyId)
{
    public Task<User?> ByEmail(string email) =>
        db.Users.SingleOrDefaultAsync(u => u.CompanyId == companyId && u.Email == email);

    public ValueTask<User?> Find(long id) => db.Users.FindAsync(companyId, id);

    /// <summary>A scalar subquery sees only the key that stands inside it.</summary>
    public Task<List<UserLoad>> Load() =>
        db.Users
            .Where(u => u.CompanyId == companyId && u.Active)
            .Select(u => new UserLoad(u.Name, u.OwnedProjects.Count(p => p.CompanyId == companyId)))
            .ToListAsync();
}

public record UserLoad(string Name, int Projects);
