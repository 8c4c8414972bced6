using Microsoft.EntityFrameworkCore;

namespace Suite.Scoped;

/// <summary>Every operator over a scope's own sources.</summary>
public static class Sources
{
    public static Task All_rows(AppDb db, long companyId) => db.ForCompany(companyId).Orders.ToListAsync();
    public static Task Where(AppDb db, long companyId) => db.ForCompany(companyId).Orders.Where(o => o.Status == OrderStatus.Paid && o.Amount > 10).ToListAsync();
    public static Task Order_and_page(AppDb db, long companyId) => db.ForCompany(companyId).Orders.OrderByDescending(o => o.CreatedAt).ThenBy(o => o.Id).Skip(5).Take(10).ToListAsync();
    public static Task Select(AppDb db, long companyId) => db.ForCompany(companyId).Users.Select(u => new { u.Id, u.Email }).ToListAsync();
    public static Task Distinct(AppDb db, long companyId) => db.ForCompany(companyId).Orders.Select(o => o.CustomerId).Distinct().ToListAsync();
    public static Task Distinct_count(AppDb db, long companyId) => db.ForCompany(companyId).Orders.Select(o => o.CustomerId).Distinct().CountAsync();
    public static Task Count(AppDb db, long companyId) => db.ForCompany(companyId).Orders.CountAsync();
    public static Task Long_count_with_predicate(AppDb db, long companyId) => db.ForCompany(companyId).Orders.LongCountAsync(o => o.Amount > 100);
    public static Task Any(AppDb db, long companyId) => db.ForCompany(companyId).Users.AnyAsync(u => u.Active);
    public static Task All(AppDb db, long companyId) => db.ForCompany(companyId).Users.AllAsync(u => u.Active);
    public static Task Contains(AppDb db, long companyId, long id) => db.ForCompany(companyId).Orders.Select(o => o.Id).ContainsAsync(id);
    public static Task First(AppDb db, long companyId) => db.ForCompany(companyId).Orders.OrderBy(o => o.Id).FirstAsync();
    public static Task First_or_default(AppDb db, long companyId, long id) => db.ForCompany(companyId).Orders.FirstOrDefaultAsync(o => o.Id == id);
    public static Task Single(AppDb db, long companyId, long id) => db.ForCompany(companyId).Users.SingleAsync(u => u.Id == id);
    public static Task Last(AppDb db, long companyId) => db.ForCompany(companyId).Orders.OrderBy(o => o.Id).LastAsync();
    public static Task Element_at(AppDb db, long companyId) => db.ForCompany(companyId).Orders.OrderBy(o => o.Id).ElementAtAsync(3);
    public static Task Sum(AppDb db, long companyId) => db.ForCompany(companyId).Orders.SumAsync(o => o.Amount);
    public static Task Min(AppDb db, long companyId) => db.ForCompany(companyId).Orders.MinAsync(o => o.Amount);
    public static Task Max_over_empty(AppDb db, long companyId) => db.ForCompany(companyId).Orders.Where(o => o.Id < 0).MaxAsync(o => (decimal?)o.Amount);
    public static Task Average(AppDb db, long companyId) => db.ForCompany(companyId).Orders.AverageAsync(o => o.Amount);
    public static Task Group_by(AppDb db, long companyId) => db.ForCompany(companyId).Orders.GroupBy(o => o.CustomerId).Select(g => new { g.Key, Total = g.Sum(o => o.Amount), N = g.Count() }).ToListAsync();
    public static Task Group_by_having(AppDb db, long companyId) => db.ForCompany(companyId).Orders.GroupBy(o => o.Status).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync();
    public static Task Union(AppDb db, long companyId) => db.ForCompany(companyId).Orders.Where(o => o.Amount > 50).Union(db.ForCompany(companyId).Orders.Where(o => o.Amount < 5)).ToListAsync();
    public static Task Concat(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.Select(u => u.Name).Concat(c.Projects.Select(p => p.Name)).ToListAsync(); }
    public static Task Except(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Customers.Select(x => x.Id).Except(c.Orders.Select(o => o.CustomerId)).ToListAsync(); }
    public static Task Intersect(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Customers.Select(x => x.Id).Intersect(c.Orders.Select(o => o.CustomerId)).ToListAsync(); }
    public static Task Reverse(AppDb db, long companyId) => db.ForCompany(companyId).Orders.OrderBy(o => o.Id).Reverse().ToListAsync();
    public static Task As_no_tracking(AppDb db, long companyId) => db.ForCompany(companyId).Orders.AsNoTracking().TagWith("list").ToListAsync();
    public static Task Update(AppDb db, long companyId) => db.ForCompany(companyId).Orders.Where(o => o.Status == OrderStatus.Pending).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.Cancelled));
    public static Task Delete(AppDb db, long companyId) => db.ForCompany(companyId).OrderItems.Where(i => i.Quantity == 0).ExecuteDeleteAsync();
    public static Task Guid_key(AppDb db, Guid deviceId) => db.ForDevice(deviceId).Readings.Where(r => r.Value > 1).OrderBy(r => r.At).ToListAsync();
    public static Task Guid_key_root(AppDb db, Guid deviceId) => db.ForDevice(deviceId).Devices.SingleAsync();
    public static Task Reference_table_alone(AppDb db, long companyId) => db.ForCompany(companyId).Products.Where(p => p.Price > 5).ToListAsync();
    public static Task Over_a_variable(AppDb db, long companyId, bool paid) { var q = db.ForCompany(companyId).Orders; if (paid) { q = q.Where(o => o.Status == OrderStatus.Paid); } return q.CountAsync(); }
}
