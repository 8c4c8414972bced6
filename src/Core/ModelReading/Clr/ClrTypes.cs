using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading.Clr;

/// <summary>What EF Core asks of CLR types by reflection, answered from symbols.</summary>
internal static class ClrTypes
{
    /// <summary>The name EF Core gives an entity of this type (its <c>DisplayName</c>): namespace, <c>+</c> for nested types, generic arguments in angle brackets.</summary>
    public static string NameOf(ITypeSymbol type)
    {
        var text = new StringBuilder();
        Append(text, type, full: true);
        return text.ToString();
    }

    /// <summary>The name without namespace and outer types (EF Core's <c>ShortDisplayName</c>).</summary>
    public static string ShortNameOf(ITypeSymbol type)
    {
        var text = new StringBuilder();
        Append(text, type, full: false);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ITypeSymbol type, bool full)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Append(text, array.ElementType, full);
                text.Append("[]");
                return;
            case INamedTypeSymbol { SpecialType: not SpecialType.None } basic when Keyword(basic.SpecialType) is { } keyword:
                text.Append(keyword);
                return;
            case INamedTypeSymbol named:
                if (full)
                {
                    if (named.ContainingType is { } outer)
                    {
                        Append(text, outer, full: true);
                        text.Append('+');
                    }
                    else if (named.ContainingNamespace is { IsGlobalNamespace: false } space)
                    {
                        text.Append(space.ToDisplayString()).Append('.');
                    }
                }

                text.Append(named.Name);
                if (!named.TypeArguments.IsEmpty)
                {
                    text.Append('<');
                    for (var i = 0; i < named.TypeArguments.Length; i++)
                    {
                        if (i > 0)
                        {
                            text.Append(", ");
                        }

                        Append(text, named.TypeArguments[i], full);
                    }

                    text.Append('>');
                }

                return;
            default:
                text.Append(type.Name);
                return;
        }
    }

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Byte => "byte",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Char => "char",
        SpecialType.System_String => "string",
        SpecialType.System_Object => "object",
        _ => null,
    };

    /// <summary>Namespace and name of a type's definition without generic arguments, for comparison with well-known names.</summary>
    public static string FullName(ITypeSymbol type)
    {
        var name = type.Name;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.Name + "+" + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }

    public static bool Same(ITypeSymbol? left, ITypeSymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    public static bool SameMember(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    public static bool IsNullableValue(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type inside <c>Nullable&lt;T&gt;</c>, else the type itself.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type) =>
        IsNullableValue(type) && type is INamedTypeSymbol { TypeArguments.Length: 1 } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The element of a type that is or implements <c>IEnumerable&lt;T&gt;</c>; null for others, for strings, and where it does so twice.</summary>
    public static ITypeSymbol? SequenceElement(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? array.ElementType : null;
        }

        if (IsEnumerable(type))
        {
            return ((INamedTypeSymbol)type).TypeArguments[0];
        }

        ITypeSymbol? found = null;
        foreach (var implemented in type.AllInterfaces)
        {
            if (IsEnumerable(implemented))
            {
                if (found is not null)
                {
                    return null;
                }

                found = implemented.TypeArguments[0];
            }
        }

        return found;
    }

    private static bool IsEnumerable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    /// <summary>The type and its bases, nearest first. Cyclic bases of half-typed code end the walk.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        var steps = 0;
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object && steps < 64; current = current.BaseType)
        {
            steps++;
            yield return current;
        }
    }

    public static bool DerivesFrom(ITypeSymbol type, ITypeSymbol ancestor) =>
        type is INamedTypeSymbol named && SelfAndBases(named).Skip(1).Any(b => Same(b, ancestor));

    /// <summary><c>ancestor.IsAssignableFrom(type)</c> among reference types.</summary>
    public static bool IsAssignableTo(ITypeSymbol type, ITypeSymbol ancestor) =>
        ancestor.SpecialType == SpecialType.System_Object
        || Same(type, ancestor)
        || DerivesFrom(type, ancestor)
        || (ancestor.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(i => Same(i, ancestor)));

    /// <summary>
    /// The readable instance properties of a type, own ones first, in order of declaration; a property that a nearer type
    /// declares hides the others of its name.
    /// </summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var level in SelfAndBases(type))
        {
            foreach (var member in level.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property
                    && property.ExplicitInterfaceImplementations.IsEmpty
                    && seen.Add(property.Name))
                {
                    yield return property;
                }
            }
        }
    }

    public static IPropertySymbol? FindProperty(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol named ? PropertiesOf(named).FirstOrDefault(p => p.Name == name) : null;

    /// <summary>EF Core's <c>IsCandidateProperty</c>: a public getter, and if asked a setter of any accessibility.</summary>
    public static bool IsCandidate(IPropertySymbol property, bool needsWrite)
    {
        if (property.GetMethod is not { DeclaredAccessibility: Accessibility.Public } && !InheritsPublicGetter(property))
        {
            return false;
        }

        return !needsWrite || HasSetter(property);
    }

    private static bool InheritsPublicGetter(IPropertySymbol property) =>
        property.GetMethod is null && property.OverriddenProperty?.GetMethod is { DeclaredAccessibility: Accessibility.Public };

    private static bool HasSetter(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (current.SetMethod is not null || MayHideSetter(current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The compiler shows no private accessor of another assembly, and reference assemblies hold none. An automatic property
    /// without a visible setter has a private one far more often than none.
    /// </summary>
    private static bool MayHideSetter(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty
        && property.GetMethod is { } getter
        && getter.GetAttributes().Any(static a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");

    public static AttributeData? Attribute(ISymbol symbol, string fullName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && FullName(type) == fullName)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>An attribute of a property or of those it overrides.</summary>
    public static AttributeData? InheritedAttribute(IPropertySymbol property, string fullName)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (Attribute(current, fullName) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public static object? NamedArgument(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    public static object? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[index].Value
            : null;

    /// <summary>The strings of an attribute's positional arguments, a params array spread out.</summary>
    public static IEnumerable<string> Strings(AttributeData attribute) =>
        attribute.ConstructorArguments
            .SelectMany(static a => a.Kind == TypedConstantKind.Array ? a.Values.AsEnumerable() : [a])
            .Select(static a => a.Value)
            .OfType<string>();
}
