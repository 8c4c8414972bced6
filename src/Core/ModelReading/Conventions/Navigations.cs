using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>The CLR properties of an entity that may be navigations (EF Core's <c>MemberClassifier</c>), sorted by name.</summary>
internal static class Navigations
{
    public static IEnumerable<(IPropertySymbol Property, INamedTypeSymbol Target, bool IsCollection)> Candidates(ModelBuild build, EntityBuild entity)
    {
        if (entity.Type is null)
        {
            yield break;
        }

        foreach (var property in ClrTypes.PropertiesOf(entity.Type).OrderBy(static p => p.Name, System.StringComparer.Ordinal))
        {
            if (IsIgnored(entity, property) || entity.Config?.Complex.ContainsKey(property.Name) == true || IsScalar(build, entity, property))
            {
                continue;
            }

            if (ClrTypes.SequenceElement(property.Type) is INamedTypeSymbol element && ClrTypes.IsCandidate(property, needsWrite: false) && IsEntityLike(build, element))
            {
                if (!Complexes.IsComplexType(build, element))
                {
                    yield return (property, element, true);
                }
            }
            else if (property.Type is INamedTypeSymbol type && ClrTypes.IsCandidate(property, needsWrite: true) && IsEntityLike(build, type) && !Complexes.IsComplexType(build, type))
            {
                yield return (property, type, false);
            }
        }
    }

    private static bool IsScalar(ModelBuild build, EntityBuild entity, IPropertySymbol property) =>
        entity.Config?.Properties.TryGetValue(property.Name, out var facets) == true && facets.Explicit
        || build.Types.Map(property.Type, Facets.Of(build, property, entity.Config?.Properties.TryGetValue(property.Name, out var said) == true ? said : null)) is not null;

    /// <summary>Ignored by a call or an annotation, on the entity or a base of it.</summary>
    public static bool IsIgnored(EntityBuild entity, IPropertySymbol property)
    {
        if (entity.Config?.IgnoredMembers.Contains(property.Name) == true)
        {
            return true;
        }

        for (var level = entity.Base; level is not null; level = level.Base)
        {
            if (level.Config?.IgnoredMembers.Contains(property.Name) == true)
            {
                return true;
            }
        }

        return ClrTypes.InheritedAttribute(property, "System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute") is not null
            && !(entity.Config is { } config && (config.Properties.ContainsKey(property.Name) || config.Owned.ContainsKey(property.Name) || config.FindRelationship(property.Name) is not null));
    }

    private static bool IsEntityLike(ModelBuild build, INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, SpecialType: SpecialType.None }
        && !IsEndless(type, 0)
        && !EntityDiscovery.IsIgnored(build, type)
        && !IsService(type);

    /// <summary>A generic type that refers to itself with ever longer arguments would never end.</summary>
    private static bool IsEndless(ITypeSymbol type, int depth) =>
        depth > 4 || (type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(a => IsEndless(a, depth + 1)));

    private static bool IsService(INamedTypeSymbol type) => ClrTypes.FullName(type) is
        "Microsoft.EntityFrameworkCore.DbContext" or "Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader" or "Microsoft.EntityFrameworkCore.Metadata.IEntityType"
        || ClrTypes.SelfAndBases(type).Any(static b => ClrTypes.FullName(b) == "Microsoft.EntityFrameworkCore.DbContext");
}
