using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>Puts the distribution key first in keys and indexes that do not contain it and were not configured explicitly.</summary>
internal static class KeyFirstConvention
{
    public static void Apply(IConventionModelBuilder model)
    {
        foreach (var entity in model.Metadata.GetEntityTypes().ToArray())
        {
            if (EntityDistribution.Kind(entity) == TableKind.Distributed && EntityDistribution.KeyProperty(entity) is { } name && entity.FindProperty(name) is { } key)
            {
                Keys(entity, key);
                Indexes(entity, key);
            }
        }
    }

    private static void Keys(IConventionEntityType entity, IConventionProperty distribution)
    {
        foreach (var key in entity.GetDeclaredKeys().ToArray())
        {
            if (key.Properties.Contains(distribution) || key.GetConfigurationSource() == ConfigurationSource.Explicit)
            {
                continue;
            }

            var primary = key.IsPrimaryKey();
            var generated = key.Properties.Select(static p => (Property: p, p.ValueGenerated)).ToArray();
            var longer = entity.AddKey([distribution, .. key.Properties]);
            if (longer is null)
            {
                continue;
            }

            Repoint(key, longer);
            if (primary)
            {
                entity.SetPrimaryKey(longer.Properties);
            }

            if (key.IsInModel && !key.GetReferencingForeignKeys().Any())
            {
                entity.RemoveKey(key);
            }

            // A value that the database generated stays generated, though the key has become longer.
            foreach (var (property, value) in generated)
            {
                property.Builder.ValueGenerated(value);
            }
        }
    }

    /// <summary>
    /// Lets the foreign keys that referenced a key reference the longer one, where the dependent has its own distribution key in
    /// the same group: rows of one tenant reference rows of the same tenant.
    /// </summary>
    private static void Repoint(IConventionKey key, IConventionKey longer)
    {
        foreach (var reference in key.GetReferencingForeignKeys().ToArray())
        {
            if (Completed(reference) is { } properties)
            {
                ForeignKeys.Change(reference, properties, longer);
            }
        }
    }

    private static List<IConventionProperty>? Completed(IConventionForeignKey reference)
    {
        var dependent = reference.DeclaringEntityType;
        if (reference.IsOwnership || dependent.HasSharedClrType)
        {
            return ForeignKeys.WithShadow(reference);
        }

        return EntityDistribution.Group(dependent) == EntityDistribution.Group(reference.PrincipalEntityType)
            && EntityDistribution.KeyProperty(dependent) is { } name && dependent.FindProperty(name) is { } own
            && !reference.Properties.Contains(own)
                ? [own, .. reference.Properties]
                : null;
    }

    private static void Indexes(IConventionEntityType entity, IConventionProperty distribution)
    {
        foreach (var index in entity.GetDeclaredIndexes().ToArray())
        {
            if (index.Properties.Contains(distribution) || index.GetConfigurationSource() == ConfigurationSource.Explicit)
            {
                continue;
            }

            IReadOnlyList<IConventionProperty> longer = [distribution, .. index.Properties];
            if (index.Name is null && entity.FindIndex(longer) is not null)
            {
                entity.RemoveIndex(index);
                continue;
            }

            var annotations = index.GetAnnotations().ToArray();
            var (unique, descending) = (index.IsUnique, index.IsDescending);
            entity.RemoveIndex(index);
            var added = index.Name is null ? entity.AddIndex(longer, fromDataAnnotation: true) : entity.AddIndex(longer, index.Name, fromDataAnnotation: true);
            added?.SetIsUnique(unique, fromDataAnnotation: true);
            if (descending is not null)
            {
                added?.SetIsDescending(descending.Count == 0 ? [false, .. index.Properties.Select(static _ => true)] : [false, .. descending], fromDataAnnotation: true);
            }

            foreach (var annotation in annotations)
            {
                added?.SetAnnotation(annotation.Name, annotation.Value, fromDataAnnotation: true);
            }
        }
    }
}
