namespace ShardSafety.Package.Tests;

/// <summary>Projects that install the packed package as a user would.</summary>
public sealed class ConsumerTests(PackedFeed feed)
{
    [Fact]
    public async Task A_key_that_Citus_refuses_breaks_the_build()
    {
        var build = await feed.BuildAsync("Failing");

        build.ExitCode.ShouldNotBe(0, build.Output);
        build.Output.ShouldContain("Notes.cs(4,2): error SHARD1001");
    }

    [Fact]
    public async Task A_sound_project_builds_without_a_word()
    {
        var build = await feed.BuildAsync("Clean");

        build.ExitCode.ShouldBe(0, build.Output);
        build.Output.ShouldContain("0 Warning(s)");
    }

    [Fact]
    public async Task A_project_that_only_references_the_model_is_judged_by_it()
    {
        var build = await feed.BuildAsync("TwoProjects", "App");

        build.ExitCode.ShouldBe(0, build.Output);
        build.Output.ShouldContain("Notebook.cs(7,47): warning SHARD2001");
        build.Output.ShouldNotContain("Notebook.cs(5");
    }
}
