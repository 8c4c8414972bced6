using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>How relationship configurations find each other and are merged.</summary>
internal static class Relationships
{
    /// <summary>The relationship that already uses a navigation of this entity.</summary>
    public static RelationshipConfig? FindRelationship(this EntityConfig entity, string? navigation) => navigation is null
        ? null
        : entity.Relationships.FirstOrDefault(r =>
            (ReferenceEquals(r.First, entity) && r.FirstNavigation == navigation) || (ReferenceEquals(r.Second, entity) && r.SecondNavigation == navigation));

    public static void Attach(this RelationshipConfig relationship)
    {
        relationship.First.Relationships.Add(relationship);
        if (!ReferenceEquals(relationship.First, relationship.Second))
        {
            relationship.Second.Relationships.Add(relationship);
        }
    }

    public static void Remove(this RelationshipConfig relationship)
    {
        relationship.First.Relationships.Remove(relationship);
        relationship.Second.Relationships.Remove(relationship);
    }

    /// <summary>The same relationship seen from the other end, in its place.</summary>
    public static RelationshipConfig Reverse(this RelationshipConfig relationship)
    {
        var reversed = new RelationshipConfig(relationship.Second, relationship.SecondNavigation, relationship.First)
        {
            SecondNavigation = relationship.FirstNavigation,
            FirstIsCollection = relationship.SecondIsCollection,
            SecondIsCollection = relationship.FirstIsCollection,
            Completed = relationship.Completed,
            Place = relationship.Place,
        };
        reversed.Take(relationship);
        relationship.Remove();
        reversed.Attach();
        return reversed;
    }

    /// <summary>Takes over what the other says and this does not.</summary>
    public static void Take(this RelationshipConfig relationship, RelationshipConfig other)
    {
        relationship.Dependent ??= other.Dependent;
        relationship.ForeignKey ??= other.ForeignKey;
        relationship.PrincipalKey ??= other.PrincipalKey;
        relationship.Required ??= other.Required;
        relationship.OnDelete ??= other.OnDelete;
        relationship.ConstraintName ??= other.ConstraintName;
        relationship.Join ??= other.Join;
    }

    /// <summary>The entity a navigation leads to: an owner's own owned type before the type's own entity.</summary>
    public static EntityConfig Target(this ModelConfig config, EntityConfig entity, string? navigation, INamedTypeSymbol type)
    {
        if (navigation is not null && entity.Owned.TryGetValue(navigation, out var owned))
        {
            return owned.Entity;
        }

        for (var owner = entity.Owner; owner is not null; owner = owner.Owner)
        {
            if (ClrTypes.Same(owner.Type, type))
            {
                return owner;
            }
        }

        var target = config.Entity(type);
        target.InModel = true;
        return target;
    }
}
