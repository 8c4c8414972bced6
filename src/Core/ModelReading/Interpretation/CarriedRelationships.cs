using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Relationships of a base context's model as configuration. Many-to-many ones are found again by conventions.</summary>
internal static class CarriedRelationships
{
    public static void Describe(ContextModel model, Entity entity, EntityConfig config, Navigation navigation, Dictionary<string, EntityConfig> entities)
    {
        if (navigation.AutoInclude && !navigation.IsOwned)
        {
            config.Navigation(navigation.Name).AutoInclude = true;
        }

        var other = model.Entities.Items.FirstOrDefault(e => e.Id == navigation.Target);
        if (navigation.IsOwned || navigation.Through is not null || other is null or { Owner: not null }
            || !entities.TryGetValue(navigation.Target, out var target)
            || (!navigation.OnDependent && navigation.Inverse is not null)
            || config.FindRelationship(navigation.Name) is not null)
        {
            return;
        }

        var (dependent, principal) = navigation.OnDependent ? (entity, other) : (other, entity);
        var (own, referenced) = navigation.OnDependent ? (navigation.OwnProperties, navigation.TargetProperties) : (navigation.TargetProperties, navigation.OwnProperties);
        var constraint = model.Tables.Items.FirstOrDefault(t => t.Name == dependent.Table)?.ForeignKeys.Items
            .FirstOrDefault(k => k.Principal == principal.Table && k.Columns.Items.SequenceEqual(own.Items.Select(p => dependent.FindProperty(p)?.ColumnName ?? "")));
        var relationship = new RelationshipConfig(config, navigation.Name, target)
        {
            SecondNavigation = navigation.Inverse,
            FirstIsCollection = navigation.IsCollection,
            SecondIsCollection = navigation.OnDependent && (navigation.Inverse is { } inverse ? other.FindNavigation(inverse)?.IsCollection == true : !IsUnique(model, dependent, own.Items)),
            Completed = true,
            Dependent = navigation.OnDependent ? config : target,
            ForeignKey = new PropertyNames([.. own.Items], Place.None),
            PrincipalKey = referenced == principal.Key ? null : new PropertyNames([.. referenced.Items], Place.None),
            Required = navigation.OnDependent ? navigation.IsRequired : null,
            OnDelete = constraint?.OnDelete.ToString(),
            ConstraintName = constraint?.Name,
        };
        relationship.Attach();
    }

    /// <summary>Without a navigation back, only the index tells one-to-one from one-to-many.</summary>
    private static bool IsUnique(ContextModel model, Entity dependent, IEnumerable<string> properties)
    {
        var columns = properties.Select(p => dependent.FindProperty(p)?.ColumnName ?? "").ToList();
        return dependent.Key.Items.SequenceEqual(properties)
            || model.Tables.Items.FirstOrDefault(t => t.Name == dependent.Table)?.Indexes.Items.Any(i => i.Unique && i.Columns.Items.SequenceEqual(columns)) == true;
    }
}
