using Microsoft.EntityFrameworkCore;

namespace Suite.Scoped;

/// <summary>Collections in predicates, orders and projections.</summary>
public static class Collections
{
    public static Task Projected_count(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Select(x => new { x.User.Email, N = x.OwnedProjects.Count() }).ToListAsync(); }
    public static Task Projected_count_with_predicate(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Select(x => new { x.User.Email, N = x.OwnedProjects.Count(p => p.Priority > 3) }).ToListAsync(); }
    public static Task Projected_any(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Select(x => new { x.User.Email, Busy = x.OwnedProjects.Any() }).ToListAsync(); }
    public static Task Projected_first(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Select(x => new { x.User.Email, Top = x.OwnedProjects.OrderByDescending(p => p.Priority).Select(p => p.Name).FirstOrDefault() }).ToListAsync(); }
    public static Task Projected_sum(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Customers.WithCollections(c).Select(x => new { x.Customer.Name, Total = x.Orders.Sum(o => o.Amount) }).ToListAsync(); }
    public static Task Projected_max(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Customers.WithCollections(c).Select(x => new { x.Customer.Name, Largest = x.Orders.Max(o => (decimal?)o.Amount) }).ToListAsync(); }
    public static Task Projected_list(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Select(x => new { x.User.Email, Names = x.OwnedProjects.Select(p => p.Name).ToList() }).ToListAsync(); }
    public static Task Where_count(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Where(x => x.OwnedProjects.Count() > 3).Select(x => x.User).ToListAsync(); }
    public static Task Where_any(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Where(x => x.OwnedProjects.Any(p => p.Priority > 3)).Select(x => x.User).ToListAsync(); }
    public static Task Where_all(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Where(x => x.OwnedProjects.All(p => p.Priority > 0)).Select(x => x.User).ToListAsync(); }
    public static Task Any_in_or(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).Where(x => x.User.Active || x.OwnedProjects.Any()).Select(x => x.User).ToListAsync(); }
    public static Task Order_by_count(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).OrderByDescending(x => x.OwnedProjects.Count()).Select(x => x.User).ToListAsync(); }
    public static Task After_a_filter_and_before_a_page(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.Where(u => u.Active).WithCollections(c).OrderBy(x => x.OwnedProjects.Count()).Skip(1).Take(5).Select(x => new { x.User.Email }).ToListAsync(); }
    public static Task Flattened(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).SelectMany(x => x.OwnedProjects, (x, p) => new { x.User.Email, p.Name }).ToListAsync(); }
    public static Task Count_of_rows(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.WithCollections(c).CountAsync(x => x.OwnedProjects.Any()); }
    public static Task Of_a_set_fixed_by_hand(AppDb db, long companyId) { var c = db.ForCompany(companyId); return db.Users.Where(u => u.CompanyId == companyId).WithCollections(c).Select(x => new { x.User.Email, N = x.OwnedProjects.Count() }).ToListAsync(); }
    public static Task Reference_entity_count(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Products.WithCollections(c).Select(x => new { x.Product.Name, Sold = x.Items.Sum(i => i.Quantity) }).ToListAsync(); }
    public static Task Reference_entity_any(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Products.WithCollections(c).Where(x => x.Items.Any()).Select(x => x.Product.Name).ToListAsync(); }
    public static Task Reference_entity_not_any(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Plans.WithCollections(c).Where(x => !x.Companies.Any()).Select(x => x.Plan.Name).ToListAsync(); }
    public static Task Readings_count(AppDb db, Guid deviceId) { var d = db.ForDevice(deviceId); return d.Devices.WithCollections(d).Select(x => new { x.Device.Serial, N = x.Readings.Count(r => r.Value > 1) }).ToListAsync(); }
}
