using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Entities;

namespace Storefront.Services;

public class UserService(StorefrontDb db, long companyId)
{
    private readonly CompanyScope company = db.ForCompany(companyId);

    public Task<User?> ByEmail(string email) => company.Users.SingleOrDefaultAsync(u => u.Email == email);

    public Task<User?> Find(long id) => company.FindUserAsync(id);

    /// <summary>A scalar subquery sees only the key that stands inside it, so the collections come with theirs.</summary>
    public Task<List<UserLoad>> Load() =>
        company.Users
            .Where(u => u.Active)
            .WithCollections(company)
            .Select(x => new UserLoad(x.User.Name, x.OwnedProjects.Count()))
            .ToListAsync();
}

public record UserLoad(string Name, int Projects);
