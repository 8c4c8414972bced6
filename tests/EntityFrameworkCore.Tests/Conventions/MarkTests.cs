using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ShardSafety.EntityFrameworkCore.Tests.Models;

namespace ShardSafety.EntityFrameworkCore.Tests.Conventions;

/// <summary>Attributes and fluent configuration in the finished model, as the operations of a first migration show them.</summary>
public sealed class MarkTests
{
    [DistributedBy(nameof(TenantId))]
    private interface IMarked
    {
        long TenantId { get; }
    }

    private sealed class Left : IMarked
    {
        public long TenantId { get; set; }

        public Guid Id { get; set; }
    }

    private sealed class Right : IMarked
    {
        public long TenantId { get; set; }

        public Guid Id { get; set; }
    }

    [LocalTable]
    private sealed class Nearest : IMarked
    {
        public long TenantId { get; set; }

        public Guid Id { get; set; }
    }

    private sealed class InterfaceContext() : ModelContext("Host=none")
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Left>().HasKey(l => new { l.TenantId, l.Id });
            model.Entity<Right>().HasKey(r => new { r.TenantId, r.Id });
            model.Entity<Nearest>();
        }
    }

    [Fact]
    public void A_mark_on_an_interface_is_one_group_for_all_that_implement_it_and_the_nearest_wins()
    {
        using var context = new InterfaceContext();
        var creates = Creates(context);
        Read(creates["Left"]).ShouldBe("Distributed by TenantId");
        Read(creates["Right"]).ShouldBe("Distributed by TenantId with Left");
        Read(creates["Nearest"]).ShouldBe("");
    }

    private sealed class FluentContext() : ModelContext("Host=none")
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Project>().HasKey(p => new { p.TenantId, p.Id });
            model.Entity<Project>().Ignore(p => p.Tickets);
            model.Entity<Project>().IsSingleShardTable();
            model.Entity<Country>().IsLocalTable();
            model.Entity<Left>().IsDistributedBy(l => l.Id).HasShardCount(6);
            model.Entity<Right>().HasKey(r => r.Id);
            model.Entity<Right>().Property(r => r.Id).HasColumnName("the id");
            model.Entity<Right>().IsDistributedBy(nameof(Right.Id)).ColocatedWith<Left>();
            model.Entity<Root>().IsReferenceTable();
        }
    }

    [Fact]
    public void Fluent_configuration_wins_over_attributes()
    {
        using var context = new FluentContext();
        var creates = Creates(context);
        Read(creates["Project"]).ShouldBe("SingleShard");
        Read(creates["Country"]).ShouldBe("");
        Read(creates["Left"]).ShouldBe("Distributed by Id over 6");
        Read(creates["Right"]).ShouldBe("Distributed by the id with Left");
        Read(creates["Root"]).ShouldBe("Reference");
    }

    [NotSharded]
    private sealed class PlainContext() : ModelContext("Host=none")
    {
        public DbSet<Root> Roots => Set<Root>();
    }

    [Fact]
    public void A_context_that_is_not_sharded_has_no_marks()
    {
        using var context = new PlainContext();
        Read(Creates(context)["Roots"]).ShouldBe("");
    }

    [DistributedBy(nameof(TenantId))]
    private sealed class Order
    {
        public long TenantId { get; set; }

        public Guid Id { get; set; }

        public List<Line> Lines { get; } = [];
    }

    private sealed class Line
    {
        public int Number { get; set; }
    }

    private sealed class OwnedContext() : ModelContext("Host=none")
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Order>().HasKey(p => new { p.TenantId, p.Id });
            model.Entity<Order>().OwnsMany(o => o.Lines, lines =>
            {
                lines.WithOwner().HasForeignKey("TenantId", "OrderId");
                lines.HasKey("TenantId", "OrderId", "Number");
            });
        }
    }

    [Fact]
    public void A_table_of_owned_rows_is_distributed_with_its_owner()
    {
        using var context = new OwnedContext();
        Read(Creates(context)["Line"]).ShouldBe("Distributed by TenantId with Order");
    }

    private sealed class WrongContext() : ModelContext("Host=none")
    {
        public DbSet<Project> Projects => Set<Project>();
    }

    [Fact]
    public void What_Citus_would_refuse_is_said_all_at_once()
    {
        using var context = new WrongContext();
        var refusal = Should.Throw<ShardSafetyException>(() => Creates(context)).Message;
        refusal.ShouldContain("The primary key \"PK_Projects\" of \"Projects\" lacks the distribution key \"TenantId\"");
        refusal.ShouldContain("The foreign key \"FK_Ticket_Projects_ProjectId\" from \"Ticket\" to \"Projects\"");
    }

    internal static Dictionary<string, CreateTableOperation> Creates(DbContext context) =>
        context.GetService<IMigrationsModelDiffer>().GetDifferences(null, context.GetService<IDesignTimeModel>().Model.GetRelationalModel())
            .OfType<CreateTableOperation>().ToDictionary(c => c.Name);

    internal static string Read(CreateTableOperation create) =>
        create["ShardSafety:Kind"]
        + (create["ShardSafety:KeyColumn"] is { } key ? " by " + key : "")
        + (create["ShardSafety:ColocateWith"] is { } other ? " with " + other : "")
        + (create["ShardSafety:ShardCount"] is { } count ? " over " + count : "");
}
