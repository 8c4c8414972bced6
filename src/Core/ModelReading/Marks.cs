using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading;

/// <summary>
/// Whether a compilation sees any mark at all, its own or in its references. Asked before anything else is done, so it
/// looks at declarations only, by name, and binds nothing.
/// </summary>
internal static class Marks
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<bool>> Answers = new();

    public static bool AnyVisible(Compilation compilation, CancellationToken cancellationToken = default)
    {
        if (Answers.TryGetValue(compilation, out var known))
        {
            return known.Value;
        }

        var found = Search(compilation, cancellationToken);
        return Answers.GetValue(compilation, _ => new StrongBox<bool>(found)).Value;
    }

    private static bool Search(Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.GetTypesByMetadataName(MarkNames.Namespace + "." + MarkNames.DistributedBy).IsEmpty)
        {
            return false;
        }

        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (KnowsMarks(assembly) && InAssembly(assembly))
            {
                return true;
            }
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (InTree(tree.GetRoot(cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An assembly can only carry marks if it refers to the one that declares them.</summary>
    public static bool KnowsMarks(IAssemblySymbol assembly) =>
        assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static a => a.Name == MarkNames.Assembly));

    private static bool InAssembly(IAssemblySymbol assembly) =>
        assembly.GetAttributes().Any(static a => IsMark(a) || a.AttributeClass?.Name == MarkNames.ModelMetadata)
        || InNamespace(assembly.GlobalNamespace);

    private static bool InNamespace(INamespaceSymbol space)
    {
        foreach (var member in space.GetMembers())
        {
            var found = member is INamespaceSymbol inner ? InNamespace(inner) : InType((INamedTypeSymbol)member);
            if (found)
            {
                return true;
            }
        }

        return false;
    }

    private static bool InType(INamedTypeSymbol type) =>
        type.GetAttributes().Any(IsMark) || type.GetTypeMembers().Any(InType);

    private static bool IsMark(AttributeData attribute) =>
        MarkNames.IsMark(attribute.AttributeClass?.Name) && attribute.AttributeClass!.ContainingNamespace?.Name == MarkNames.Namespace;

    private static bool InTree(SyntaxNode root)
    {
        var fluent = false;
        foreach (var node in root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or AttributeListSyntax))
        {
            if (node is AttributeSyntax attribute && MarkNames.MayBeMark(LastName(attribute.Name)))
            {
                return true;
            }

            fluent |= node is UsingDirectiveSyntax { Name: { } name } && name.ToString().StartsWith(MarkNames.Namespace, System.StringComparison.Ordinal);
        }

        return fluent && root.DescendantTokens().Any(static t => t.IsKind(SyntaxKind.IdentifierToken) && MarkNames.IsFluentMark(t.ValueText));
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
