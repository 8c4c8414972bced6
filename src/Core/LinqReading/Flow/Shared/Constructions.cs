using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Which classes the compilation creates itself; what is left to a container to create is given what the container has.</summary>
internal static class Constructions
{
    private static readonly ConditionalWeakTable<SyntaxNode, BaseObjectCreationExpressionSyntax[]> Known = new();

    public static bool InView(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken) =>
        flow.Compilation.SyntaxTrees.Any(tree =>
            Known.GetValue(tree.GetRoot(cancellationToken), static root => [.. root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()])
                .Any(creation => MayBe(creation, type.Name) && KnownTypes.Same(flow.Source.ModelOf(tree)?.GetTypeInfo(creation, cancellationToken).Type?.OriginalDefinition, type.OriginalDefinition)));

    /// <summary>Whether the name allows it; of <c>new()</c> the place alone tells.</summary>
    private static bool MayBe(BaseObjectCreationExpressionSyntax creation, string name) =>
        creation is not ObjectCreationExpressionSyntax { Type: var type } || type switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText == name,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText == name,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText == name,
            _ => false,
        };
}
