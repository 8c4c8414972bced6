using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Which code puts something into the collections that members hold: by name, from syntax alone.</summary>
internal static class Fillings
{
    private static readonly ConditionalWeakTable<SyntaxNode, StrongBox<ImmutableArray<(string Name, SyntaxNode Filler)>>> Known = new();

    /// <summary>
    /// Whether other code than the member at hand, and the constructors of the class, puts something into what a field or
    /// property holds: code of the class, and where others see the member, all code.
    /// </summary>
    public static bool InOthers(ISymbol collection, ISymbol own, FlowContext flow, CancellationToken cancellationToken)
    {
        var self = own is IMethodSymbol { AssociatedSymbol: { } property } ? property : own;
        var places = collection.DeclaredAccessibility == Accessibility.Private
            ? collection.ContainingType.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellationToken))
            : flow.Compilation.SyntaxTrees.Select(t => t.GetRoot(cancellationToken));
        foreach (var declaration in places)
        {
            foreach (var (name, filler) in Known.GetValue(declaration, static d => new(Search(d))).Value)
            {
                if (name == collection.Name && (filler as ConstructorDeclarationSyntax)?.Identifier.ValueText != collection.ContainingType.Name && !self.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == filler.SyntaxTree && r.Span == filler.Span))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ImmutableArray<(string Name, SyntaxNode Filler)> Search(SyntaxNode declaration) =>
    [
        .. from node in declaration.DescendantNodes()
           let name = node switch
           {
               AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => NameOf(element.Expression),
               InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" or "GetOrAdd" or "AddOrUpdate" } access } => NameOf(access.Expression),
               ArgumentSyntax argument => NameOf(argument.Expression),
               _ => null,
           }
           where name is not null
           let filler = node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(static m => m is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or GlobalStatementSyntax)
           where filler is not null
           select (name, (SyntaxNode)filler),
    ];

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: { } name } => name.Identifier.ValueText,
        _ => null,
    };
}
