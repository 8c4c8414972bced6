using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Marking;

/// <summary>
/// The mark that holds for a type: its own or the assembly's for it, else that of the nearest base class or interface.
/// At one distance a base class wins over interfaces, and these stand in the order of their declaration.
/// </summary>
internal sealed class MarkReader
{
    private readonly Dictionary<ISymbol, List<TypeMark>> _ofAssemblies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ImmutableArray<TypeMark>> _nearest = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<ISymbol, TypePartitioning> _partitionedByAssemblies = new(SymbolEqualityComparer.Default);

    public MarkReader(Compilation compilation)
    {
        OfAssembly(compilation.Assembly);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (ModelReading.Marks.KnowsMarks(assembly))
            {
                OfAssembly(assembly);
            }
        }
    }

    /// <summary>The mark of a type; null without one.</summary>
    public TypeMark? Of(INamedTypeSymbol? type) => type is null ? null : Nearest(type).FirstOrDefault();

    /// <summary>All marks at the distance of the nearest one; more than one contradict each other unless they say the same.</summary>
    public ImmutableArray<TypeMark> Nearest(INamedTypeSymbol type)
    {
        if (!_nearest.TryGetValue(type, out var found))
        {
            found = Search(type);
            _nearest[type] = found;
        }

        return found;
    }

    private ImmutableArray<TypeMark> Search(INamedTypeSymbol type)
    {
        foreach (var level in Levels(type))
        {
            var marks = level.SelectMany(Own).ToImmutableArray();
            if (!marks.IsEmpty)
            {
                return marks;
            }
        }

        return [];
    }

    /// <summary>The nearest <c>[PartitionedBy]</c>.</summary>
    public TypePartitioning? PartitioningOf(INamedTypeSymbol? type) => type is null
        ? null
        : Levels(type).SelectMany(static level => level).Select(OwnPartitioning).FirstOrDefault(static p => p is not null);

    private TypePartitioning? OwnPartitioning(INamedTypeSymbol type) =>
        type.GetAttributes().Select(a => ReadPartitioning(a, type)).FirstOrDefault(p => p is not null && ClrTypes.Same(p.Carrier, type))
        ?? (_partitionedByAssemblies.TryGetValue(type, out var listed) ? listed : null);

    private static TypePartitioning? ReadPartitioning(AttributeData attribute, INamedTypeSymbol? carrier)
    {
        if (attribute.AttributeClass is not { Name: MarkNames.PartitionedBy, ContainingNamespace.Name: MarkNames.Namespace })
        {
            return null;
        }

        var arguments = attribute.ConstructorArguments.Select(static a => a.Kind == TypedConstantKind.Array ? null : a.Value).ToList();
        var every = attribute.NamedArguments.FirstOrDefault(static n => n.Key == "Every").Value;
        var name = every.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, every.Value))?.Name;
        return (arguments.OfType<INamedTypeSymbol>().FirstOrDefault() ?? carrier) is { } on && arguments.OfType<string>().FirstOrDefault() is { } property
            ? new TypePartitioning(on, property, name ?? "Month", ClrTypes.NamedArgument(attribute, "Ahead") as int? ?? 12, Places.Of(attribute))
            : null;
    }

    /// <summary>The type, then its base and interfaces, then theirs.</summary>
    private static IEnumerable<List<INamedTypeSymbol>> Levels(INamedTypeSymbol type)
    {
        var level = new List<INamedTypeSymbol> { type };
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { type };
        while (level.Count > 0)
        {
            yield return level;

            var next = new List<INamedTypeSymbol>();
            foreach (var current in level)
            {
                if (current.BaseType is { SpecialType: not SpecialType.System_Object } parent && seen.Add(parent))
                {
                    next.Add(parent);
                }

                foreach (var implemented in current.Interfaces)
                {
                    if (seen.Add(implemented))
                    {
                        next.Add(implemented);
                    }
                }
            }

            level = next;
        }
    }

    private IEnumerable<TypeMark> Own(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (Read(attribute, type) is { } mark && ClrTypes.SameMember(mark.Carrier, type))
            {
                yield return mark;
            }
        }

        foreach (var mark in _ofAssemblies.TryGetValue(type, out var listed) ? listed : [])
        {
            yield return mark;
        }
    }

    private void OfAssembly(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (ReadPartitioning(attribute, null) is { } partitioning)
            {
                _partitionedByAssemblies[partitioning.Carrier] = partitioning;
            }

            if (Read(attribute, null) is { } mark)
            {
                if (!_ofAssemblies.TryGetValue(mark.Carrier, out var marks))
                {
                    _ofAssemblies[mark.Carrier] = marks = [];
                }

                marks.Add(mark);
            }
        }
    }

    private static TypeMark? Read(AttributeData attribute, INamedTypeSymbol? carrier)
    {
        if (attribute.AttributeClass is not { } type || type.ContainingNamespace?.Name != MarkNames.Namespace || type.Name is not (MarkNames.DistributedBy or MarkNames.ReferenceTable or MarkNames.LocalTable or MarkNames.SingleShardTable))
        {
            return null;
        }

        var arguments = attribute.ConstructorArguments.Select(static a => a.Kind == TypedConstantKind.Array ? null : a.Value).ToList();
        var on = arguments.OfType<INamedTypeSymbol>().FirstOrDefault() ?? carrier;
        if (on is null)
        {
            return null;
        }

        var kind = type.Name switch
        {
            MarkNames.DistributedBy => TableKind.Distributed,
            MarkNames.ReferenceTable => TableKind.Reference,
            MarkNames.LocalTable => TableKind.Local,
            _ => TableKind.SingleShard,
        };
        return new TypeMark(
            kind,
            on,
            kind == TableKind.Distributed ? arguments.OfType<string>().FirstOrDefault() : null,
            ClrTypes.NamedArgument(attribute, "ColocateWith") as ITypeSymbol,
            ClrTypes.NamedArgument(attribute, "ShardCount") is int shards and not 0 ? shards : null,
            ClrTypes.NamedArgument(attribute, "ScopeName") as string,
            Places.Of(attribute));
    }
}
