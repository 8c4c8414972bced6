using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Pieces of members' syntax that have operations of their own.</summary>
internal static class MemberSyntax
{
    /// <summary>The initializer of a field or property.</summary>
    public static SyntaxNode? Initializer(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax field => field.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    /// <summary>The base type with arguments that stands beside a primary constructor.</summary>
    public static SyntaxNode? PrimaryBase(SyntaxNode declaration)
    {
        if (declaration is TypeDeclarationSyntax { BaseList: { } bases })
        {
            foreach (var type in bases.Types)
            {
                if (type is PrimaryConstructorBaseTypeSyntax primary)
                {
                    return primary;
                }
            }
        }

        return null;
    }

    /// <summary>The part of a call that names the method and its arguments, without what it is called on.</summary>
    public static SyntaxNode? CallName(SyntaxNode call) => call is InvocationExpressionSyntax invocation
        ? invocation.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var other => other,
        }
        : null;
}
