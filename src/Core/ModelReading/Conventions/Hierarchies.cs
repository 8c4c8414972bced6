using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>Base types (<c>BaseTypeDiscoveryConvention</c>), mapping strategies and discriminators.</summary>
internal static class Hierarchies
{
    public static void Link(ModelBuild build)
    {
        foreach (var entity in build.Model.Entities)
        {
            if (entity.Type is null || entity.IsOwned || entity.IsShared)
            {
                continue;
            }

            var parent = entity.Config is { BaseSet: true } config
                ? config.Base is { } named ? build.Model.Find(ClrTypes.NameOf(named)) : null
                : ClrTypes.SelfAndBases(entity.Type).Skip(1).Select(b => build.Model.Find(ClrTypes.NameOf(b))).FirstOrDefault(static b => b is { IsOwned: false, IsShared: false });
            if (parent is not null && !parent.SelfAndBases().Contains(entity))
            {
                entity.Base = parent;
                parent.Derived.Add(entity);
            }
        }
    }

    public static void Finish(ModelBuild build)
    {
        foreach (var root in build.Model.Entities.Where(static e => e.Base is null && e.Derived.Count > 0).ToList())
        {
            root.Derived.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            var all = root.Descendants().Prepend(root).ToList();
            var strategy = all.Select(static e => e.Config?.Strategy).FirstOrDefault(static s => s is not null);

            // A derived type with a table of its own makes the hierarchy table-per-type.
            strategy ??= all.Skip(1).Any(static e => e.Config is { TableSet: true, Table: not null } || HasTableAttribute(e)) && root.Config is not { DiscriminatorProperty: not null }
                ? Differs(root, all) ? Inheritance.TablePerType : Inheritance.TablePerHierarchy
                : Inheritance.TablePerHierarchy;
            foreach (var entity in all)
            {
                entity.Strategy = strategy.Value;
            }

            if (strategy == Inheritance.TablePerHierarchy)
            {
                Discriminate(build, root);
            }
        }

        foreach (var single in build.Model.Entities.Where(static e => e is { Base: null, Derived.Count: 0, Config.DiscriminatorProperty: not null }))
        {
            Discriminate(build, single);
        }
    }

    private static bool Differs(EntityBuild root, System.Collections.Generic.List<EntityBuild> all)
    {
        var own = root.Config?.Table;
        return all.Skip(1).Any(e => (e.Config?.Table ?? "") != (own ?? ""));
    }

    private static bool HasTableAttribute(EntityBuild entity) =>
        entity.Type is { } type && ClrTypes.Attribute(type, "System.ComponentModel.DataAnnotations.Schema.TableAttribute") is not null;

    private static void Discriminate(ModelBuild build, EntityBuild root)
    {
        if (root.Config is { NoDiscriminator: true, DiscriminatorProperty: null })
        {
            return;
        }

        var name = root.Config?.DiscriminatorProperty ?? "Discriminator";
        var property = root.FindProperty(name);
        if (property is null)
        {
            var type = root.Config?.DiscriminatorType ?? build.Compilation.GetSpecialType(SpecialType.System_String);
            var said = root.Config?.Properties.TryGetValue(name, out var facets) == true ? facets! : new PropertyConfig(name);
            property = new PropertyBuild(name, root, type) { IsShadow = true, Facets = Facets.OfShadow(build, type, said) };
            root.Properties.Add(property);
            root.SortProperties();
        }

        property.Facets = new PropertyConfig(name) { Required = true }.With(property.Facets);
        root.DiscriminatorProperty = name;
        var textual = property.Type is { SpecialType: SpecialType.System_String };
        foreach (var entity in root.Descendants().Prepend(root))
        {
            entity.DiscriminatorProperty = name;
            entity.DiscriminatorValue = entity.Config?.DiscriminatorValue ?? (textual ? entity.ShortName : null);
        }

        if (textual && property.Facets is { MaxLength: null, ColumnType: null })
        {
            property.Facets.MaxLength = Ladder(root.Descendants().Prepend(root).Max(static e => (e.DiscriminatorValue as string)?.Length ?? 0));
        }
    }

    /// <summary>The first Fibonacci number that holds the longest value (<c>DiscriminatorLengthConvention</c>).</summary>
    private static int Ladder(int longest)
    {
        var (previous, current) = (1, 1);
        while (longest > current)
        {
            (previous, current) = (current, previous + current);
        }

        return current;
    }
}
