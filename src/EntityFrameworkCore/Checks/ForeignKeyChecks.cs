using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Checks;

/// <summary>Why Citus refuses a foreign key, and what to do; null when it takes it.</summary>
internal static class ForeignKeyChecks
{
    public static string? Problem(IForeignKeyConstraint key, TableDistribution own, TableDistribution principal)
    {
        if (own.Kind == TableKind.SchemaSharded)
        {
            return principal.Kind == TableKind.Reference || (principal.Kind == TableKind.SchemaSharded && key.Table.Schema == key.PrincipalTable.Schema)
                ? null
                : "it leaves the distributed schema: \"cannot create foreign key constraint since relations are not colocated or not referencing a reference table\". Only reference tables can be referenced from there.";
        }

        if (own.Kind == TableKind.Reference)
        {
            return principal.HasShards
                ? "\"foreign keys from reference tables and local tables to distributed tables are not supported\". Leave it out of the database, or distribute the table too."
                : principal.Kind != TableKind.Reference && key.OnDeleteAction is not (ReferentialAction.NoAction or ReferentialAction.Restrict)
                    ? "\"foreign keys from reference tables to local tables can only be defined with NO ACTION or RESTRICT behaviors\". Choose OnDelete(DeleteBehavior.Restrict), or make the other one a reference table."
                    : null;
        }

        if (!own.HasShards || principal.Kind == TableKind.Reference)
        {
            return null;
        }

        if (!principal.HasShards)
        {
            return "\"referenced table must be a distributed table or a reference table\". Make it a reference table, or distribute it by the same key.";
        }

        if (own.Group != principal.Group)
        {
            return "\"relations are not colocated or not referencing a reference table\". Colocate the tables, or leave the foreign key out of the database.";
        }

        return own.Kind == TableKind.Distributed ? Colocated(key, own, principal) : null;
    }

    private static string? Colocated(IForeignKeyConstraint key, TableDistribution own, TableDistribution principal)
    {
        for (var i = 0; i < key.Columns.Count; i++)
        {
            if (key.Columns[i].Name == own.KeyColumn)
            {
                return key.PrincipalColumns[i].Name != principal.KeyColumn
                    ? Missing
                    : key.OnDeleteAction is ReferentialAction.SetNull or ReferentialAction.SetDefault
                        ? "\"SET NULL or SET DEFAULT is not supported in ON DELETE operation when distribution key is included in the foreign key constraint\". Choose OnDelete(DeleteBehavior.Restrict) or ClientSetNull."
                        : null;
            }
        }

        return Missing;
    }

    private const string Missing =
        "\"Foreign keys are supported in two cases, either in between two colocated tables including partition column in the same ordinal in the both tables or from distributed to reference tables\". "
        + "Add both distribution keys to it, at the same place.";
}
