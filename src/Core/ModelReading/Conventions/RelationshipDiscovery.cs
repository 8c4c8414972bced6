using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>
/// Which navigations belong together and which end depends on which: first ownerships, then what code says, then annotations,
/// then conventions (<c>RelationshipDiscoveryConvention</c>).
/// </summary>
internal sealed class RelationshipDiscovery
{
    private readonly ModelBuild _build;
    private readonly HashSet<(EntityBuild, string)> _used = [];
    private readonly List<(EntityBuild First, string? FirstNavigation, EntityBuild Second, string? SecondNavigation, RelationshipConfig? Config)> _many = [];

    private RelationshipDiscovery(ModelBuild build) => _build = build;

    public static void Run(ModelBuild build)
    {
        var discovery = new RelationshipDiscovery(build);
        discovery.Ownerships();
        discovery.Configured();
        discovery.Annotated();
        discovery.ByConvention();
        foreach (var (first, firstNavigation, second, secondNavigation, config) in discovery._many)
        {
            JoinEntities.Create(build, first, firstNavigation, second, secondNavigation, config);
        }
    }

    private void Ownerships()
    {
        foreach (var owned in _build.Model.Entities.Where(static e => e.IsOwned).OrderBy(static e => e.Id.Length).ToList())
        {
            var owner = owned.Owner!;
            var config = owner.Config?.Owned.TryGetValue(owned.OwnerNavigation!, out var found) == true ? found : null;
            var inverse = config?.Inverse ?? Inverse(owned, owner);
            var key = new ForeignKeyBuild(owned, owner)
            {
                IsOwnership = true,
                Required = true,
                Unique = !owned.OwnedCollection,
                ToDependent = owned.OwnerNavigation,
                ToPrincipal = inverse,
                ExplicitProperties = config?.ForeignKey?.Names,
                ConfiguredName = config?.ConstraintName,
                Place = config?.Place ?? default,
            };
            if (config?.PrincipalKey is { } principal && KeyDiscovery.Resolve(_build, owner, principal.Names) is { } properties)
            {
                key.PrincipalKey = KeyDiscovery.AddAlternate(owner.Root, properties, principal.Place, null);
            }

            owned.Ownership = key;
            Add(key);
        }
    }

    private static string? Inverse(EntityBuild owned, EntityBuild owner) => owned.Type is null || owner.Type is null
        ? null
        : ClrTypes.PropertiesOf(owned.Type).FirstOrDefault(p => ClrTypes.Same(p.Type, owner.Type) && ClrTypes.IsCandidate(p, needsWrite: true) && !Navigations.IsIgnored(owned, p))?.Name;

    private void Configured()
    {
        foreach (var config in _build.Config.Entities.OrderBy(static e => e.Id, StringComparer.Ordinal).SelectMany(static e => e.Relationships.Where(r => ReferenceEquals(r.First, e))).ToList())
        {
            if (_build.Model.Find(config.First.Id) is not { } first || _build.Model.Find(config.Second.Id) is not { } second)
            {
                continue;
            }

            if (!config.Completed && config.FirstNavigation is not null)
            {
                // HasOne(x => x.Nav) alone: conventions find the other end.
                continue;
            }

            if (config.FirstIsCollection && config.SecondIsCollection)
            {
                Use(first, config.FirstNavigation);
                Use(second, config.SecondNavigation);
                _many.Add((first, config.FirstNavigation, second, config.SecondNavigation, config));
                continue;
            }

            var firstDepends = config.SecondIsCollection
                || (!config.FirstIsCollection && (config.Dependent is null ? DependsByProperties(first, config, second) : ReferenceEquals(config.Dependent, config.First)));
            var (dependent, principal) = firstDepends ? (first, second) : (second, first);
            Add(new ForeignKeyBuild(dependent, principal)
            {
                ToPrincipal = firstDepends ? config.FirstNavigation : config.SecondNavigation,
                ToDependent = firstDepends ? config.SecondNavigation : config.FirstNavigation,
                Unique = config is { FirstIsCollection: false, SecondIsCollection: false },
                Config = config,
                ExplicitProperties = config.ForeignKey?.Names ?? AnnotatedProperties(dependent, principal, firstDepends ? config.FirstNavigation : config.SecondNavigation, firstDepends ? config.SecondNavigation : config.FirstNavigation),
                OnDelete = config.OnDelete,
                ConfiguredName = config.ConstraintName,
                Place = config.ForeignKey?.Place ?? config.Place,
            });
        }
    }

