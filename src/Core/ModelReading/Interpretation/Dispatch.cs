using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Which member a virtual or interface call reaches on an object of a known type.</summary>
internal static class Dispatch
{
    public static IMethodSymbol Override(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType?.TypeKind == TypeKind.Interface)
        {
            var implemented = type.AllInterfaces.FirstOrDefault(i => ClrTypes.Same(i, method.ContainingType))
                ?? type.AllInterfaces.FirstOrDefault(i => ClrTypes.Same(i.OriginalDefinition, method.ContainingType.OriginalDefinition));
            var member = implemented?.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m => ClrTypes.SameMember(m.OriginalDefinition, method.OriginalDefinition));
            var found = member is null ? null : type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
            return found is null ? method : Override(type, found);
        }

        if (!method.IsVirtual && !method.IsOverride && !method.IsAbstract)
        {
            return method;
        }

        foreach (var level in ClrTypes.SelfAndBases(type))
        {
            foreach (var candidate in level.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var current = candidate; current is not null; current = current.OverriddenMethod)
                {
                    if (ClrTypes.SameMember(current.OriginalDefinition, method.OriginalDefinition))
                    {
                        return candidate;
                    }
                }
            }
        }

        return method;
    }

    public static IPropertySymbol Override(INamedTypeSymbol type, IPropertySymbol property)
    {
        foreach (var level in ClrTypes.SelfAndBases(type))
        {
            foreach (var candidate in level.GetMembers(property.Name).OfType<IPropertySymbol>())
            {
                return candidate;
            }
        }

        return property;
    }
}
