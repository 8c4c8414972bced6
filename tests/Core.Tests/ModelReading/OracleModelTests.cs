using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>The model whose queries Citus was measured with.</summary>
public sealed class OracleModelTests
{
    private static string Source()
    {
        using var stream = typeof(OracleModelTests).Assembly.GetManifestResourceStream("Oracle.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [Theory]
    [InlineData("AppDb")]
    [InlineData("TenantDb")]
    public void Both_contexts_are_read_as_EF_Core_builds_them(string context)
    {
        var model = ModelContract.Agrees(Source(), context);
        model.Groups.Select(g => g.Id).ShouldBe(["Suite.Company", "Suite.Device"]);
        model.Groups[0].Root.ShouldBe(new TableName(null, "Companies"));
        model.Tables.Single(t => t.Name.Name == "Orders").DistributionColumn.ShouldBe("CompanyId");
        model.Tables.Single(t => t.Name.Name == "Plans").Kind.ShouldBe(TableKind.Reference);
        model.Tables.Single(t => t.Name.Name == "JobLocks").Kind.ShouldBe(TableKind.Local);
    }

    [Fact]
    public void Filters_are_read_as_predicates()
    {
        var model = ModelContract.Agrees(Source(), "TenantDb");
        var company = model.Entities.Single(e => e.DisplayName == "Company");
        company.QueryFilters.Single().Predicate.ShouldBe(new OpExpr("=", new ColumnRef(0, "Id"), new Parameter("db.CompanyId", "CompanyId")));
        var order = model.Entities.Single(e => e.DisplayName == "Order");
        order.QueryFilters.Select(f => f.Name).ShouldBe(["Tenant", "NotCancelled"]);
    }
}
