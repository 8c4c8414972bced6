using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;
using static ShardSafety.Generators.Tests.Ddl.Models;

namespace ShardSafety.Generators.Tests.Ddl;

public class DistributionPlannerTests
{
    [Fact]
    public void Reference_tables_come_first_then_principals_then_dependents()
    {
        Steps(Shop()).ShouldBe(
        [
            "reference Plans",
            "reference Products",
            "Companies by Id, none",
            "Counters on one shard, none",
            "Devices by DeviceId, none, 8",
            "Users by CompanyId, Companies",
            "Items by CompanyId, Companies",
        ]);
    }

    [Fact]
    public void A_reference_table_follows_the_one_it_points_to()
    {
        Steps(Context(Reference("A", "B"), Reference("B", "C"), Reference("C"))).ShouldBe(["reference C", "reference B", "reference A"]);
    }

    [Fact]
    public void The_first_of_a_group_is_the_first_that_foreign_keys_allow()
    {
        // The root points to a table of its group: that one has to come first, so it founds the group.
        Steps(Context(Distributed("Root", "Id", "Root", "Leaf"), Distributed("Leaf", "RootId", "Root"))).ShouldBe(["Leaf by RootId, none", "Root by Id, Leaf"]);
    }

    [Fact]
    public void Separate_groups_are_separate_even_where_types_agree()
    {
        Steps(Context(Distributed("A", "Id", "A"), Distributed("B", "Id", "B"))).ShouldBe(["A by Id, none", "B by Id, none"]);
    }

    [Fact]
    public void A_table_without_a_known_key_is_left_out_with_its_group_and_dependents()
    {
        var plan = DistributionPlanner.Plan(Context(
            Distributed("Root", null!, "Root"),
            Distributed("Member", "RootId", "Root"),
            Distributed("Other", "Id", "Other", "Member"),
            Distributed("Fine", "Id", "Fine")));

        plan.Steps.Select(s => s.Target.Name).ShouldBe(["Fine"]);
        plan.LeftOut.Select(l => l.Table + ": " + l.Reason).ShouldBe(
        [
            "Root: its distribution column could not be resolved",
            "Member: it is colocated with Root, which is left out",
            "Other: it has a foreign key to Member, which is left out",
        ]);
    }

    [Fact]
    public void A_circle_of_foreign_keys_is_left_out()
    {
        var plan = DistributionPlanner.Plan(Context(
            Distributed("A", "Id", "A", "B"),
            Distributed("B", "Id", "A", "A"),
            Distributed("C", "Id", "C")));

        plan.Steps.Select(s => s.Target.Name).ShouldBe(["C"]);
        plan.LeftOut.Count.ShouldBe(2);
        plan.LeftOut[0].Reason.ShouldStartWith("its foreign keys run in a circle");
    }

    [Fact]
    public void Names_that_postgresql_can_not_have_are_left_out()
    {
        var plan = DistributionPlanner.Plan(Context(
            Distributed(new string('ä', 32), "Id", "A"),
            Distributed("B", "a\0b", "B"),
            Distributed(new string('a', 63), new string('b', 63), "C")));

        plan.Steps.Select(s => s.Target.Name).ShouldBe([new string('a', 63)]);
        plan.LeftOut.Select(l => l.Reason).ShouldBe(["a name longer than PostgreSQL's 63 bytes, which it would cut", "a name with a zero character"], ignoreOrder: true);
    }

    [Fact]
    public void A_table_whose_name_is_known_at_run_time_only_is_left_out_with_an_error_in_the_script()
    {
        var run = Support.GeneratorRun.Of(
            """
            using Microsoft.EntityFrameworkCore; using ShardSafety;
            namespace App;
            [DistributedBy(nameof(TenantId))] public class Note { public long TenantId { get; set; } public long Id { get; set; } }
            [DistributedBy(nameof(Id))] public class Other { public long Id { get; set; } }
            public class Db(DbContextOptions options, string prefix) : DbContext(options)
            {
                public DbSet<Note> Notes => Set<Note>();
                public DbSet<Other> Others => Set<Other>();
                protected override void OnModelCreating(ModelBuilder b) { b.Entity<Note>().ToTable(prefix + "notes").HasKey(n => new { n.TenantId, n.Id }); }
            }
            """).ShouldCompile();

        var script = run.Text("App.Db.Citus.g.cs");
        script.ShouldContain("since the model has a table name that is known at run time only");
        script.ShouldNotContain("'TenantId'");
        script.ShouldContain("create_distributed_table('\"Others\"', 'Id'");
    }

    [Fact]
    public void Views_local_tables_and_tables_of_other_migrations_get_no_step()
    {
        Steps(Context(
            Local("L"),
            Distributed("V", "Id", "V") with { IsView = true },
            Distributed("Root", "Id", "Root") with { ExcludedFromMigrations = true },
            Distributed("Member", "RootId", "Root", "Root"))).ShouldBe(["Member by RootId, Root"]);
    }

    [Fact]
    public void Nothing_of_a_context_without_citus()
    {
        Steps(Shop() with { NotSharded = true }).ShouldBeEmpty();
    }

    [Fact]
    public void A_chain_of_ten_thousand_foreign_keys_is_ordered()
    {
        var tables = Enumerable.Range(0, 10_000)
            .Select(i => Distributed($"T{i:D5}", "Id", "G", i == 9_999 ? [] : [$"T{i + 1:D5}"]))
            .ToArray();

        var steps = DistributionPlanner.Plan(Context(tables)).Steps;

        steps.Count.ShouldBe(10_000);
        steps[0].Target.Name.ShouldBe("T09999");
        steps[9_999].Target.Name.ShouldBe("T00000");
    }

    private static string[] Steps(ContextModel context) =>
    [
        .. DistributionPlanner.Plan(context).Steps.Select(s => s switch
        {
            ReferenceStep r => "reference " + r.Table,
            DistributedStep d => $"{d.Table} by {d.Column}, {d.ColocateWith?.ToString() ?? "none"}{(d.ShardCount is { } n ? $", {n}" : "")}",
            SingleShardStep o => $"{o.Table} on one shard, {o.ColocateWith?.ToString() ?? "none"}",
            SchemaStep schema => "schema " + schema.Schema,
            _ => "?",
        }),
    ];
}
