using Microsoft.EntityFrameworkCore;
using Storefront.Data;
using Storefront.Entities;

namespace Storefront.Services;

/// <summary>Orders of one company. Every query starts at the company's scope, which fixes the key, so each runs on one shard.</summary>
public class OrderService(StorefrontDb db, long companyId)
{
    private readonly CompanyScope company = db.ForCompany(companyId);

    public Task<List<Order>> Recent(int count) =>
        company.Orders.OrderByDescending(o => o.CreatedAt).Take(count).ToListAsync();

    /// <summary>A limited query hands its key on to nobody: the generated Include repeats it inside.</summary>
    public Task<Order?> WithItems(long id) =>
        company.Orders.IncludeItems(company).FirstOrDefaultAsync(o => o.Id == id);

    public Task<decimal> Turnover(DateTime since) =>
        company.Orders.Where(o => o.Status != OrderStatus.Cancelled && o.CreatedAt >= since).SumAsync(o => o.Amount);

    public Task<List<ProductSales>> BestSellers(int count) =>
        company.OrderItems
            .GroupBy(i => new { i.Product.Sku, i.Product.Name })
            .Select(g => new { g.Key.Sku, g.Key.Name, Quantity = g.Sum(i => i.Quantity) })
            .OrderByDescending(s => s.Quantity)
            .Take(count)
            .Select(s => new ProductSales(s.Sku, s.Name, s.Quantity))
            .ToListAsync();

    public Task<int> Cancel(long id) =>
        company.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.Cancelled));
}

public record ProductSales(string Sku, string Name, int Quantity);
