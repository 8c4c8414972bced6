using Microsoft.EntityFrameworkCore;

namespace Unsafe.Shop;

public class Writes(ShopDb db)
{
    public Task<int> WriteOnEveryShard() => db.Orders.Where(o => o.Amount == 0).ExecuteDeleteAsync();

    public Task<int> WriteOnSeveralShards(long[] companyIds) =>
        db.Orders.Where(o => companyIds.Contains(o.CompanyId)).ExecuteDeleteAsync();

    public Task<int> KeyUpdated(long companyId, long newCompanyId) =>
        db.Customers.Where(c => c.CompanyId == companyId).ExecuteUpdateAsync(s => s.SetProperty(c => c.CompanyId, newCompanyId));

    public Task<int> InsertWithoutKey() =>
        db.Database.ExecuteSqlRawAsync("INSERT INTO \"Customers\" (\"Id\", \"Name\") VALUES (1, 'x')");

    public Task<int> FunctionInUpdate() =>
        db.Orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.Ticket, o => Guid.NewGuid()));

    public Task<int> ReferenceTableWrite() =>
        db.Products.Where(p => p.Name == "").ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, "unnamed"));

    public async Task KeyNotSetOnAdd()
    {
        db.Orders.Add(new Order { Id = 7, Note = "whose?" });
        await db.SaveChangesAsync();
    }

    public async Task MixedSaveChanges(long companyId)
    {
        db.Customers.Add(new Customer { CompanyId = companyId, Id = 1, Name = "x" });
        db.Products.Add(new Product { Id = 1, Name = "y" });
        await db.SaveChangesAsync();
    }
}
