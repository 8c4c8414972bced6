using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The members of a class that its methods, not its constructor, assign: by name, from syntax alone.</summary>
internal static class Reassignments
{
    private static readonly ConditionalWeakTable<SyntaxNode, StrongBox<ImmutableHashSet<string>>> Known = new();

    public static IEnumerable<string> Of(INamedTypeSymbol type, FlowContext flow, CancellationToken cancellationToken)
    {
        var depth = 0;
        for (var at = type; at is not null && flow.IsSource(at) && depth < 16; at = at.BaseType, depth++)
        {
            foreach (var reference in at.OriginalDefinition.DeclaringSyntaxReferences)
            {
                var node = reference.GetSyntax(cancellationToken);
                foreach (var name in Known.GetValue(node, static n => new StrongBox<ImmutableHashSet<string>>(Search(n))).Value!)
                {
                    yield return name;
                }
            }
        }
    }

    private static ImmutableHashSet<string> Search(SyntaxNode declaration)
    {
        var names = ImmutableHashSet.CreateBuilder<string>();
        foreach (var node in declaration.DescendantNodes(static n => n is not ConstructorDeclarationSyntax))
        {
            if (node is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment && Target(assignment.Left) is { } name)
            {
                names.Add(name);
            }
        }

        return names.ToImmutable();
    }

    private static string? Target(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: { } name } => name.Identifier.ValueText,
        _ => null,
    };
}
