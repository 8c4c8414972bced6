using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Entities;

namespace Storefront.Services;

/// <summary>Orders of one company. Every query fixes the company, so each runs on one shard.</summary>
public class OrderService(StorefrontDb db, long companyId)
{
    private IQueryable<Order> Mine => db.Orders.Where(o => o.CompanyId == companyId);

    public Task<List<Order>> Recent(int count) =>
        Mine.OrderByDescending(o => o.CreatedAt).Take(count).ToListAsync();

    /// <summary>The key is repeated inside the Include: a limited query hands it on to nobody.</summary>
    public Task<Order?> WithItems(long id) =>
        db.Orders
            .Include(o => o.Items.Where(i => i.CompanyId == companyId))
            .FirstOrDefaultAsync(o => o.CompanyId == companyId && o.Id == id);

    public Task<decimal> Turnover(DateTime since) =>
        Mine.Where(o => o.Status != OrderStatus.Cancelled && o.CreatedAt >= since).SumAsync(o => o.Amount);

    public Task<List<ProductSales>> BestSellers(int count) =>
        db.OrderItems
            .Where(i => i.CompanyId == companyId)
            .GroupBy(i => new { i.Product.Sku, i.Product.Name })
            .Select(g => new ProductSales(g.Key.Sku, g.Key.Name, g.Sum(i => i.Quantity)))
            .OrderByDescending(s => s.Quantity)
            .Take(count)
            .ToListAsync();

    public Task<int> Cancel(long id) =>
        Mine.Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.Cancelled));
}

public record ProductSales(string Sku, string Name, int Quantity);
