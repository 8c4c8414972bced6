using Microsoft.EntityFrameworkCore;

namespace Suite.Scoped;

/// <summary>Joins and subqueries between a scope's sources.</summary>
public static class Joins
{
    public static Task Inner(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Orders.Join(c.Customers, o => o.CustomerId, x => x.Id, (o, x) => new { o.Id, x.Name }).ToListAsync(); }
    public static Task Inner_by_row_id(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from u in c.Users join p in c.Projects on u.Id equals p.OwnerId select p.Name).ToListAsync(); }
    public static Task Inner_by_key_and_row_id(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from u in c.Users join p in c.Projects on new { u.CompanyId, u.Id } equals new { p.CompanyId, Id = p.OwnerId } select p.Name).ToListAsync(); }
    public static Task Left(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.LeftJoin(c.Projects, u => u.Id, p => p.OwnerId, (u, p) => new { u.Email, Name = p == null ? null : p.Name }).ToListAsync(); }
    public static Task Left_by_default_if_empty(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from u in c.Users join p in c.Projects on u.Id equals p.OwnerId into ps from p in ps.DefaultIfEmpty() select new { u.Email, Project = (string?)p.Name }).ToListAsync(); }
    public static Task Cross(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from u in c.Users from p in c.Projects where p.Priority > 3 select new { u.Id, p.Name }).ToListAsync(); }
    public static Task With_reference_table(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from i in c.OrderItems join p in c.Products on i.ProductId equals p.Id select new { p.Name, i.Quantity }).ToListAsync(); }
    public static Task From_reference_table(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from p in c.Products join i in c.OrderItems on p.Id equals i.ProductId into sold from i in sold.DefaultIfEmpty() select new { p.Name, Quantity = (int?)i.Quantity }).ToListAsync(); }
    public static Task Group_join_count(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.GroupJoin(c.Projects, u => u.Id, p => p.OwnerId, (u, ps) => new { u.Email, N = ps.Count() }).ToListAsync(); }
    public static Task Group_join_any(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.GroupJoin(c.Projects, u => u.Id, p => p.OwnerId, (u, ps) => new { u.Email, Busy = ps.Any() }).ToListAsync(); }
    public static Task Grouped_then_joined(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from g in c.Orders.GroupBy(o => o.CustomerId).Select(g => new { CustomerId = g.Key, Total = g.Sum(o => o.Amount) }) join x in c.Customers on g.CustomerId equals x.Id select new { x.Name, g.Total }).ToListAsync(); }
    public static Task Grouped_by_key_then_joined(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from g in c.Orders.GroupBy(o => new { o.CompanyId, o.CustomerId }).Select(g => new { g.Key.CompanyId, g.Key.CustomerId, Total = g.Sum(o => o.Amount) }) join x in c.Customers on new { g.CompanyId, g.CustomerId } equals new { x.CompanyId, CustomerId = x.Id } select new { x.Name, g.Total }).ToListAsync(); }
    public static Task Limited_then_joined(AppDb db, long companyId) { var c = db.ForCompany(companyId); return (from o in c.Orders.OrderBy(o => o.Id).Take(5) join x in c.Customers on o.CustomerId equals x.Id select new { o.Id, x.Name }).ToListAsync(); }
    public static Task In_subquery(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Orders.Where(o => c.Customers.Where(x => x.CountryCode == "NL").Select(x => x.Id).Contains(o.CustomerId)).ToListAsync(); }
    public static Task Exists_subquery(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.Where(u => c.Projects.Any(p => p.OwnerId == u.Id)).ToListAsync(); }
    public static Task Not_exists_subquery(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.Where(u => !c.Projects.Any(p => p.OwnerId == u.Id)).ToListAsync(); }
    public static Task Exists_in_or(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.Where(u => u.Active || c.Projects.Any(p => p.OwnerId == u.Id)).ToListAsync(); }
    public static Task Count_in_projection(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.Select(u => new { u.Email, N = c.Projects.Count(p => p.OwnerId == u.Id) }).ToListAsync(); }
    public static Task Select_many(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.SelectMany(u => c.Projects.Where(p => p.OwnerId == u.Id), (u, p) => new { u.Email, p.Name }).ToListAsync(); }
    public static Task Top_of_each(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Users.SelectMany(u => c.Projects.Where(p => p.OwnerId == u.Id).OrderByDescending(p => p.Priority).Take(1), (u, p) => new { u.Email, p.Name }).ToListAsync(); }
    public static Task Delete_top(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.OrderItems.Where(o => c.OrderItems.OrderBy(x => x.Price).Take(5).Select(x => x.OrderId).Contains(o.OrderId)).ExecuteDeleteAsync(); }
    public static Task Update_by_join(AppDb db, long companyId) { var c = db.ForCompany(companyId); return c.Orders.Where(o => c.Customers.Any(x => x.Id == o.CustomerId && x.Name == "x")).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.Shipped)); }
}
