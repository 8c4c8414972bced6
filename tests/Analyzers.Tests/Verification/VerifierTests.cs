using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Verification;

/// <summary>The verifier must not be kinder than the compiler: what it lets pass, every other test here lets pass.</summary>
public sealed class VerifierTests
{
    [Fact]
    public Task Markup_and_explicit_diagnostics_meet() =>
        AnalyzerVerifier<FieldAnalyzer>.VerifyAnalyzerAsync(
            "class C { int {|#0:a|}, {|T1:b|}; }",
            AnalyzerVerifier<FieldAnalyzer>.Diagnostic("T1").WithLocation(0).WithArguments("a"));

    [Fact]
    public Task Missing_diagnostic_fails() => Fails("class C { int {|T1:a|} ; void {|T1:M|}() { } }", "missing:");

    [Fact]
    public Task Unexpected_diagnostic_fails() => Fails("class C { int a; }", "unexpected:");

    [Fact]
    public Task Wrong_argument_fails() =>
        Fails("class C { int {|#0:a|}; }", "missing:", AnalyzerVerifier<FieldAnalyzer>.Diagnostic("T1").WithLocation(0).WithArguments("b"));

    [Fact]
    public Task Wrong_place_fails() =>
        Fails("class C { int a, {|#0:b|}; }", "missing:", AnalyzerVerifier<FieldAnalyzer>.Diagnostic("T1").WithLocation(0).WithArguments("a"));

    [Fact]
    public Task Code_that_does_not_compile_fails() => Fails("class C { Missing M() => null!; }", "CS0246");

    [Fact]
    public Task Analyzer_that_throws_fails() => Fails("class C { int throws; }", "AD0001");

    [Fact]
    public async Task Compile_error_in_markup_is_expected() =>
        await AnalyzerVerifier<FieldAnalyzer>.VerifyAnalyzerAsync("class C { {|CS0246:Missing|} M() => null!; }");

    [Fact]
    public async Task Severities_of_editorconfig_and_properties_reach_the_analyzer()
    {
        var test = new AnalyzerTest<FieldAnalyzer>
        {
            TestCode = "class C { int {|#0:a|}; }",
            Severities = { ["T1"] = "error" },
            Properties = { ["Suffix"] = "!" },
        };
        test.ExpectedDiagnostics.Add(AnalyzerVerifier<FieldAnalyzer>.Diagnostic("T1").WithSeverity(DiagnosticSeverity.Error).WithLocation(0).WithArguments("a!"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Other_projects_are_seen_through_their_metadata()
    {
        var test = new AnalyzerTest<FieldAnalyzer> { TestCode = "class C : Base { }" };
        test.TestState.AdditionalProjects["Lib"].Sources.Add("public class Base { }");
        test.TestState.AdditionalProjects["Lib"].AdditionalReferences.AddRange(References.All);
        test.TestState.AdditionalProjectReferences.Add("Lib");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void References_are_the_real_libraries()
    {
        var compilation = Testing.Compile.Library("class C { }").MustCompile();
        foreach (var name in new[]
        {
            "Microsoft.EntityFrameworkCore.DbContext",
            "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions",
            "Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions",
            "Npgsql.NpgsqlCommand",
            "Dapper.SqlMapper",
            "ShardSafety.DistributedByAttribute",
        })
        {
            compilation.GetTypeByMetadataName(name).ShouldNotBeNull(name);
        }
    }

    private static async Task Fails(string source, string with, params DiagnosticResult[] expected) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => AnalyzerVerifier<FieldAnalyzer>.VerifyAnalyzerAsync(source, expected)))
            .Message.ShouldContain(with);

    /// <summary>Reports every field, and throws at one named <c>throws</c>.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class FieldAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("T1", "Field", "{0}", "Test", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol.Name == "throws")
                    {
                        throw new InvalidOperationException("on purpose");
                    }

                    symbol.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.Suffix", out var suffix);
                    symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0], symbol.Symbol.Name + suffix));
                },
                SymbolKind.Field);
        }
    }
}
