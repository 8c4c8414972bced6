using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Which classes the compilation creates itself; what is left to a container to create is given what the container has.</summary>
internal static class Constructions
{
    private static readonly ConditionalWeakTable<SyntaxNode, ImmutableHashSet<string>> Named = new();

    public static bool InView(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken) =>
        flow.Compilation.SyntaxTrees.Any(tree =>
        {
            var root = tree.GetRoot(cancellationToken);
            return Named.GetValue(root, static r => [.. r.DescendantNodes().Select(NameOf).OfType<string>()]) is var names
                && (names.Contains(type.Name) || (names.Contains("") && HasImplicit(root, type, flow, cancellationToken)));
        });

    /// <summary>The name of the class that is created; empty where the place alone says which.</summary>
    private static string? NameOf(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax creation => NameOf(creation.Type),
        ImplicitObjectCreationExpressionSyntax => "",
        _ => null,
    };

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool HasImplicit(SyntaxNode root, INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken) =>
        flow.Source.ModelOf(root.SyntaxTree) is { } model
        && root.DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>()
            .Any(creation => KnownTypes.Same(model.GetTypeInfo(creation, cancellationToken).Type?.OriginalDefinition, type.OriginalDefinition));
}
