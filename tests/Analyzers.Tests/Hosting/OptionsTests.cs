using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Planning;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Hosting;

public sealed class OptionsTests
{
    private const string Marked = "[ShardSafety.DistributedBy(nameof(Id))] public class Company { public long Id { get; set; } }";

    [Fact]
    public void Nothing_set_means_the_defaults()
    {
        var options = AnalysisOptions.Read(new Values());
        options.Mode.ShouldBe(AnalysisMode.Guard);
        options.Planner.ShouldBe(new PlannerOptions(13.2m, 17, false));
        options.Invalid.ShouldBeEmpty();
    }

    [Fact]
    public void Empty_values_mean_the_defaults() =>
        AnalysisOptions.Read(new Values { ["ShardSafetyMode"] = "", ["ShardSafetyCitusVersion"] = " " }).Invalid.ShouldBeEmpty();

    [Fact]
    public void Values_are_read()
    {
        var options = AnalysisOptions.Read(new Values
        {
            ["ShardSafetyMode"] = "Strict",
            ["ShardSafetyCitusVersion"] = "12.1",
            ["ShardSafetyPostgresVersion"] = "15",
            ["ShardSafetyRepartitionJoins"] = "TRUE",
        });
        options.Mode.ShouldBe(AnalysisMode.Strict);
        options.Planner.ShouldBe(new PlannerOptions(12.1m, 15, true));
        options.Invalid.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ShardSafetyMode", "loose")]
    [InlineData("ShardSafetyCitusVersion", "11.3")]
    [InlineData("ShardSafetyCitusVersion", "14.1")]
    [InlineData("ShardSafetyCitusVersion", "13,2")]
    [InlineData("ShardSafetyPostgresVersion", "14")]
    [InlineData("ShardSafetyPostgresVersion", "19")]
    [InlineData("ShardSafetyPostgresVersion", "seventeen")]
    [InlineData("ShardSafetyRepartitionJoins", "yes")]
    public async Task Invalid_values_are_reported(string name, string value)
    {
        var test = new AnalyzerTest<ModelAnalyzer> { TestCode = Marked, Properties = { [name] = value } };
        var invalid = AnalysisOptions.Read(new Values { [name] = value }).Invalid.ShouldHaveSingleItem();
        test.ExpectedDiagnostics.Add(
            AnalyzerVerifier<ModelAnalyzer>.Diagnostic(RuleIds.InvalidOption).WithNoLocation().WithArguments(name, value, invalid.Allowed));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_mark_nothing_is_reported()
    {
        var test = new AnalyzerTest<ModelAnalyzer> { TestCode = "public class Company { }", Properties = { ["ShardSafetyMode"] = "loose" } };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Values : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = new(KeyComparer);

        public string this[string name]
        {
            set => _values["build_property." + name] = value;
        }

        public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
    }
}
