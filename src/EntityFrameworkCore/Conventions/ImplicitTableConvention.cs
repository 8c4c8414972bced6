using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>
/// Tables that no class was written for (join tables of many-to-many, tables of owned types) are distributed with the entity they
/// belong to where their foreign key carries its distribution key; a join table between reference tables is one too.
/// </summary>
internal static class ImplicitTableConvention
{
    public static void Apply(IConventionModelBuilder model)
    {
        // Owners before what they own, however deep.
        foreach (var entity in model.Metadata.GetEntityTypes().OrderBy(static e => e.Name.Length).ThenBy(static e => e.Name, StringComparer.Ordinal).ToArray())
        {
            if (entity.FindAnnotation(ShardAnnotations.Kind) is not null || !(entity.IsOwned() || entity.HasSharedClrType))
            {
                continue;
            }

            var principals = entity.GetForeignKeys().Where(k => entity.IsOwned() ? k.IsOwnership : true).ToArray();
            var through = Array.Find(principals, static k => Column(k) is not null || EntityDistribution.Kind(k.PrincipalEntityType) == TableKind.SingleShard);
            if (through is not null)
            {
                Belongs(entity, through);
            }
            else if (principals.Length > 0 && Array.TrueForAll(principals, static k => EntityDistribution.Kind(k.PrincipalEntityType) == TableKind.Reference))
            {
                entity.Builder.HasAnnotation(ShardAnnotations.Kind, TableKinds.Reference);
            }
        }
    }

    private static void Belongs(IConventionEntityType entity, IConventionForeignKey key)
    {
        var owner = EntityDistribution.Carrier(key.PrincipalEntityType)!;
        entity.Builder.HasAnnotation(ShardAnnotations.Kind, owner[ShardAnnotations.Kind]);
        entity.Builder.HasNonNullAnnotation(ShardAnnotations.KeyProperty, Column(key));
        entity.Builder.HasNonNullAnnotation(ShardAnnotations.Group, owner[ShardAnnotations.Group]);
        entity.Builder.HasNonNullAnnotation(ShardAnnotations.ShardCount, owner[ShardAnnotations.ShardCount]);
    }

    /// <summary>The dependent's property that is paired with the principal's distribution key.</summary>
    private static string? Column(IConventionForeignKey key)
    {
        var distribution = EntityDistribution.KeyProperty(key.PrincipalEntityType);
        for (var i = 0; i < key.PrincipalKey.Properties.Count; i++)
        {
            if (key.PrincipalKey.Properties[i].Name == distribution)
            {
                return key.Properties[i].Name;
            }
        }

        return null;
    }
}
