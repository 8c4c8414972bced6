using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Properties of a base context's model as configuration.</summary>
internal static class CarriedProperties
{
    public static void Describe(Interpreter interpreter, Entity entity, EntityConfig config, Property property)
    {
        if (property.Name.IndexOf('.') >= 0)
        {
            Nested(config, property);
            return;
        }

        Fill(config.Property(property.Name), property);
        if (entity.Owner is null)
        {
            var said = config.Property(property.Name);
            said.Explicit = true;
            said.Required ??= !property.Nullable;
            said.Type ??= property.IsShadow ? TypeOf(interpreter.Compilation, property.ClrType) : null;
        }
    }

    /// <summary>A member of complex properties.</summary>
    private static void Nested(EntityConfig config, Property property)
    {
        var path = property.Name.Split('.');
        ITypeSymbol? type = config.Type;
        var members = config.Complex;
        ComplexConfig? complex = null;
        for (var i = 0; i < path.Length - 1; i++)
        {
            type = type is INamedTypeSymbol named ? ClrTypes.FindProperty(named, path[i])?.Type : null;
            if (type is null)
            {
                return;
            }

            type = ClrTypes.Unwrap(type);
            if (!members.TryGetValue(path[i], out complex))
            {
                complex = new ComplexConfig(type as INamedTypeSymbol);
                members.Add(path[i], complex);
            }

            members = complex.Complex;
        }

        if (complex is not null && !complex.Properties.ContainsKey(path[path.Length - 1]))
        {
            var said = new PropertyConfig(path[path.Length - 1]) { Explicit = true };
            Fill(said, property);
            complex.Properties.Add(said.Name, said);
        }
    }

    private static void Fill(PropertyConfig said, Property property)
    {
        said.Column ??= property.ColumnName;
        said.ColumnType ??= property.Type == SqlType.Unknown ? null : property.Type.ToString();
        said.MaxLength ??= property.MaxLength;
        said.Computed ??= property.ComputedSql;
        said.Default ??= property.DefaultSql;
        said.ConcurrencyToken ??= property.IsConcurrencyToken ? true : null;
        said.Xmin |= property.IsXmin;
        said.Conversion ??= property.HasConverter ? new Conversion(null, IsKnown: false) : null;
        said.Generated ??= property.Generated switch
        {
            ValueGeneration.Never => Generation.Never,
            ValueGeneration.Computed => Generation.OnAddOrUpdate,
            _ => Generation.OnAdd,
        };
        said.HasGenerator |= property.Generated == ValueGeneration.Client;
    }

    /// <summary>The type that C# writes so: those that columns have.</summary>
    private static ITypeSymbol? TypeOf(Compilation compilation, string text)
    {
        var nullable = text.EndsWith("?", System.StringComparison.Ordinal);
        var name = nullable ? text.Substring(0, text.Length - 1) : text;
        if (name.EndsWith("[]", System.StringComparison.Ordinal))
        {
            return TypeOf(compilation, name.Substring(0, name.Length - 2)) is { } element ? compilation.CreateArrayTypeSymbol(element) : null;
        }

        ITypeSymbol? type = name switch
        {
            "bool" => compilation.GetSpecialType(SpecialType.System_Boolean),
            "byte" => compilation.GetSpecialType(SpecialType.System_Byte),
            "short" => compilation.GetSpecialType(SpecialType.System_Int16),
            "int" => compilation.GetSpecialType(SpecialType.System_Int32),
            "long" => compilation.GetSpecialType(SpecialType.System_Int64),
            "uint" => compilation.GetSpecialType(SpecialType.System_UInt32),
            "float" => compilation.GetSpecialType(SpecialType.System_Single),
            "double" => compilation.GetSpecialType(SpecialType.System_Double),
            "decimal" => compilation.GetSpecialType(SpecialType.System_Decimal),
            "char" => compilation.GetSpecialType(SpecialType.System_Char),
            "string" => compilation.GetSpecialType(SpecialType.System_String),
            _ => compilation.GetTypeByMetadataName(name.Replace("global::", "")),
        };
        return nullable && type is { IsValueType: true } ? compilation.GetSpecialType(SpecialType.System_Nullable_T).Construct(type) : type;
    }
}
