using Microsoft.EntityFrameworkCore;
using ShardSafety;

namespace Unsafe.Shop;

public class Reads(ShopDb db, TenantShopDb tenantDb)
{
    // The forgotten Where.
    public Task<List<Order>> FanOut(decimal amount) =>
        db.Orders.Where(o => o.Amount > amount).ToListAsync();

    // Several keys, several shards.
    public Task<List<Order>> SeveralShards(long[] companyIds) =>
        db.Orders.Where(o => companyIds.Contains(o.CompanyId)).ToListAsync();

    // A limit inside a larger query, over all shards.
    public Task<int> IntermediateResults() =>
        db.Orders.OrderBy(o => o.CreatedAt).Take(10).Select(o => o.Note).Distinct().CountAsync();

    // Joined on something else than the key: rows would have to be reshuffled.
    public Task<List<string>> RepartitionJoin() =>
        (from o in db.Orders join c in db.Customers on o.CustomerNumber equals c.Id select c.Name).ToListAsync();

    // The key is given for the orders, and the customers are matched by another column: their rows go through the coordinator.
    public Task<List<Order>> JoinOffKey(long companyId) =>
        db.Orders.Where(o => o.CompanyId == companyId && db.Customers.Select(c => c.Id).Contains(o.CustomerNumber)).ToListAsync();

    // Two colocation groups have no shard in common.
    public Task<List<Order>> JoinAcrossGroups(long companyId, Guid deviceId) =>
        db.Orders.Where(o => o.CompanyId == companyId && db.Devices.Where(d => d.DeviceId == deviceId).Select(d => d.Serial).Contains(o.Note)).ToListAsync();

    // A correlated subquery on another column: Citus refuses it.
    public Task<List<Order>> Refused() =>
        db.Orders.Where(o => !db.Customers.Any(c => c.Id == o.CustomerNumber)).ToListAsync();

    // The key is there, but behind an OR.
    public Task<List<Order>> KeyPredicateDefeated(long companyId, string note) =>
        db.Orders.Where(o => o.CompanyId == companyId || o.Note == note).ToListAsync();

    // The limit cuts the included table off from the key.
    public Task<Order?> KeyNotInherited(long companyId, long id) =>
        db.Orders.Include(o => o.Items).FirstOrDefaultAsync(o => o.CompanyId == companyId && o.Id == id);

    // Two tenants in one query.
    public Task<List<string>> SeveralTenants(long companyId, long otherCompanyId) =>
        db.Orders.Where(o => o.CompanyId == companyId).Select(o => o.Note)
            .Union(db.Customers.Where(c => c.CompanyId == otherCompanyId).Select(c => c.Name)).ToListAsync();

    // The filter that held the key is gone.
    public Task<int> TenantFilterIgnored() => tenantDb.Orders.IgnoreQueryFilters().CountAsync();

    // Find takes the key's parts in their order.
    public ValueTask<Order?> FindKeyParts(long companyId, long id) => db.Orders.FindAsync(id, companyId);

    // The rows of all companies have been fetched before one is chosen.
    public List<Order> FilterAfterMaterialization(long companyId) =>
        db.Orders.AsEnumerable().Where(o => o.CompanyId == companyId).ToList();

    // Row locks work on one shard only.
    public Task<List<Order>> RowLocksOverShards() =>
        db.Orders.FromSql($"SELECT * FROM \"Orders\" WHERE \"Amount\" > 100 FOR UPDATE").ToListAsync();

    // A table that stays on the coordinator.
    public Task<List<string>> JoinWithLocalTable() =>
        (from o in db.Orders join l in db.JobLocks on o.CompanyId equals l.CompanyId select l.Name).ToListAsync();

    // A promise that is not kept.
    [ShardScoped]
    public IQueryable<Order> BrokenPromise() => db.Orders.Where(o => o.Amount > 0);

    // An exception without a reason.
    public Task<int> EmptyAllowance() => db.Orders.AllowMultiShard("").CountAsync();

    // EF Core cannot translate the call inside an expression tree.
    public Task<List<Order>> AllowanceInExpressionTree(long companyId) =>
        db.Orders.Where(o => o.CompanyId == companyId && db.Customers.AllowMultiShard("all").Any(c => c.CompanyId == companyId)).ToListAsync();

    // Nobody knows at compile time what this asks for.
    public Task<List<Order>> Unknown(string sql) => db.Orders.FromSqlRaw(sql).ToListAsync();
}
