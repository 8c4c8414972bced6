using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
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

    /// <summary>The instance members of a type that have one, in the order they run.</summary>
    public static IEnumerable<ISymbol> InstanceMembers(INamedTypeSymbol type) =>
        type.OriginalDefinition.GetMembers().Where(static m =>
            !m.IsStatic
            && m is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol
            && m.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null }));
}
