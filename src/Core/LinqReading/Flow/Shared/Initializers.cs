using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The initializers of fields and properties.</summary>
internal static class Initializers
{
    /// <summary>A member's initializer; null without one.</summary>
    public static IOperation? Of(ISymbol member, FlowContext flow, CancellationToken cancellationToken)
    {
        foreach (var reference in member.OriginalDefinition.DeclaringSyntaxReferences)
        {
            var clause = reference.GetSyntax(cancellationToken) switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (clause is not null)
            {
                return flow.Source.OperationOf(clause, cancellationToken);
            }
        }

        return null;
    }

    /// <summary><c>= null!</c> and <c>= default!</c>: no value, but the word that something else sets the member.</summary>
    public static bool IsPromise(IOperation initializer) =>
        initializer.Syntax is EqualsValueClauseSyntax { Value: PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand } }
        && operand.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression;

    /// <summary>The instance members of a type that have one, in the order they run.</summary>
    public static IEnumerable<ISymbol> InstanceMembers(INamedTypeSymbol type) =>
        type.OriginalDefinition.GetMembers().Where(static m =>
            !m.IsStatic
            && m is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol
            && m.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null }));
}
