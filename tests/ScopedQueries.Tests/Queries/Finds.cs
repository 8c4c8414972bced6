using Microsoft.EntityFrameworkCore;

namespace Suite.Scoped;

/// <summary>Rows by the rest of their key, and queries that are fixed where they stand.</summary>
public static class Finds
{
    public static Task Order(AppDb db, long companyId, long id) => db.ForCompany(companyId).FindOrderAsync(id);
    public static Task Item(AppDb db, long companyId, long id) => db.ForCompany(companyId).FindOrderItemAsync(id, 1);
    public static Task Root(AppDb db, long companyId) => db.ForCompany(companyId).FindCompanyAsync();
    public static Task User_with_token(AppDb db, long companyId, long id, CancellationToken token) => db.ForCompany(companyId).FindUserAsync(id, token);
    public static Task Reading(AppDb db, Guid deviceId, DateTime at) => db.ForDevice(deviceId).FindDeviceReadingAsync(at);
    public static Task Query_of_a_set(AppDb db, long companyId) => db.Orders.ForCompany(companyId).Where(o => o.Amount > 1).ToListAsync();
    public static Task Query_at_the_end(AppDb db, long companyId) => db.Users.Where(u => u.Active).OrderBy(u => u.Id).ForCompany(companyId).Select(u => u.Email).ToListAsync();
    public static Task Query_with_include(AppDb db, long companyId) => db.Orders.Include(o => o.Customer).ForCompany(companyId).ToListAsync();
    public static Task Query_of_the_other_group(AppDb db, Guid deviceId) => db.Readings.ForDevice(deviceId).OrderByDescending(r => r.At).Take(10).ToListAsync();
}