    /// <summary>One-to-one without a word on who depends: the end that has properties for the foreign key.</summary>
    private static bool DependsByProperties(EntityBuild first, RelationshipConfig config, EntityBuild second)
    {
        if (config.ForeignKey is { } key)
        {
            return key.Names.All(n => first.FindProperty(n) is not null) || !key.Names.All(n => second.FindProperty(n) is not null);
        }

        if (config.FirstNavigation is null && config.SecondNavigation is null)
        {
            return true;
        }

        return OneToOne.FirstDepends(first, config.FirstNavigation, second, config.SecondNavigation);
    }

    /// <summary><c>[InverseProperty]</c>.</summary>
    private void Annotated()
    {
        foreach (var entity in _build.Model.Entities)
        {
            foreach (var (property, type, collection) in Own(entity))
            {
                if (ClrTypes.InheritedAttribute(property, "System.ComponentModel.DataAnnotations.Schema.InversePropertyAttribute") is { } attribute
                    && ClrTypes.Argument(attribute, 0) is string inverse
                    && !_used.Contains((entity, property.Name))
                    && Target(type) is { } target
                    && ClrTypes.FindProperty(type, inverse) is { } other
                    && !_used.Contains((target, inverse)))
                {
                    Pair(entity, property, collection, target, other);
                }
            }
        }
    }

    private EntityBuild? Target(INamedTypeSymbol type) => _build.Model.Find(ClrTypes.NameOf(type));

    /// <summary>Navigation candidates that this entity declares rather than inherits from a base entity.</summary>
    private IEnumerable<(IPropertySymbol Property, INamedTypeSymbol Type, bool IsCollection)> Own(EntityBuild entity)
    {
        var inherited = entity.Base?.Type is { } parent ? new HashSet<string>(ClrTypes.PropertiesOf(parent).Select(static p => p.Name), StringComparer.Ordinal) : null;
        return Navigations.Candidates(_build, entity).Where(c => inherited?.Contains(c.Property.Name) != true);
    }

    private void ByConvention()
    {
        var open = _build.Model.Entities.ToDictionary(static e => e, e => Own(e).Where(c => !_used.Contains((e, c.Property.Name))).ToList());
        foreach (var entity in _build.Model.Entities)
        {
            if (entity.Keyless && open[entity].All(static c => c.IsCollection))
            {
                continue;
            }

            foreach (var group in open[entity].GroupBy(static c => c.Type, SymbolEqualityComparer.Default).ToList())
            {
                if (Target((INamedTypeSymbol)group.Key!) is not { Keyless: false } target || (target.IsOwned && !entity.InOwnershipPath(target.Type)))
                {
                    continue;
                }

                var mine = group.Where(c => !_used.Contains((entity, c.Property.Name))).ToList();
                if (ReferenceEquals(entity, target))
                {
                    Self(entity, mine);
                    continue;
                }

                var theirs = entity.Keyless || entity.IsOwned ? [] : open[target].Where(c => ClrTypes.Same(c.Type, entity.Type) && !_used.Contains((target, c.Property.Name))).ToList();
                if (mine.Count == 1 && theirs.Count == 1)
                {
                    Pair(entity, mine[0].Property, mine[0].IsCollection, target, theirs[0].Property);
                }
                else if (mine.Count == 0 || theirs.Count == 0)
                {
                    foreach (var candidate in mine)
                    {
                        Single(entity, candidate.Property, candidate.IsCollection, target);
                    }
                }
            }
        }
    }

    private void Self(EntityBuild entity, List<(IPropertySymbol Property, INamedTypeSymbol Type, bool IsCollection)> navigations)
    {
        if (navigations.Count == 2)
        {
            Pair(entity, navigations[0].Property, navigations[0].IsCollection, entity, navigations[1].Property);
        }
        else if (navigations.Count == 1)
        {
            Single(entity, navigations[0].Property, navigations[0].IsCollection, entity);
        }
    }

