using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore;
using Storefront.Data;

// Needs no database: prints the SQL that EF Core would send for a few of the shop's queries.
var options = new DbContextOptionsBuilder<StorefrontDb>().UseNpgsql("Host=nowhere").UseShardSafety().Options;
using var db = new StorefrontDb(options);
const long companyId = 42;

Console.WriteLine(db.ForCompany(companyId).Orders.OrderByDescending(o => o.CreatedAt).Take(5).ToQueryString());
