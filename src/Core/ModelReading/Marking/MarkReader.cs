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
        var level = new List<INamedTypeSymbol> { type };
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { type };
        while (level.Count > 0)
        {
            var marks = level.SelectMany(Own).ToImmutableArray();
            if (!marks.IsEmpty)
            {
                return marks;
            }

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

        return [];
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
        if (attribute.AttributeClass is not { } type || type.ContainingNamespace?.Name != MarkNames.Namespace || !MarkNames.IsMark(type.Name))
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
            ClrTypes.NamedArgument(attribute, "ShardCount") is int shards and > 0 ? shards : null,
            Places.Of(attribute));
    }
}
