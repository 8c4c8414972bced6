using System.Collections.Generic;
using System.Linq;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>Changes foreign keys while the model is being finished.</summary>
internal static class ForeignKeys
{
    /// <summary>Gives a foreign key other columns and another principal key, and keeps what it does otherwise.</summary>
    public static void Change(IConventionForeignKey key, IReadOnlyList<IConventionProperty> properties, IConventionKey principal)
    {
        var required = key.IsRequired;
        var delete = key.DeleteBehavior;
        var unique = key.IsUnique;
        key.SetProperties(properties, principal);

        // The distribution key is never null; whether a row has a principal is decided by the rest.
        key.SetIsRequired(required);
        key.SetDeleteBehavior(delete == DeleteBehaviors.SetNull ? DeleteBehaviors.ClientSetNull : delete);
        if (key.IsUnique != unique)
        {
            key.SetIsUnique(unique);
        }
    }

    /// <summary>
    /// For a table without a class of its own: a shadow property for the principal's distribution key, before the columns it has.
    /// </summary>
    public static List<IConventionProperty>? WithShadow(IConventionForeignKey key)
    {
        var principal = key.PrincipalEntityType;
        if (Metadata.EntityDistribution.KeyProperty(principal) is not { } name || principal.FindProperty(name) is not { } distribution)
        {
            return null;
        }

        var dependent = key.DeclaringEntityType;
        var shared = key.IsOwnership ? principal.ShortName() + name : name;
        var property = dependent.FindProperty(shared) ?? dependent.AddProperty(shared, distribution.ClrType);
        if (property is null)
        {
            return null;
        }

        if (dependent.FindPrimaryKey() is { } own && !own.Properties.Contains(property))
        {
            var longer = dependent.AddKey([property, .. own.Properties]);
            if (longer is not null)
            {
                dependent.SetPrimaryKey(longer.Properties);
                dependent.RemoveKey(own);
            }
        }

        return [property, .. key.Properties];
    }

    private static class DeleteBehaviors
    {
        public const Microsoft.EntityFrameworkCore.DeleteBehavior SetNull = Microsoft.EntityFrameworkCore.DeleteBehavior.SetNull;
        public const Microsoft.EntityFrameworkCore.DeleteBehavior ClientSetNull = Microsoft.EntityFrameworkCore.DeleteBehavior.ClientSetNull;
    }
}
