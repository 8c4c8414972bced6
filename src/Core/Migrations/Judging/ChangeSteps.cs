using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Distribution is changed or undone: Citus alter_table.c.</summary>
internal static class ChangeSteps
{
    public static readonly Refusal Identity = new(MigrationProblem.IdentityColumn, "cannot complete operation on a table with identity column");

    public static Refusal? Undistribute(Cluster cluster, UndistributeStep step)
    {
        if (RelationNames.Check(cluster, step.Table) is { } wrong)
        {
            return wrong;
        }

        var table = cluster.FindOrAssume(step.Table);
        if (table.IsComplete && !table.IsDistributedOrReference)
        {
            return step.Guarded ? null : new Refusal(MigrationProblem.AlreadyDistributed, "cannot undistribute table because the table is not distributed");
        }

        Refusal? refusal = null;
        if (!step.Cascade && !step.ForeignKeysAside)
        {
            refusal = table.ForeignKeys.Count > 0 ? Because(table, "has a foreign key")
                : cluster.Referencing(table).Any() ? Because(table, "is referenced by a foreign key") : null;
        }

        foreach (var one in step.Cascade ? cluster.Connected(table).Where(static t => t.IsDistributedOrReference).ToList() : [table])
        {
            refusal ??= one.Columns.Any(static c => c.Identity) ? Identity : null;
            (one.Kind, one.Key, one.Group) = (TableKind.Unmarked, null, 0);
        }

        return refusal;
    }

    public static Refusal? Alter(Cluster cluster, AlterDistributionStep step)
    {
        if (RelationNames.Check(cluster, step.Table) is { } wrong)
        {
            return wrong;
        }

        var table = cluster.FindOrAssume(step.Table);
        if (table.IsComplete && !table.IsSharded)
        {
            return step.Guarded ? null : new Refusal(MigrationProblem.AlreadyDistributed, "cannot alter table because the table is not distributed");
        }

        var refusal = table.Columns.Any(static c => c.Identity) ? Identity : null;
        if (step.Key is { } key)
        {
            refusal ??= UniqueRules.Check(table, key);
            (table.Key, table.Group) = (key, cluster.NewGroup());
        }

        if (step.ColocateWith is { } with && with is not "default")
        {
            table.Group = Sql.RegClass.Parse(with) is { } name && with != "none" && cluster.Find(name) is { Group: > 0 } other ? other.Group : cluster.NewGroup();
        }

        return refusal;
    }

    private static Refusal Because(ClusterTable table, string why) =>
        new(MigrationProblem.UndistributeWithForeignKeys, "cannot complete operation because table " + table.Name.Name + " " + why);
}
