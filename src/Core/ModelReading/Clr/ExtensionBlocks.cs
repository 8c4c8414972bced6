using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShardSafety.Core.ModelReading.Clr;

/// <summary>
/// Members of extension blocks (<c>extension(IQueryable&lt;Order&gt; orders) { … }</c>). A call of one has the receiver as its
/// instance; the body names it by the block's parameter, which belongs to no method.
/// </summary>
internal static class ExtensionBlocks
{
    public static bool IsMember(ISymbol? member) => IsBlock(member?.ContainingType);

    /// <summary>The name of the class that a member is written in.</summary>
    public static string OwnerName(ISymbol member) => (IsMember(member) ? member.ContainingType.ContainingType : member.ContainingType)?.Name ?? "";

    /// <summary>The parameter by which the members of a block name the receiver; null for members that have none.</summary>
    public static IParameterSymbol? Receiver(ISymbol member, SourceReader source, CancellationToken cancellationToken)
    {
        if (member.IsStatic || !IsMember(member))
        {
            return null;
        }

        // How symbols tell it differs between the compiler's versions; what is written does not.
        var syntax = member.ContainingType.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        return syntax is TypeDeclarationSyntax { ParameterList.Parameters: [var parameter, ..] } ? source.ParameterOf(parameter, cancellationToken) : null;
    }

    /// <summary>
    /// The member that a static method stands for which the compiler makes of it (<c>OrderQueries.Mine(db.Orders, id)</c>), as
    /// the call has it; null where it stands for none.
    /// </summary>
    public static IMethodSymbol? MemberBehind(IMethodSymbol method)
    {
        if (method is not { IsStatic: true, IsImplicitlyDeclared: true } || method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is not { } written)
        {
            return null;
        }

        foreach (var block in method.ContainingType.GetTypeMembers().Where(IsBlock))
        {
            foreach (var member in block.GetMembers().OfType<IMethodSymbol>())
            {
                if (member.DeclaringSyntaxReferences.FirstOrDefault() is { } other && other.Span == written.Span && other.SyntaxTree == written.SyntaxTree)
                {
                    return Constructed(member, block, method.TypeArguments);
                }
            }
        }

        return null;
    }

    private static bool IsBlock(INamedTypeSymbol? type) => type?.TypeKind == TypeKind.Extension;

    /// <summary>The block's type parameters come before the member's own.</summary>
    private static IMethodSymbol? Constructed(IMethodSymbol member, INamedTypeSymbol block, ImmutableArray<ITypeSymbol> arguments)
    {
        var found = member;
        if (block.Arity > 0)
        {
            found = block.Construct([.. arguments.Take(block.Arity)]).GetMembers(member.Name).OfType<IMethodSymbol>().FirstOrDefault(m => ClrTypes.SameMember(m.OriginalDefinition, member));
        }

        return found is { Arity: > 0 } ? found.Construct([.. arguments.Skip(block.Arity)]) : found;
    }
}
