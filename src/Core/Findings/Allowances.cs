using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.Findings;

/// <summary>Reads <c>[AllowMultiShard]</c>: the reason for which code may leave its shard.</summary>
internal static class Allowances
{
    public const string AttributeName = "AllowMultiShardAttribute";
    public const string MethodName = "AllowMultiShard";
    public const string Namespace = "ShardSafety";

    /// <summary>The reason of the nearest allowance on a member, the types it is declared in, or the assembly; null without one. An empty reason allows nothing.</summary>
    public static string? Covering(ISymbol? symbol)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            var reason = Reason(at) ?? (at is IMethodSymbol { AssociatedSymbol: { } property } ? Reason(property) : null);
            if (reason is not null)
            {
                return reason;
            }
        }

        return symbol?.ContainingAssembly is { } assembly ? Reason(assembly) : null;
    }

    public static bool IsAllowance(AttributeData attribute) =>
        attribute.AttributeClass is { Name: AttributeName, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a method is the extension <c>query.AllowMultiShard(reason)</c>.</summary>
    public static bool IsAllowance(IMethodSymbol method) =>
        method is
        {
            Name: MethodName,
            ContainingType: { Name: "ShardSafetyQueryableExtensions", ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } },
        };

    private static string? Reason(ISymbol symbol)
    {
        var attribute = symbol.GetAttributes().FirstOrDefault(IsAllowance);
        return attribute is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is string reason && !string.IsNullOrWhiteSpace(reason)
            ? reason
            : null;
    }
}
