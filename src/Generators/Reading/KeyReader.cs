using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Reading;

/// <summary>How generated code reads and compares a scalar property.</summary>
internal static class KeyReader
{
    /// <returns>Null when its C# type can't be named.</returns>
    public static (KeySpec Spec, ITypeSymbol Type)? Read(Entity entity, INamedTypeSymbol type, string property, TypeFacts types)
    {
        if (types.Readable(type, property) is { } member)
        {
            var memberType = TypeFacts.WithoutNullable(TypeFacts.TypeOf(member));
            return memberType.TypeKind == TypeKind.Error ? null : (new KeySpec(property, null, !TypeFacts.HasEquality(memberType)), memberType);
        }

        // A shadow property, or one that is private: through EF.Property, by the type that the model gives.
        if (entity.FindProperty(property) is { } mapped && Parse(mapped.ClrType, types) is { } shadowType)
        {
            return (new KeySpec(property, mapped.ClrType, !TypeFacts.HasEquality(shadowType)), shadowType);
        }

        return null;
    }

    private static ITypeSymbol? Parse(string name, TypeFacts types)
    {
        var bare = name.TrimEnd('?');
        bare = bare.StartsWith("global::", StringComparison.Ordinal) ? bare.Substring(8) : bare;
        SpecialType? special = bare switch
        {
            "int" => SpecialType.System_Int32,
            "long" => SpecialType.System_Int64,
            "short" => SpecialType.System_Int16,
            "byte" => SpecialType.System_Byte,
            "string" => SpecialType.System_String,
            "bool" => SpecialType.System_Boolean,
            "char" => SpecialType.System_Char,
            "decimal" => SpecialType.System_Decimal,
            "double" => SpecialType.System_Double,
            "float" => SpecialType.System_Single,
            "uint" => SpecialType.System_UInt32,
            "ulong" => SpecialType.System_UInt64,
            "ushort" => SpecialType.System_UInt16,
            "sbyte" => SpecialType.System_SByte,
            _ => null,
        };
        return special is { } known ? types.Compilation.GetSpecialType(known) : types.Find(bare);
    }
}
