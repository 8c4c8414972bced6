using System.Linq;
using ShardSafety.Core.Migrations.State;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Uniqueness is enforced shard by shard, so that it must include the distribution key.</summary>
internal static class UniqueRules
{
    /// <summary>When a table is distributed, or a constraint is added: INCLUDE columns count, since they stand in the index too.</summary>
    public static Refusal? Check(ClusterTable table, string? key) =>
        key is null || table.Uniques.All(u => Holds(u, key)) ? null : Constraint(table);

    public static bool Holds(UniqueRule rule, string key) => rule.Columns.Contains(key) || (rule.Kind == UniqueKind.Index && rule.Include.Contains(key));

    public static Refusal Constraint(ClusterTable table) => new(
        MigrationProblem.UniqueWithoutKey,
        "cannot create constraint on \"" + table.Name.Name + "\"",
        "Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column (with an equality operator if EXCLUDE).");
}
