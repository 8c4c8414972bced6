using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Emission;

/// <summary>Describes an entity with what it inherits.</summary>
internal sealed class EntityEmission(Distribution distribution, Configuration.ModelConfig config)
{
    public Entity Emit(EntityBuild entity)
    {
        var placement = distribution.Of(entity);
        var table = TableEmission.NameOf(entity);
        return new Entity(entity.Id)
        {
            TypeName = entity.Type is null ? entity.Id : ClrTypes.NameOf(entity.Type),
            DisplayName = entity.Type is null ? entity.Id : ClrTypes.ShortNameOf(entity.Type),
            Base = entity.Base?.Id,
            Inheritance = entity.Strategy,
            Discriminator = entity.DiscriminatorProperty is { } discriminator ? new Discriminator(discriminator, Literal(entity.DiscriminatorValue)) : null,
            IsAbstract = entity.Type is { IsAbstract: true },
            IsKeyless = entity.Keyless,
            Owner = entity.Owner?.Id,
            JsonColumn = entity.JsonColumn,
            Table = table ?? (entity.View is { Length: > 0 } view ? new TableName(entity.Config?.ViewSchema ?? config.DefaultSchema, view) : null),
            IsView = table is null && entity.View is not null,
            SqlQuery = entity.Config?.SqlQuery,
            Properties = Properties(entity).ToEquatableArray(),
            Key = (entity.Root.PrimaryKey?.Properties ?? []).Select(static p => p.Name).ToEquatableArray(),
            AlternateKeys = entity.SelfAndBases().SelectMany(static e => e.AlternateKeys).Select(static k => k.Properties.Select(static p => p.Name).ToEquatableArray()).ToEquatableArray(),
            Navigations = entity.SelfAndBases().Reverse().SelectMany(static e => e.Navigations).Select(n => Navigation(entity, n)).OrderBy(static n => n.Name, StringComparer.Ordinal).ToEquatableArray(),
            QueryFilters = Filters(entity).ToEquatableArray(),
            DistributionProperty = placement.Kind == TableKind.Distributed ? placement.Key : null,
            Kind = placement.Kind,
            Group = placement.Group,
            Marks = distribution.MarksOf(entity).ToEquatableArray(),
            Place = Places.Of(entity.Type),
        };
    }

    private static string? Literal(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static IEnumerable<Property> Properties(EntityBuild entity)
    {
        foreach (var level in entity.SelfAndBases().Reverse())
        {
            foreach (var property in level.Properties)
            {
                // Under table-per-concrete-type every column is in the entity's own table.
                var holder = entity.Strategy == Inheritance.TablePerConcrete ? entity : level;
                yield return new Property(property.Name, property.Complex?.JsonColumn ?? property.Column, property.Sql)
                {
                    Table = TableEmission.NameOf(holder),
                    ClrType = property.Type?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "",
                    Nullable = property.Nullable,
                    IsShadow = property.IsShadow,
                    HasConverter = property.Facets.Conversion is { IsKnown: false } or { Provider: not null },
                    Generated = property.Generated,
                    ComputedSql = property.Facets.Computed,
                    DefaultSql = property.Facets.Default ?? property.SequenceDefault,
                    IsConcurrencyToken = property.Facets.ConcurrencyToken == true,
                    IsXmin = property.Facets.Xmin,
                    MaxLength = property.Facets.MaxLength,
                    Place = property.Facets.Place,
                };
            }
        }
    }

    private static Navigation Navigation(EntityBuild entity, NavigationBuild navigation)
    {
        var auto = entity.SelfAndBases().Any(e => e.Config?.Navigations.TryGetValue(navigation.Name, out var said) == true && said!.AutoInclude);
        var place = Places.Of(ClrTypes.FindProperty(navigation.Declaring.Type, navigation.Name));
        if (navigation.Through is { } through)
        {
            return new Navigation(navigation.Name, navigation.Target.Id)
            {
                IsCollection = true,
                OwnProperties = Names(through.ToOwn.PrincipalKey?.Properties),
                TargetProperties = Names(through.ToTarget.PrincipalKey?.Properties),
                Inverse = navigation.Inverse,
                Through = new SkipThrough(through.ToOwn.Dependent.Id, Names(through.ToOwn.Properties), Names(through.ToTarget.Properties)),
                AutoInclude = auto,
                Place = place,
            };
        }

        var key = navigation.ForeignKey!;
        var own = navigation.OnDependent ? key.Properties : key.PrincipalKey?.Properties;
        var target = navigation.OnDependent ? key.PrincipalKey?.Properties : key.Properties;
        return new Navigation(navigation.Name, navigation.Target.Id)
        {
            IsCollection = navigation.IsCollection,
            OnDependent = navigation.OnDependent,
            OwnProperties = Names(own),
            TargetProperties = Names(target),
            IsRequired = navigation.OnDependent ? key.Required : key.IsOwnership && !key.Dependent.OwnedCollection && ColumnEmission.IsRequired(key.Dependent, key.Principal),
            Inverse = navigation.Inverse,
            IsOwned = key.IsOwnership && !navigation.OnDependent,
            AutoInclude = auto || (key.IsOwnership && !navigation.OnDependent),
            Place = place,
        };
    }

    private static EquatableArray<string> Names(IEnumerable<PropertyBuild>? properties) => (properties ?? []).Select(static p => p.Name).ToEquatableArray();

    /// <summary>Filters stand on the root; the tenant filter convention adds one where the entity has its key as a property.</summary>
    private IEnumerable<QueryFilter> Filters(EntityBuild entity)
    {
        foreach (var filter in entity.SelfAndBases().SelectMany(static e => e.Config?.Filters ?? []))
        {
            yield return new QueryFilter(filter.Name) { Place = filter.Place, Predicate = filter.Predicate };
        }

        var placement = distribution.Of(entity.Root);
        if (placement is { Kind: TableKind.Distributed, Key: { } key } && !entity.IsOwned)
        {
            foreach (var tenant in config.TenantFilters)
            {
                if (tenant.Group is { } group && distribution.GroupOf(ClrTypes.NameOf(group)) != placement.Group)
                {
                    continue;
                }

                // EF Core refuses named filters beside an unnamed one: there the package puts both into that one.
                var name = entity.SelfAndBases().Any(static e => e.Config?.Filters.Any(static f => f.Name is null) == true) ? null : "ShardSafety.Tenant";
                yield return new QueryFilter(name) { Predicate = new OpExpr("=", new ColumnRef(0, key), new Parameter("db." + tenant.Member, tenant.Member)) };
            }
        }
    }
}
