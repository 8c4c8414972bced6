using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShardSafety.Generators.Reading;

/// <summary>What generated code may name, and how.</summary>
internal sealed class TypeFacts(Compilation compilation)
{
    private static readonly SymbolDisplayFormat Nullable = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly Dictionary<string, HashSet<string>> _taken = new(StringComparer.Ordinal);

    public Compilation Compilation { get; } = compilation;

    public bool HasMigrations { get; } = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder") is not null;

    public INamedTypeSymbol? Find(string metadataName) => Compilation.GetTypeByMetadataName(metadataName);

    /// <summary>An entity's type, when code of this assembly can name it.</summary>
    public INamedTypeSymbol? FindNameable(string metadataName) =>
        Find(metadataName) is { Arity: 0, TypeKind: TypeKind.Class } type && !IsInsideGeneric(type) && Compilation.IsSymbolAccessibleWithin(type, Compilation.Assembly) ? type : null;

    public static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>With the <c>?</c> of nullable reference types.</summary>
    public static string NullableName(ITypeSymbol type) => type.ToDisplayString(Nullable);

    public static string? NamespaceOf(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    /// <summary>Whether a public member may name it.</summary>
    public static bool IsPublic(ITypeSymbol type)
    {
        for (ISymbol? symbol = type; symbol is ITypeSymbol; symbol = symbol.ContainingType)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.NotApplicable))
            {
                return false;
            }
        }

        return type switch
        {
            INamedTypeSymbol named => named.TypeArguments.All(IsPublic),
            IArrayTypeSymbol array => IsPublic(array.ElementType),
            _ => true,
        };
    }

    /// <summary>A property or field of that name, looked for up the bases; null when code of this assembly can't read it.</summary>
    public ISymbol? Readable(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                var readable = member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: { } getter } ? getter : member is IFieldSymbol { IsStatic: false } ? member : null;
                if (readable is not null)
                {
                    return Compilation.IsSymbolAccessibleWithin(readable, Compilation.Assembly) ? member : null;
                }
            }
        }

        return null;
    }

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    public static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>Whether two values of it can be compared by <c>==</c>.</summary>
    public static bool HasEquality(ITypeSymbol type) =>
        type.IsReferenceType || type.TypeKind == TypeKind.Enum || type.SpecialType is not (SpecialType.None or SpecialType.System_ValueType)
        || type.GetMembers(WellKnownMemberNames.EqualityOperatorName).Length > 0;

    /// <summary>A type name that nothing else has in the namespace: a class of the user's counts, unless it is a part of ours.</summary>
    public string FreeName(INamedTypeSymbol beside, string wanted) => FreeName(NamespaceOf(beside), wanted);

    public string FreeName(string? ns, string wanted)
    {
        if (!_taken.TryGetValue(ns ?? "", out var taken))
        {
            _taken.Add(ns ?? "", taken = new HashSet<string>(StringComparer.Ordinal));
        }

        var name = wanted;
        for (var i = 2; taken.Contains(name) || IsForeign(ns, name); i++)
        {
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        taken.Add(name);
        return name;
    }

    public bool IsForeign(string? ns, string name) =>
        Compilation.Assembly.GetTypeByMetadataName(ns is null ? name : ns + "." + name) is { } type
        && !type.DeclaringSyntaxReferences.All(r => r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax c && c.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsInsideGeneric(INamedTypeSymbol type)
    {
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0)
            {
                return true;
            }
        }

        return false;
    }
}
