using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.Support;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Reading;

/// <summary>The scopes of all groups.</summary>
internal static class ScopeReader
{
    /// <summary>
    /// All reference tables are in every scope, unless that would be a text of quadratic size: then those that have a
    /// collection of the group's rows.
    /// </summary>
    private const int MostReferenceSets = 20_000;

    private static readonly string[] ObjectMembers = ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    public static List<ScopeSpec> Read(List<GroupSource> groups, TypeFacts types)
    {
        var named = groups.GroupBy(g => (g.Context.Namespace, g.Name)).ToDictionary(g => g.Key, g => First(g));
        var scopes = new List<ScopeSpec>();
        foreach (var group in groups)
        {
            var simple = group.Name + "Scope";
            var isFirst = SymbolEqualityComparer.Default.Equals(named[(group.Context.Namespace, group.Name)], group.Symbol);
            var name = types.FreeName(group.Context.Namespace, isFirst && !types.IsForeign(group.Context.Namespace, simple) ? simple : group.Context.Name + simple);
            var all = (long)groups.Count * group.References.Count <= MostReferenceSets;
            scopes.Add(Read(group, name, types.FreeName(group.Context.Namespace, name + "Extensions"), all, types));
        }

        return scopes;
    }

    /// <summary>
    /// Which of a namespace's contexts gets <c>CompanyScope</c> and not <c>AppDbCompanyScope</c>: the only one, or the one that all others
    /// derive from; else none, so that a further context changes no name.
    /// </summary>
    private static INamedTypeSymbol? First(IEnumerable<GroupSource> groups)
    {
        var symbols = groups.Select(g => g.Symbol).ToList();
        return symbols.FirstOrDefault(s => symbols.All(other => IsOrDerives(other, s)));
    }

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, from))
            {
                return true;
            }
        }

        return false;
    }

    private static ScopeSpec Read(GroupSource group, string className, string extensionsName, bool allReferences, TypeFacts types)
    {
        var taken = new HashSet<string>(ObjectMembers, StringComparer.Ordinal) { className, group.KeyName, "Db" };
        var isPublic = group.Context.IsPublic && TypeFacts.IsPublic(group.KeyType);
        var sets = new List<SetSpec>();
        foreach (var entity in group.Entities.Values.OrderBy(e => e.Entity.Id, StringComparer.Ordinal))
        {
            sets.Add(Set(entity.Entity, entity.Type, group, taken, isPublic, types) with { Key = entity.Key, Find = Find(entity, taken, types) });
        }

        foreach (var (entity, type) in allReferences ? group.References : group.Related)
        {
            sets.Add(Set(entity, type, group, taken, isPublic, types));
        }

        return new ScopeSpec(group.Context, group.Name, className, extensionsName, TypeFacts.Name(group.KeyType), group.KeyName, Names.Camel(group.KeyName), isPublic) { Sets = sets.ToEquatableArray() };
    }

    private static SetSpec Set(Entity entity, INamedTypeSymbol type, GroupSource group, HashSet<string> taken, bool isPublic, TypeFacts types)
    {
        var name = group.SetNames.TryGetValue(type, out var set) ? set : Names.Plural(type.Name);
        return new SetSpec(Names.Free(name, "Set", taken), TypeFacts.Name(type), type.Name, isPublic && TypeFacts.IsPublic(type))
        {
            Collections = Collections(entity, type, group, types).ToEquatableArray(),
        };
    }

    private static IEnumerable<CollectionSpec> Collections(Entity entity, INamedTypeSymbol type, GroupSource group, TypeFacts types)
    {
        foreach (var navigation in entity.Navigations)
        {
            if (navigation is { IsCollection: true, IsOwned: false } && group.Entities.TryGetValue(navigation.Target, out var target) && types.Readable(type, navigation.Name) is not null)
            {
                yield return new CollectionSpec(navigation.Name, TypeFacts.Name(target.Type), target.Key, TypeFacts.IsPublic(target.Type));
            }
        }
    }

    private static FindSpec? Find(ScopedEntity entity, HashSet<string> taken, TypeFacts types)
    {
        if (!entity.Entity.Key.Contains(entity.Key.Property))
        {
            return null;
        }

        var rest = new List<FindPart>();
        var parameters = new HashSet<string>(StringComparer.Ordinal) { "cancellationToken" };
        foreach (var property in entity.Entity.Key)
        {
            if (property == entity.Key.Property)
            {
                continue;
            }

            if (KeyReader.Read(entity.Entity, entity.Type, property, types) is not { } part)
            {
                return null;
            }

            rest.Add(new FindPart(part.Spec, TypeFacts.Name(part.Type), Names.Free(Names.Camel(property), "Value", parameters)));
        }

        return new FindSpec(Names.Free("Find" + entity.Type.Name + "Async", "Row", taken), rest.ToEquatableArray());
    }
}
