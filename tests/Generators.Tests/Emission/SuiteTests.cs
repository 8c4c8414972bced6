using ShardSafety.Generators.Tests.Support;

namespace ShardSafety.Generators.Tests.Emission;

public class SuiteTests
{
    [Fact]
    public void The_suites_model_gets_scripts_and_scopes_that_compile()
    {
        var run = GeneratorRun.Of(Suite.Model).ShouldCompile();

        run.Files.ShouldBe(
        [
            "Suite.AppDb.Citus.g.cs",
            "Suite.TenantDb.Citus.g.cs",
            "Suite.AppDb.CompanyScope.g.cs",
            "Suite.AppDb.DeviceScope.g.cs",
            "Suite.TenantDb.TenantDbCompanyScope.g.cs",
            "Suite.TenantDb.TenantDbDeviceScope.g.cs",
            "Suite.ForCompanyExtensions.g.cs",
            "Suite.ForDeviceExtensions.g.cs",
            "ShardModel.g.cs",
        ], ignoreOrder: true);
    }
}
