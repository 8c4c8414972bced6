using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>Which types are objects whose members must be followed (services, repositories, specifications), and which are mere data.</summary>
internal sealed class ObjectShapes(FlowContext flow)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether an object of the type can hold or run a query: it is declared here and has behaviour, or members that carry queries.</summary>
    public bool IsFollowed(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface or TypeKind.Struct } named
            || named.SpecialType != SpecialType.None
            || named.IsAnonymousType
            || !flow.IsSource(named)
            || flow.Known.IsContext(named)
            || flow.Known.IsQuery(named))
        {
            return false;
        }

        var definition = named.OriginalDefinition;
        return _known.TryGetValue(definition, out var known) ? known : _known.GetOrAdd(definition, HasBehaviour(definition));
    }

    /// <summary>Whether the members of a type declared here take or give queries, or parts of them, in the open.</summary>
    public bool SpeaksOfQueries(ITypeSymbol? type) =>
        type is INamedTypeSymbol named
        && IsFollowed(named)
        && named.OriginalDefinition.GetMembers().Any(member => member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => flow.Known.IsInteresting(method.ReturnType) || method.Parameters.Any(p => flow.Known.IsInteresting(p.Type)),
            IPropertySymbol property => flow.Known.IsInteresting(property.Type),
            _ => false,
        });

    private bool HasBehaviour(INamedTypeSymbol type)
    {
        var depth = 0;
        for (var at = type; at is not null && at.SpecialType == SpecialType.None && depth < 32; at = at.BaseType, depth++)
        {
            if (!at.DeclaringSyntaxReferences.IsEmpty && at.GetMembers().Any(IsBehaviour))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(i => !i.DeclaringSyntaxReferences.IsEmpty && i.GetMembers().Any(IsBehaviour));
    }

    private bool IsBehaviour(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, IsStatic: false } => true,
        IPropertySymbol property => flow.Known.IsInteresting(property.Type) || IsComputed(property) || IsOther(property.Type),
        IFieldSymbol { IsImplicitlyDeclared: false } field => flow.Known.IsInteresting(field.Type) || IsOther(field.Type),
        _ => false,
    };

    /// <summary>A property with a body of its own, not one the compiler makes.</summary>
    public static bool IsComputed(IPropertySymbol property) =>
        property.GetMethod is { IsAbstract: false } getter && HasBody(getter);

    /// <summary>Whether an accessor has a body of its own; that of a partial property stands where it is implemented.</summary>
    public static bool HasBody(IMethodSymbol accessor) =>
        (accessor.OriginalDefinition.PartialImplementationPart ?? accessor).DeclaringSyntaxReferences.Any(static r => r.GetSyntax() switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.ArrowExpressionClauseSyntax => true,
            Microsoft.CodeAnalysis.CSharp.Syntax.AccessorDeclarationSyntax written => written.Body is not null || written.ExpressionBody is not null,
            _ => false,
        });

    private bool IsOther(ITypeSymbol type) => type.TypeKind == TypeKind.Interface && flow.IsSource(type);
}
