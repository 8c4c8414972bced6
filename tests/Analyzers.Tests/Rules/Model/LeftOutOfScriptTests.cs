using ShardSafety.Analyzers.Rules.Model;

namespace ShardSafety.Analyzers.Tests.Rules.Model;

public sealed class LeftOutOfScriptTests
{
    [Fact]
    public void A_circle_of_foreign_keys_is_said_of_the_tables_in_it()
    {
        var finding = new LeftOutOfScript().Find(new ModelView(Context("B", "A"), Core.Model.ShardModel.Empty, ShardSafety.Analyzers.Hosting.AnalysisOptions.Default)).ToList();

        finding.Count.ShouldBe(2);
        finding[0].Arguments.ShouldBe(["AppDb", "A", "its foreign keys run in a circle, which no order of distributing satisfies", ""]);
    }

    [Fact]
    public void Tables_in_order_are_not_reported() =>
        new LeftOutOfScript().Find(new ModelView(Context("B"), Core.Model.ShardModel.Empty, ShardSafety.Analyzers.Hosting.AnalysisOptions.Default)).ShouldBeEmpty();

    /// <summary>A and B, distributed; A points to the first name, B to the second.</summary>
    private static Core.Model.ContextModel Context(params string[] principals) => new("AppDb")
    {
        DisplayName = "AppDb",
        Assembly = "App",
        Tables = [.. new[] { "A", "B" }.Select((name, i) => new Core.Model.Table(new(null, name), Core.Model.TableKind.Distributed)
        {
            DistributionColumn = "Id",
            Group = "G",
            ForeignKeys = i < principals.Length ? [new Core.Model.TableForeignKey("FK", ["Id"], new(null, principals[i]), ["Id"])] : [],
        })],
    };
}
