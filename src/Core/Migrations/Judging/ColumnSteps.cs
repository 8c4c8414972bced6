using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Columns come, go and change.</summary>
internal static class ColumnSteps
{
    public static Refusal? Add(Cluster cluster, AddColumnStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.Columns.Add(step.Column);
        if (!table.IsDistributedOrReference)
        {
            return null;
        }

        return step.Column switch
        {
            { Identity: true } => new Refusal(MigrationProblem.GeneratedColumnAdded, "cannot execute ADD COLUMN commands involving identity columns when metadata is synchronized to workers"),
            { Serial: true } => new Refusal(MigrationProblem.GeneratedColumnAdded, "cannot execute ADD COLUMN commands involving serial pseudotypes when metadata is synchronized to workers"),
            _ => null,
        };
    }

    public static Refusal? Drop(Cluster cluster, DropColumnStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.Columns.RemoveAll(c => c.Name == step.Column);
        table.Uniques.RemoveAll(u => u.Columns.Contains(step.Column));
        table.ForeignKeys.RemoveAll(k => k.Columns.Contains(step.Column));
        return IfKey(table, step.Column);
    }

    public static Refusal? Alter(Cluster cluster, AlterColumnStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        var index = table.Columns.FindIndex(c => c.Name == step.Column);
        if (index >= 0 && step.Type is { } type)
        {
            table.Columns[index] = table.Columns[index] with { Type = type };
        }

        return IfKey(table, step.Column);
    }

    public static Refusal? Rename(Cluster cluster, RenameColumnStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.Columns = [.. table.Columns.Select(c => c.Name == step.Column ? c with { Name = step.NewName } : c)];
        table.Uniques = [.. table.Uniques.Select(u => u with { Columns = Renamed(u.Columns), Include = Renamed(u.Include) })];
        table.ForeignKeys = [.. table.ForeignKeys.Select(k => k with { Columns = Renamed(k.Columns) })];
        foreach (var other in cluster.Tables)
        {
            other.ForeignKeys = [.. other.ForeignKeys.Select(k => Cluster.Normal(k.Principal) == table.Name ? k with { PrincipalColumns = Renamed(k.PrincipalColumns) } : k)];
        }

        table.Key = table.Key == step.Column ? step.NewName : table.Key;
        return null;

        List<string> Renamed(IReadOnlyList<string> columns) => [.. columns.Select(c => c == step.Column ? step.NewName : c)];
    }

    private static Refusal? IfKey(ClusterTable table, string column) => table.IsSharded && table.Key == column
        ? new Refusal(MigrationProblem.KeyColumnChanged, "cannot execute ALTER TABLE command involving partition column")
        : null;
}
