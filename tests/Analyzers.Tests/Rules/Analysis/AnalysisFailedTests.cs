using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Tests.Rules.Analysis;

public sealed class AnalysisFailedTests
{
    private static readonly AnalysisScope Scope = new(CSharpCompilation.Create("Empty"), AnalysisOptions.Default);

    [Fact]
    public void An_exception_is_a_diagnostic_where_nothing_was_judged()
    {
        var place = Location.Create("Orders.cs", new(3, 4), new(new(1, 3), new(1, 7)));

        var diagnostic = Run(Scope, place, static () => throw new InvalidOperationException("no such\nsource")).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(RuleIds.AnalysisFailed);
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Warning);
        diagnostic.Location.ShouldBe(place);
        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldStartWith(
            "The analysis of queries in 'Recent' failed, so nothing is known about this code: InvalidOperationException: no such source (ShardSafety.Analyzers.Tests.Rules.Analysis.AnalysisFailedTests.");
    }

    [Fact]
    public void It_stops_the_build_where_all_must_be_proved()
    {
        var strict = new AnalysisScope(Scope.Compilation, AnalysisOptions.Default with { Mode = AnalysisMode.Strict });

        Run(strict, Location.None, static () => throw new InvalidOperationException()).ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Error);
    }

    [Fact]
    public void Cancellation_is_no_failure()
    {
        Should.Throw<OperationCanceledException>(() => Run(Scope, Location.None, static () => throw new OperationCanceledException()));
        Should.Throw<OperationCanceledException>(() => Scope.Run("a SQL text", Location.None, static _ => { }, new CancellationToken(canceled: true), static () => { }));
    }

    [Fact]
    public void Not_reported() => Run(Scope, Location.None, static () => { }).ShouldBeEmpty();

    private static List<Diagnostic> Run(AnalysisScope scope, Location place, Action part)
    {
        var diagnostics = new List<Diagnostic>();
        scope.Run("queries in 'Recent'", place, diagnostics.Add, CancellationToken.None, part);
        return diagnostics;
    }
}
