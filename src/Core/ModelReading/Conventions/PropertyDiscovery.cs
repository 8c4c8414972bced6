using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>The scalar properties of each entity (<c>PropertyDiscoveryConvention</c>), those that code adds included.</summary>
internal static class PropertyDiscovery
{
    public static void Run(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities.OrderBy(static e => e.SelfAndBases().Count()))
        {
            build.Cancellation.ThrowIfCancellationRequested();
            OfType(build, entity);
            Added(build, entity);
            entity.SortProperties();
        }
    }

    private static void OfType(ModelBuild build, EntityBuild entity)
    {
        if (entity.Type is null)
        {
            return;
        }

        var inherited = entity.Base?.Type is { } parent ? new HashSet<string>(ClrTypes.PropertiesOf(parent).Select(static p => p.Name), StringComparer.Ordinal) : [];
        foreach (var property in ClrTypes.PropertiesOf(entity.Type))
        {
            var fluent = Said(entity, property.Name);
            if (inherited.Contains(property.Name))
            {
                continue;
            }

            var complex = entity.Config?.Complex.TryGetValue(property.Name, out var found) == true ? found : null;
            if (complex is not null || IsComplex(build, property))
            {
                if (complex is not null || !Navigations.IsIgnored(entity, property))
                {
                    Complexes.Add(build, entity, property, complex);
                }

                continue;
            }

            if (Navigations.IsIgnored(entity, property) || entity.Config?.Owned.ContainsKey(property.Name) == true)
            {
                continue;
            }

            var facets = Facets.Of(build, property, fluent);
            var taken = fluent is { Explicit: true } || ClrTypes.IsCandidate(property, needsWrite: true);
            if (!taken || (build.Types.Map(property.Type, facets) is null && fluent is not { Explicit: true }))
            {
                continue;
            }

            if (fluent is { Explicit: true } && entity.Config?.FindRelationship(property.Name) is not null)
            {
                continue;
            }

            entity.Properties.Add(new PropertyBuild(property.Name, entity, property.Type) { Symbol = property, Facets = facets });
        }
    }

    private static bool IsComplex(ModelBuild build, IPropertySymbol property) =>
        ClrTypes.IsCandidate(property, needsWrite: false)
        && (Complexes.IsComplexType(build, ClrTypes.Unwrap(property.Type)) || (ClrTypes.SequenceElement(property.Type) is { } element && Complexes.IsComplexType(build, element)));

    /// <summary>What the fluent API said of a property, on the entity itself or on one derived from it.</summary>
    private static PropertyConfig? Said(EntityBuild entity, string name)
    {
        var said = Own(entity, name);
        foreach (var derived in entity.Descendants())
        {
            if (Own(derived, name) is { } further)
            {
                said = said is null ? further : said.With(further);
            }
        }

        return said;
    }

    private static PropertyConfig? Own(EntityBuild entity, string name) =>
        entity.Config?.Properties.TryGetValue(name, out var found) == true ? found : null;

    /// <summary>Properties without a CLR property: shadow ones, and fields.</summary>
    private static void Added(ModelBuild build, EntityBuild entity)
    {
        if (entity.Config is not { } config)
        {
            return;
        }

        foreach (var said in config.Properties.Values.OrderBy(static p => p.Name, StringComparer.Ordinal))
        {
            if (!said.Explicit || entity.FindProperty(said.Name) is not null || entity.Type is { } type && ClrTypes.FindProperty(type, said.Name) is not null)
            {
                continue;
            }

            var field = entity.Type is { } declaring ? ClrTypes.SelfAndBases(declaring).SelectMany(l => l.GetMembers(said.Name)).OfType<IFieldSymbol>().FirstOrDefault() : null;
            var of = said.Type ?? field?.Type;
            if (of is null)
            {
                // Named by a key or index only: a foreign key may make it.
                continue;
            }

            entity.Properties.Add(new PropertyBuild(said.Name, entity, of) { IsShadow = field is null, Facets = Facets.OfShadow(build, of, said) });
        }
    }
}
