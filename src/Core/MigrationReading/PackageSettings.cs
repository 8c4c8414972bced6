using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.Steps;

namespace ShardSafety.Core.MigrationReading;

/// <summary>
/// What <c>ShardSafety.EntityFrameworkCore</c> runs around a migration whose operations carry distribution: one connection a node,
/// and plain tables taken into Citus's metadata only where they stay plain.
/// </summary>
internal static class PackageSettings
{
    private const string LocalTables = "citus.enable_local_reference_table_foreign_keys";

    public static IReadOnlyList<MigrationStep> Around(List<MigrationStep> steps)
    {
        if (!steps.Any(static s => s is { IsRawSql: false } and (DistributeStep or CreateReferenceStep or UndistributeStep or AlterDistributionStep or DistributeSchemaStep)))
        {
            return steps;
        }

        var all = new List<MigrationStep> { new SetStep("citus.multi_shard_modify_mode", "sequential"), new SetStep(LocalTables, "off") };
        for (var i = 0; i < steps.Count; i++)
        {
            var plain = steps[i] is CreateTableStep { IsRawSql: false, ForeignKeys.Count: > 0 } create
                && !(i + 1 < steps.Count && steps[i + 1] is { IsRawSql: false } next && DistributedTable(next) == create.Name);
            var toPlain = steps[i] is CreateReferenceStep { IsRawSql: false } reference && i > 0 && steps[i - 1] is CreateTableStep { IsRawSql: false } its
                && its.Name == reference.Table && its.ForeignKeys.Any(k => StaysPlain(steps, k.Principal));
            if (plain || toPlain || steps[i] is AddForeignKeyStep { IsRawSql: false })
            {
                all.Add(new SetStep(LocalTables, "on"));
                all.Add(steps[i]);
                all.Add(new SetStep(LocalTables, "off"));
            }
            else
            {
                all.Add(steps[i]);
            }
        }

        return all;
    }

    /// <summary>Whether the same migration creates a table and leaves it plain.</summary>
    private static bool StaysPlain(List<MigrationStep> steps, Queries.TableName name) =>
        steps.Any(s => s is CreateTableStep create && create.Name == name) && !steps.Any(s => DistributedTable(s) == name);

    private static Queries.TableName? DistributedTable(MigrationStep step) => step switch
    {
        DistributeStep s => s.Table,
        CreateReferenceStep s => s.Table,
        _ => null,
    };
}
