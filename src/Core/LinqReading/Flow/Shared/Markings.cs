using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The attributes that speak of queries.</summary>
internal static class Markings
{
    public static bool IsScoped(ISymbol member)
    {
        if (Has(member, "ShardScopedAttribute"))
        {
            return true;
        }

        return member switch
        {
            IMethodSymbol method => method.GetReturnTypeAttributes().Any(static a => Is(a, "ShardScopedAttribute"))
                || (method.AssociatedSymbol is { } property && IsScoped(property)),
            _ => false,
        };
    }

    /// <summary>The reason that an <c>[AllowMultiShard]</c> on a member, the types around it or the assembly gives; null without one.</summary>
    public static string? Allowance(ISymbol member)
    {
        for (ISymbol? at = member; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (Reason(at) is { } reason)
            {
                return reason;
            }

            if (at is IMethodSymbol { AssociatedSymbol: { } associated } && Reason(associated) is { } ofProperty)
            {
                return ofProperty;
            }
        }

        return member.ContainingAssembly is { } assembly ? Reason(assembly) : null;
    }

    private static string? Reason(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (Is(attribute, "AllowMultiShardAttribute"))
            {
                return attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
            }
        }

        return null;
    }

    private static bool Has(ISymbol symbol, string name) => symbol.GetAttributes().Any(a => Is(a, name));

    private static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && SymbolNames.IsNamed(type.ContainingNamespace, "ShardSafety");
}
