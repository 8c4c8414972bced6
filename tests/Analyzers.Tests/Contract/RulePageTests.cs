using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Tests.Contract;

/// <summary>Every rule has its page, and the page says what the rule says.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_says_what_the_rule_says(string id)
    {
        var rule = RuleCatalog.All.Single(rule => rule.Id == id);
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "rules", id + ".md"));
        page[0].ShouldBe("# " + id + ": " + rule.Descriptor.Title);
        page.ShouldContain(rule.Descriptor.Description.ToString());
        page.ShouldContain("| severity | " + string.Join(" | ", Enum.GetValues<AnalysisMode>().Select(mode => Word(rule, mode))) + " |");
        page.ShouldContain(line => line.StartsWith("dotnet_diagnostic." + id + ".severity", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_page_has_its_rule() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs", "rules")).Select(Path.GetFileNameWithoutExtension)
            .Except(RuleCatalog.All.Select(rule => rule.Id))
            .ShouldBeEmpty();

    private static string Word(Rule rule, AnalysisMode mode) => rule.Descriptor.IsEnabledByDefault
        ? Severities.Of(rule.Effect, mode) switch
        {
            DiagnosticSeverity.Hidden => "hidden",
            DiagnosticSeverity.Info => "suggestion",
            DiagnosticSeverity.Warning => "warning",
            _ => "error",
        }
        : "off";
}
