using Microsoft.EntityFrameworkCore;
using ShardSafety.EntityFrameworkCore.Tests.Models;
using ShardSafety.PostgreSql.Testing;

namespace ShardSafety.EntityFrameworkCore.Tests.Migrations;

/// <summary>Foreign keys between reference tables and plain ones, both ways.</summary>
public sealed class ReferenceToPlainTests
{
    private sealed class Region
    {
        public string Id { get; set; } = "";
    }

    [ReferenceTable]
    private sealed class City
    {
        public string Id { get; set; } = "";

        public Region Region { get; set; } = null!;
    }

    private sealed class Visit
    {
        public string Id { get; set; } = "";

        public City City { get; set; } = null!;
    }

    private sealed class MixedContext(string connection) : ModelContext(connection)
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<City>().HasOne(c => c.Region).WithMany().OnDelete(DeleteBehavior.Restrict);
            model.Entity<Visit>().HasOne(v => v.City).WithMany();
        }
    }

    [Fact]
    public async Task A_reference_table_points_to_a_plain_one_and_a_plain_one_to_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = new MixedContext(database.ConnectionString);
        await database.ExecuteAsync("BEGIN;" + context.Database.GenerateCreateScript() + "COMMIT;");
        (await database.DistributionAsync()).ShouldBe(["City: reference", "Region: local", "Visit: local"]);
    }
}