    private void Pair(EntityBuild entity, IPropertySymbol navigation, bool collection, EntityBuild target, IPropertySymbol inverse)
    {
        var back = ClrTypes.SequenceElement(inverse.Type) is { } element && element is INamedTypeSymbol && !ClrTypes.Same(inverse.Type, entity.Type);
        if (collection && back)
        {
            Use(entity, navigation.Name);
            Use(target, inverse.Name);
            _many.Add((entity, navigation.Name, target, inverse.Name, null));
            return;
        }

        var depends = !collection && (back || OneToOne.FirstDepends(entity, navigation.Name, target, inverse.Name));
        var (dependent, principal) = depends ? (entity, target) : (target, entity);
        var (toPrincipal, toDependent) = depends ? (navigation.Name, inverse.Name) : (inverse.Name, navigation.Name);
        Add(new ForeignKeyBuild(dependent, principal)
        {
            ToPrincipal = toPrincipal,
            ToDependent = toDependent,
            Unique = !collection && !back,
            ExplicitProperties = AnnotatedProperties(dependent, principal, toPrincipal, toDependent),
        });
    }

    private void Single(EntityBuild entity, IPropertySymbol navigation, bool collection, EntityBuild target)
    {
        if (collection)
        {
            Add(new ForeignKeyBuild(target, entity)
            {
                ToDependent = navigation.Name,
                ExplicitProperties = AnnotatedProperties(target, entity, null, navigation.Name),
            });
            return;
        }

        var annotated = AnnotatedProperties(entity, target, navigation.Name, null);
        if (annotated is null && !entity.IsOwned && OneToOne.IsInverted(entity, navigation.Name, target))
        {
            Add(new ForeignKeyBuild(target, entity) { ToDependent = navigation.Name, Unique = true });
            return;
        }

        Add(new ForeignKeyBuild(entity, target) { ToPrincipal = navigation.Name, ExplicitProperties = annotated });
    }

    /// <summary><c>[ForeignKey]</c> on a navigation of either end, or on properties of the dependent that name the navigation.</summary>
    private static IReadOnlyList<string>? AnnotatedProperties(EntityBuild dependent, EntityBuild principal, string? toPrincipal, string? toDependent)
    {
        const string Attribute = "System.ComponentModel.DataAnnotations.Schema.ForeignKeyAttribute";
        foreach (var (entity, navigation) in new[] { (dependent, toPrincipal), (principal, toDependent) })
        {
            if (navigation is not null
                && ClrTypes.FindProperty(entity.Type, navigation) is { } property
                && ClrTypes.InheritedAttribute(property, Attribute) is { } attribute
                && ClrTypes.Argument(attribute, 0) is string names)
            {
                return [.. names.Split(',').Select(static n => n.Trim())];
            }
        }

        if (toPrincipal is null || dependent.Type is null)
        {
            return null;
        }

        var pointing = ClrTypes.PropertiesOf(dependent.Type)
            .Where(p => ClrTypes.InheritedAttribute(p, Attribute) is { } a && ClrTypes.Argument(a, 0) as string == toPrincipal && dependent.FindProperty(p.Name) is not null)
            .OrderBy(p => dependent.FindProperty(p.Name)!.Facets.Order ?? int.MaxValue)
            .Select(static p => p.Name)
            .ToList();
        return pointing.Count == 0 ? null : pointing;
    }

    private void Use(EntityBuild entity, string? navigation)
    {
        if (navigation is not null)
        {
            foreach (var level in entity.SelfAndBases())
            {
                _used.Add((level, navigation));
            }
        }
    }

    private void Add(ForeignKeyBuild key)
    {
        Use(key.Dependent, key.ToPrincipal);
        Use(key.Principal, key.ToDependent);
        key.Dependent.ForeignKeys.Add(key);
        if (key.ToPrincipal is { } toPrincipal)
        {
            key.Dependent.Navigations.Add(new NavigationBuild(toPrincipal, key.Dependent, key.Principal) { OnDependent = true, ForeignKey = key, Inverse = key.ToDependent });
        }

        if (key.ToDependent is { } toDependent)
        {
            key.Principal.Navigations.Add(new NavigationBuild(toDependent, key.Principal, key.Dependent) { IsCollection = !key.Unique, ForeignKey = key, Inverse = key.ToPrincipal });
        }
    }
}
