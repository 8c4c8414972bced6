using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Generators.Tests.Support;
using ShardSafety.Testing;

namespace ShardSafety.Generators.Tests.Incremental;

/// <summary>What an edit makes the generator do again: nothing beyond the reading step unless the model changed.</summary>
public class CachingTests
{
    private const string Service =
        """
        namespace Suite;
        public class Service
        {
            public int Number() => 1;
        }
        """;

    private static readonly string[] s_steps = [TrackingNames.Scripts, TrackingNames.Scopes, TrackingNames.QueryScopes, TrackingNames.Metadata];

    [Fact]
    public void An_unrelated_file_leaves_every_output_cached() => AfterEdit(c => c.AddSyntaxTrees(Parse("public class Unrelated { public int X { get; set; } }", c))).ShouldBeCached();

    [Fact]
    public void A_method_body_leaves_every_output_cached() => AfterEdit(c => Replace(c, "Number() => 1", "Number() => 2")).ShouldBeCached();

    [Fact]
    public void Moved_code_leaves_every_output_cached() => AfterEdit(c => Replace(c, "namespace Suite;", "// one line more\n\nnamespace Suite;")).ShouldBeCached();

    [Fact]
    public void A_method_body_in_the_models_own_file_leaves_every_output_cached() => AfterEdit(c => Replace(c, "public long CompanyId { get; set; } = 42;", "public long CompanyId { get; set; } = 43;")).ShouldBeCached();

    [Theory]
    [InlineData("[ReferenceTable]\npublic class Country", "[LocalTable]\npublic class Country", TrackingNames.Scripts)]
    [InlineData("public DbSet<Device> Devices", "public DbSet<Device> Machines", TrackingNames.Scripts)]
    [InlineData("public DbSet<Device> Devices", "public DbSet<Device> Machines", TrackingNames.Scopes)]
    [InlineData("e.HasKey(r => new { r.DeviceId, r.At });", "e.HasKey(r => new { r.DeviceId, r.At, r.Value });", TrackingNames.Scopes)]
    [InlineData("b.Entity<JobLock>().HasKey(j => j.Name);", "b.Entity<JobLock>().HasKey(j => j.Name); b.Entity<Device>().ToTable(\"devices\");", TrackingNames.Scripts)]
    [InlineData("[DistributedBy(nameof(DeviceId))]", "[DistributedBy(nameof(DeviceId), ScopeName = \"Machine\")]", TrackingNames.QueryScopes)]
    public void An_edit_of_the_model_does_not(string before, string after, string step)
    {
        var edited = AfterEdit(c => Replace(c, before, after));

        edited.Reasons(step).ShouldContain(r => r == IncrementalStepRunReason.Modified || r == IncrementalStepRunReason.New);
    }

    [Fact]
    public void An_edit_of_one_group_leaves_the_other_groups_scope_cached()
    {
        var edited = AfterEdit(c => Replace(c, "[DistributedBy(nameof(DeviceId))]", "[DistributedBy(nameof(DeviceId), ScopeName = \"Machine\")]"));

        edited.Reasons(TrackingNames.Scopes).Count(r => r == IncrementalStepRunReason.Unchanged).ShouldBe(2);
        edited.Reasons(TrackingNames.Scripts).ShouldAllBe(r => r == IncrementalStepRunReason.Cached || r == IncrementalStepRunReason.Unchanged);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_whatever_the_order_of_files()
    {
        var sources = new[] { Suite.Model, Service, "[assembly: System.Reflection.AssemblyTitle(\"x\")]" };
        var forwards = GeneratorRun.Of(sources);
        var backwards = GeneratorRun.Of([.. sources.Reverse()]);

        foreach (var file in forwards.Files)
        {
            backwards.Text(file).ShouldBe(forwards.Text(file));
            forwards.Text(file).ShouldNotContain('\r');
        }

        backwards.Files.Length.ShouldBe(forwards.Files.Length);
    }

    [Fact]
    public void A_project_without_a_mark_gets_nothing()
    {
        var run = GeneratorRun.Of(Service);

        run.Files.ShouldBeEmpty();
    }

    private static Edited AfterEdit(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var before = Compile.Library(Suite.Model, Service);
        var driver = GeneratorRun.Driver(before).RunGenerators(before, TestContext.Current.CancellationToken);
        return new Edited(driver.RunGenerators(edit(before), TestContext.Current.CancellationToken).GetRunResult().Results[0]);
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string before, string after)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.ToString();
            if (text.Contains(before, StringComparison.Ordinal))
            {
                return compilation.ReplaceSyntaxTree(tree, Parse(text.Replace(before, after, StringComparison.Ordinal), compilation, tree.FilePath));
            }
        }

        throw new InvalidOperationException($"No source has: {before}");
    }

    private static SyntaxTree Parse(string text, CSharpCompilation compilation, string path = "/0/Added.cs") =>
        CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, path);

    private sealed class Edited(GeneratorRunResult result)
    {
        public IEnumerable<IncrementalStepRunReason> Reasons(string step) => result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

        /// <summary>The reading step ran and found the same; no output was made again.</summary>
        public void ShouldBeCached()
        {
            result.Exception.ShouldBeNull();
            Reasons(TrackingNames.Input).ShouldBe([IncrementalStepRunReason.Unchanged]);
            foreach (var step in s_steps)
            {
                Reasons(step).ShouldAllBe(r => r == IncrementalStepRunReason.Cached || r == IncrementalStepRunReason.Unchanged);
            }

            result.TrackedOutputSteps.ShouldNotBeEmpty();
            result.TrackedOutputSteps.SelectMany(o => o.Value).SelectMany(s => s.Outputs).Select(o => o.Reason).ShouldAllBe(r => r == IncrementalStepRunReason.Cached);
        }
    }
}
