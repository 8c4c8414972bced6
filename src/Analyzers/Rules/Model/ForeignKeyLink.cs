using System.Collections.Immutable;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>What is wrong with a foreign key; at most one thing, the one that Citus would say first.</summary>
internal enum ForeignKeyProblem
{
    None,
    FromReference,
    ReferenceCascadesToLocal,
    ToLocal,
    AcrossSchemas,
    NotColocated,
    SetsNull,
    OffKey,
    FromLocal,
}

/// <summary>A foreign key with the tables at its ends, judged in the order of foreign_constraint.c's ErrorIfUnsupportedForeignConstraintExists.</summary>
internal sealed record ForeignKeyLink(Table Table, Table Principal, TableForeignKey ForeignKey)
{
    public ForeignKeyProblem Problem { get; } = Judge(Table, Principal, ForeignKey);

    public ModelFinding Finding(ModelView view, CitusWords? words) =>
        new(
            view.PlaceOf(Table, ForeignKey.Place),
            view.Display(Table),
            view.Names(Table, ForeignKey.Columns),
            view.Display(Principal),
            Table.DistributionColumn is { } key ? view.PropertyOf(Table, key) : "no key",
            Principal.DistributionColumn is { } principalKey ? view.PropertyOf(Principal, principalKey) : "no key",
            words)
        {
            Properties = view.Properties(Table, words, ForeignKey.Columns).SetItem("principal", Principal.Name.ToString()),
            Related = ImmutableArray.Create(Principal.Place),
        };

    private static ForeignKeyProblem Judge(Table table, Table principal, TableForeignKey foreignKey)
    {
        var self = table.Name == principal.Name;
        if (!self && IsPlain(principal) && IsSharded(table))
        {
            return ForeignKeyProblem.ToLocal;
        }

        if (table.Kind == TableKind.Reference)
        {
            return IsPlain(principal)
                ? foreignKey.OnDelete is DeleteRule.Cascade or DeleteRule.SetNull ? ForeignKeyProblem.ReferenceCascadesToLocal : ForeignKeyProblem.None
                : IsSharded(principal) ? ForeignKeyProblem.FromReference : ForeignKeyProblem.None;
        }

        if (IsPlain(table))
        {
            return IsSharded(principal) ? ForeignKeyProblem.FromLocal : ForeignKeyProblem.None;
        }

        if (!self && principal.Kind != TableKind.Reference && !AreColocated(table, principal))
        {
            return table.Kind == TableKind.SchemaSharded && principal.Kind == TableKind.SchemaSharded ? ForeignKeyProblem.AcrossSchemas : ForeignKeyProblem.NotColocated;
        }

        if (table.DistributionColumn is not { } key)
        {
            return ForeignKeyProblem.None;
        }

        var at = IndexOf(foreignKey.Columns.Items, key);
        if (at >= 0 && foreignKey.OnDelete == DeleteRule.SetNull)
        {
            return ForeignKeyProblem.SetsNull;
        }

        return principal.Kind == TableKind.Distributed
            && principal.DistributionColumn is { } principalKey
            && (at < 0 || at != IndexOf(foreignKey.PrincipalColumns.Items, principalKey))
                ? ForeignKeyProblem.OffKey
                : ForeignKeyProblem.None;
    }

    private static bool IsPlain(Table table) => table.Kind is TableKind.Local or TableKind.Unmarked;

    private static bool IsSharded(Table table) => table.Kind is TableKind.Distributed or TableKind.SingleShard or TableKind.SchemaSharded;

    private static bool AreColocated(Table left, Table right) =>
        left.Kind == TableKind.SchemaSharded && right.Kind == TableKind.SchemaSharded ? left.Name.Schema == right.Name.Schema : left.Group == right.Group;

    private static int IndexOf(ImmutableArray<string> columns, string name) => columns.IndexOf(name);
}
