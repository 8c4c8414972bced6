using Microsoft.EntityFrameworkCore;

namespace Suite.Scoped;

/// <summary>Includes: what the remedies do by hand.</summary>
public static class Includes
{
    public static Task First(AppDb db, long companyId, long id) { var c = db.ForCompany(companyId); return c.Orders.IncludeItems(c).FirstOrDefaultAsync(o => o.Id == id); }
    public static Task First_split(AppDb db, long companyId, long id) { var c = db.ForCompany(companyId); return c.Orders.AsSplitQuery().IncludeItems(c).FirstOrDefaultAsync(o => o.Id == id); }
    public static Task Single(AppDb db, long companyId, long id) { var c = db.ForCompany(companyId); return c.Orders.IncludeItems(c).SingleAsync(o => o.Id == id); }
    public static Task List_by_row(AppDb db, long companyId, long id) { var c = db.ForCompany(companyId); return c.Orders.IncludeItems(c).Where(o => o.Id == id).ToListAsync(); }
    public static Task Reference_navigation(AppDb db, long companyId, long id) => db.ForCompany(companyId).Orders.Include(o => o.Customer).FirstOrDefaultAsync(o => o.Id == id);
    public static Task Through_a_reference(AppDb db, long companyId, long id) { var c = db.ForCompany(companyId); return c.Projects.Include(p => p.Owner).ThenIncludeOwnedProjects(c).Where(p => p.Id == id).ToListAsync(); }
    public static Task Paged(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Orders.OrderBy(o => o.Id).Skip(10).Take(5).IncludeItems(c).ToListAsync(); }
    public static Task Paged_split(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Orders.OrderBy(o => o.Id).Skip(10).Take(5).IncludeItems(c).AsSplitQuery().ToListAsync(); }
    public static Task Paged_users(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.OrderBy(u => u.Id).Take(5).IncludeOwnedProjects(c).ToListAsync(); }
    public static Task Three_levels_first(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Companies.IncludeOrders(c).ThenIncludeItems(c).FirstAsync(); }
    public static Task Three_levels_from_a_plain_include(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Companies.Include(x => x.Orders).ThenIncludeItems(c).ToListAsync(); }
    public static Task Two_collections(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Companies.IncludeUsers(c).IncludeProjects(c).AsSplitQuery().FirstAsync(); }
    public static Task With_reference_table_behind(AppDb db, long companyId, long id) { var c = db.ForCompany(companyId); return c.Orders.IncludeItems(c).ThenInclude(i => i.Product).FirstAsync(o => o.Id == id); }
    public static Task Collection_of_a_reference_entity(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Products.IncludeItems(c).ToListAsync(); }
    public static Task Collection_of_one_reference_entity(AppDb db, long companyId, string plan) { var c = db.ForCompany(companyId); return c.Plans.IncludeCompanies(c).FirstOrDefaultAsync(p => p.Id == plan); }
    public static Task Readings_of_a_device(AppDb db, Guid deviceId) { var d = db.ForDevice(deviceId); return d.Devices.IncludeReadings(d).FirstOrDefaultAsync(); }
}
