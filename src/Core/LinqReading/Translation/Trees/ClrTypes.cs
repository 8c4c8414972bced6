using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>What Npgsql maps CLR types to, and other questions about types.</summary>
internal static class ClrTypes
{
    public static SqlType ToSql(ITypeSymbol? type)
    {
        type = Unwrap(type);
        if (type is null)
        {
            return SqlType.Unknown;
        }

        if (type is IArrayTypeSymbol { ElementType: { } element })
        {
            return element.SpecialType == SpecialType.System_Byte ? SqlType.Bytea : ArrayOf(element);
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return ToSql(((INamedTypeSymbol)type).EnumUnderlyingType);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean: return SqlType.Bool;
            case SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16: return SqlType.Int2;
            case SpecialType.System_UInt16 or SpecialType.System_Int32: return SqlType.Int4;
            case SpecialType.System_UInt32 or SpecialType.System_Int64: return SqlType.Int8;
            case SpecialType.System_UInt64 or SpecialType.System_Decimal: return SqlType.Numeric;
            case SpecialType.System_Single: return SqlType.Float4;
            case SpecialType.System_Double: return SqlType.Float8;
            case SpecialType.System_Char or SpecialType.System_String: return SqlType.Text;
            case SpecialType.System_DateTime: return SqlType.TimestampTz;
        }

        if (type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            switch (type.Name)
            {
                case "Guid": return SqlType.Uuid;
                case "DateTimeOffset": return SqlType.TimestampTz;
                case "DateOnly": return SqlType.Date;
                case "TimeSpan": return SqlType.Interval;
                case "TimeOnly": return new SqlType("time");
            }
        }

        return ElementOf(type) is { } item && item.SpecialType != SpecialType.System_Char ? ArrayOf(item) : SqlType.Unknown;

        static SqlType ArrayOf(ITypeSymbol element)
        {
            var inner = ToSql(element);
            return inner.IsUnknown ? SqlType.Unknown : inner.ArrayOf();
        }
    }

    /// <summary>The type without <c>Nullable&lt;T&gt;</c>.</summary>
    public static ITypeSymbol? Unwrap(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    public static bool IsNullableValue(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    /// <summary>Whether a conversion is one that C# puts around the operands of an operator.</summary>
    public static bool IsPromotion(ITypeSymbol? from, ITypeSymbol? to)
    {
        var inner = Unwrap(from);
        return Unwrap(to)?.SpecialType == SpecialType.System_Int32
            && ((inner as INamedTypeSymbol)?.EnumUnderlyingType ?? inner)?.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16;
    }

    private static readonly ConditionalWeakTable<ITypeSymbol, StrongBox<bool>> Sequences = new();

    /// <summary>What a sequence type holds; null when it is none (a string counts as none).</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type)
    {
        if (type is null || type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        if (type is INamedTypeSymbol self && IsEnumerable(self))
        {
            return self.TypeArguments[0];
        }

        foreach (var face in type.AllInterfaces)
        {
            if (face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            {
                return face.TypeArguments[0];
            }
        }

        return null;
    }

    private static bool IsEnumerable(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    public static bool IsQueryable(ITypeSymbol? type)
    {
        if (type is null)
        {
            return false;
        }

        if (IsIt(type))
        {
            return true;
        }

        foreach (var face in type.AllInterfaces)
        {
            if (IsIt(face))
            {
                return true;
            }
        }

        return false;

        static bool IsIt(ITypeSymbol t) => t is { Name: "IQueryable", ContainingNamespace.Name: "Linq" };
    }

    /// <summary>Whether a type is one of the base class library's own.</summary>
    public static bool InNamespace(ITypeSymbol? type, string root)
    {
        var space = type?.ContainingNamespace;
        INamespaceSymbol? top = null;
        while (space is { IsGlobalNamespace: false })
        {
            top = space;
            space = space.ContainingNamespace;
        }

        return top?.Name == root;
    }
}
