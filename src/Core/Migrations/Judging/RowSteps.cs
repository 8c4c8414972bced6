using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Rows that a migration writes.</summary>
internal static class RowSteps
{
    public static Refusal? Insert(Cluster cluster, InsertStep step)
    {
        var table = cluster.FindOrAssume(step.Table);
        table.HasRows = true;
        if (table is not { Kind: TableKind.Distributed, Key: { } key, IsComplete: true } || table.Column(key) is { } column && (column.Identity || column.Serial))
        {
            return null;
        }

        var at = step.Columns is { } columns ? columns.ToList().IndexOf(key) : table.Columns.FindIndex(c => c.Name == key);
        return at < 0 ? new Refusal(MigrationProblem.NullKey, "cannot perform an INSERT without a partition column value")
            : step.Nulls.Contains(at) ? new Refusal(MigrationProblem.NullKey, "cannot perform an INSERT with NULL in the partition column")
            : null;
    }
}
