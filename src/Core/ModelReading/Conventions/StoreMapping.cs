using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>The database type of each property, and how its values come about.</summary>
internal static class StoreMapping
{
    public static void Run(ModelBuild build)
    {
        var principals = Principals(build);
        foreach (var entity in build.Model.Entities)
        {
            foreach (var property in entity.Properties)
            {
                property.Sql = property.Type is null ? SqlType.Unknown : build.Types.Map(property.Type, Effective(property, principals)) ?? SqlType.Unknown;
                Generate(build, entity, property, principals);
            }
        }
    }

    private static Dictionary<PropertyBuild, PropertyBuild> Principals(ModelBuild build)
    {
        var principals = new Dictionary<PropertyBuild, PropertyBuild>();
        foreach (var key in build.Model.Entities.SelectMany(static e => e.ForeignKeys))
        {
            for (var i = 0; i < key.Properties.Count && i < key.PrincipalKey?.Properties.Count; i++)
            {
                if (!principals.ContainsKey(key.Properties[i]) && !ReferenceEquals(key.Properties[i], key.PrincipalKey.Properties[i]))
                {
                    principals.Add(key.Properties[i], key.PrincipalKey.Properties[i]);
                }
            }
        }

        return principals;
    }

    /// <summary>A foreign key's column takes length, precision, type and conversion from the column it refers to, unless it says its own.</summary>
    private static PropertyConfig Effective(PropertyBuild property, Dictionary<PropertyBuild, PropertyBuild> principals)
    {
        var facets = property.Facets;
        var current = property;
        for (var steps = 0; steps < 16 && principals.TryGetValue(current, out var principal); steps++)
        {
            var of = principal.Facets;
            facets = new PropertyConfig(facets.Name)
            {
                ColumnType = of.ColumnType,
                MaxLength = of.MaxLength,
                Precision = of.Precision,
                Scale = of.Scale,
                FixedLength = of.FixedLength,
                Conversion = of.Conversion,
                Element = of.Element,
            }.With(facets);
            current = principal;
        }

        if (facets.Xmin || (IsUInt(property.Type) && facets is { ConcurrencyToken: true, Generated: Generation.OnAddOrUpdate }))
        {
            property.Facets.Xmin = true;
        }

        return facets;
    }

    private static bool IsUInt(ITypeSymbol? type) => type is not null && ClrTypes.Unwrap(type).SpecialType == SpecialType.System_UInt32;

    private static void Generate(ModelBuild build, EntityBuild entity, PropertyBuild property, Dictionary<PropertyBuild, PropertyBuild> principals)
    {
        var facets = property.Facets;
        if (facets.Computed is not null)
        {
            property.Generated = ValueGeneration.Computed;
            return;
        }

        var generation = facets.Generated ?? (Convention(entity, property, principals) ? Generation.OnAdd : facets.Default is not null || facets.Strategy is not null and not ColumnStrategy.None ? Generation.OnAdd : Generation.Never);
        if (facets.Default is not null)
        {
            property.Generated = ValueGeneration.Default;
            return;
        }

        if (generation == Generation.Never)
        {
            return;
        }

        if (facets.HasGenerator)
        {
            property.Generated = ValueGeneration.Client;
            return;
        }

        var stored = facets.Conversion?.Provider ?? property.Type;
        var strategy = facets.Strategy ?? (generation == Generation.OnAdd && IsInteger(stored) ? build.Config.Strategy : ColumnStrategy.None);
        switch (strategy)
        {
            case ColumnStrategy.Identity or ColumnStrategy.Serial:
                property.Generated = ValueGeneration.Identity;
                property.IsIdentity = true;
                break;
            case ColumnStrategy.Sequence:
                property.Generated = ValueGeneration.Default;
                property.SequenceDefault = "";
                break;
            case ColumnStrategy.HiLo:
                property.Generated = ValueGeneration.Client;
                break;
            default:
                property.Generated = generation == Generation.OnAdd
                    ? property.Type is not null && IsGuid(property.Type) ? ValueGeneration.Client : ValueGeneration.Default
                    : ValueGeneration.Computed;
                break;
        }
    }

    /// <summary>The one integer or Guid of a key that is not a foreign key (<c>ValueGenerationConvention</c>).</summary>
    private static bool Convention(EntityBuild entity, PropertyBuild property, Dictionary<PropertyBuild, PropertyBuild> principals)
    {
        if (entity.Root.PrimaryKey is not { } key || !key.Properties.Contains(property) || principals.ContainsKey(property) || property.Type is null || entity.JsonColumn is not null)
        {
            return false;
        }

        if (entity.IsOwned && key.Late)
        {
            return false;
        }

        var free = entity.IsOwned ? key.Properties.Count(p => !principals.ContainsKey(p)) : key.Properties.Count;
        if (free != 1)
        {
            return false;
        }

        return (IsInteger(property.Type) && entity.Root.Strategy != Inheritance.TablePerConcrete) || IsGuid(property.Type);
    }

    private static bool IsGuid(ITypeSymbol type) => ClrTypes.FullName(ClrTypes.Unwrap(type)) == "System.Guid";

    private static bool IsInteger(ITypeSymbol? type) => type is not null && ClrTypes.Unwrap(type).SpecialType is
        SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64
        or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_SByte;
}
