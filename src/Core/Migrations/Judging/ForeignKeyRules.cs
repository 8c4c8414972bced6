using System.Linq;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.Migrations.Judging;

/// <summary>Citus foreign_constraint.c, ErrorIfUnsupportedForeignConstraintExists.</summary>
internal static class ForeignKeyRules
{
    public static readonly Refusal PlainToDistributed = new(
        MigrationProblem.ForeignKey,
        "cannot create foreign key constraint since foreign keys from reference tables and local tables to distributed tables are not supported",
        "Reference tables and local tables can only have foreign keys to reference tables and local tables");

    public static readonly Refusal NotColocated = new(
        MigrationProblem.ForeignKey,
        "cannot create foreign key constraint since relations are not colocated or not referencing a reference table",
        "A distributed table can only have foreign keys if it is referencing another colocated hash distributed table or a reference table");

    private const string Cannot = "cannot create foreign key constraint";

    /// <summary>Whether a table of a kind, group and key may have its foreign keys.</summary>
    public static Refusal? Check(Cluster cluster, ClusterTable table, TableKind kind, int group, string? key) =>
        table.ForeignKeys.Select(rule => Check(cluster, table, rule, kind, group, key)).FirstOrDefault(static r => r is not null);

    public static Refusal? Check(Cluster cluster, ClusterTable table, ForeignKeyRule rule, TableKind kind, int group, string? key)
    {
        var itself = Cluster.Normal(rule.Principal) == table.Name;
        var principal = itself ? table : cluster.FindOrAssume(rule.Principal);
        var (theirKind, theirGroup, theirKey) = itself ? (kind, group, key) : (principal.Kind, principal.Group, principal.Key);
        if (!itself && !principal.IsComplete && principal.Kind == TableKind.Unmarked)
        {
            return null;
        }

        if (kind == TableKind.Reference)
        {
            return theirKind switch
            {
                TableKind.Reference => null,
                TableKind.Unmarked or TableKind.Local when !cluster.TakesLocalTables && theirKind == TableKind.Unmarked => NotReferenced(principal),
                TableKind.Unmarked or TableKind.Local => Restricts(rule) ? null : new Refusal(
                    MigrationProblem.ForeignKey,
                    "cannot define foreign key constraint, foreign keys from reference tables to local tables can only be defined with NO ACTION or RESTRICT behaviors"),
                _ => PlainToDistributed,
            };
        }

        if (theirKind is TableKind.Unmarked or TableKind.Local)
        {
            return NotReferenced(principal);
        }

        if (theirKind != TableKind.Reference && theirGroup != group)
        {
            return NotColocated;
        }

        return OnKey(rule, key, theirKind, theirKey);
    }

    private static Refusal? OnKey(ForeignKeyRule rule, string? key, TableKind theirKind, string? theirKey)
    {
        var at = key is null ? -1 : rule.Columns.ToList().IndexOf(key);
        if (at >= 0)
        {
            if (rule.OnDelete is KeyAction.SetNull or KeyAction.SetDefault)
            {
                return new Refusal(MigrationProblem.ForeignKey, Cannot, "SET NULL or SET DEFAULT is not supported in ON DELETE operation when distribution key is included in the foreign key constraint");
            }

            if (rule.OnUpdate is KeyAction.SetNull or KeyAction.SetDefault or KeyAction.Cascade)
            {
                return new Refusal(MigrationProblem.ForeignKey, Cannot, "SET NULL, SET DEFAULT or CASCADE is not supported in ON UPDATE operation when distribution key included in the foreign constraint.");
            }
        }

        return theirKind == TableKind.Distributed && (at < 0 || at >= rule.PrincipalColumns.Count || rule.PrincipalColumns[at] != theirKey)
            ? new Refusal(
                MigrationProblem.ForeignKey,
                Cannot,
                "Foreign keys are supported in two cases, either in between two colocated tables including partition column in the same ordinal in the both tables or from distributed to reference tables")
            : null;
    }

    private static bool Restricts(ForeignKeyRule rule) =>
        rule.OnDelete is KeyAction.NoAction or KeyAction.Restrict && rule.OnUpdate is KeyAction.NoAction or KeyAction.Restrict;

    private static Refusal NotReferenced(ClusterTable principal) => new(
        MigrationProblem.ForeignKey,
        "referenced table \"" + principal.Name.Name + "\" must be a distributed table or a reference table",
        "To enforce foreign keys, the referencing and referenced rows need to be stored on the same node.");
}
