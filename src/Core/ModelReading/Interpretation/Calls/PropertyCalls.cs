using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>PropertyBuilder</c>, and on <c>PropertiesConfigurationBuilder</c>, whose names begin with Have and Are.</summary>
internal static class PropertyCalls
{
    public static Value Run(Call call, PropertyBuilderVal builder)
    {
        var property = builder.Property;
        var name = call.Name;
        name = name.StartsWith("Have", System.StringComparison.Ordinal) ? "Has" + name.Substring(4)
            : name.StartsWith("Are", System.StringComparison.Ordinal) ? "Is" + name.Substring(3)
            : name;
        switch (name)
        {
            case "HasColumnName":
                property.Column = call.Text("name") ?? Lost(call, builder, "a column name that is known at run time only", naming: true);
                break;
            case "HasColumnType":
                property.ColumnType = call.Text("typeName") ?? Lost(call, builder, "a column type that is known at run time only");
                break;
            case "HasColumnOrder":
                property.Order = call.Number("order");
                break;
            case "IsRequired":
                property.Required = call.Flag("required");
                break;
            case "HasMaxLength":
                property.MaxLength = call.Number("maxLength");
                break;
            case "HasPrecision":
                property.Precision = call.Number("precision");
                property.Scale = call.Number("scale");
                break;
            case "IsFixedLength":
                property.FixedLength = call.Flag("fixedLength");
                break;
            case "UseCollation":
                property.Collation = call.Text("collation");
                break;
            case "HasConversion":
                Conversion(call, builder);
                break;
            case "ValueGeneratedNever":
                property.Generated = Generation.Never;
                break;
            case "ValueGeneratedOnAdd":
                property.Generated = Generation.OnAdd;
                break;
            case "ValueGeneratedOnAddOrUpdate":
                property.Generated = Generation.OnAddOrUpdate;
                break;
            case "ValueGeneratedOnUpdate" or "ValueGeneratedOnUpdateSometimes":
                property.Generated = Generation.OnUpdate;
                break;
            case "HasValueGenerator" or "HasValueGeneratorFactory":
                property.HasGenerator = true;
                break;
            case "HasDefaultValueSql":
                property.Default = call.Text("sql") ?? "";
                break;
            case "HasDefaultValue":
                property.Default = "";
                break;
            case "HasComputedColumnSql" or "HasGeneratedTsVectorColumn":
                property.Computed = call.Text("sql") ?? "";
                break;
            case "IsGeneratedTsVectorColumn":
                property.Computed = "";
                break;
            case "IsConcurrencyToken":
                property.ConcurrencyToken = call.Flag("concurrencyToken");
                break;
            case "IsRowVersion":
                property.ConcurrencyToken = true;
                property.Generated = Generation.OnAddOrUpdate;
                break;
            case "UseIdentityColumn" or "UseIdentityAlwaysColumn" or "UseIdentityByDefaultColumn":
                property.Strategy = ColumnStrategy.Identity;
                break;
            case "UseSerialColumn":
                property.Strategy = ColumnStrategy.Serial;
                break;
            case "UseHiLo":
                property.Strategy = ColumnStrategy.HiLo;
                break;
            case "UseSequence":
                property.Strategy = ColumnStrategy.Sequence;
                break;
            case "ElementType":
                property.Element ??= new PropertyConfig(property.Name);
                if (call["elementTypeConfiguration"] is { } action)
                {
                    call.Run(action, new PropertyBuilderVal(property.Element, builder.Entity, null));
                    break;
                }

                call.Changed(builder.Entity);
                return new PropertyBuilderVal(property.Element, builder.Entity, null);
        }

        call.Changed(builder.Entity);
        return builder;
    }

    private static string? Lost(Call call, PropertyBuilderVal builder, string reason, bool naming = false)
    {
        if (call.Values.FirstOrDefault() is not (ConstantVal { Value: null } or null))
        {
            call.Unread(builder.Entity, reason, naming);
        }

        return null;
    }

    /// <summary>The forms of <c>HasConversion</c>: a provider type, a converter type or instance, a pair of lambdas.</summary>
    private static void Conversion(Call call, PropertyBuilderVal builder)
    {
        var type = call.TypeArguments.FirstOrDefault() ?? (call.Any("conversionType", "providerClrType") as TypeVal)?.Type;
        if (call.Any("converter") is ObjectVal converter)
        {
            type = converter.Type;
        }
        else if (type is null && call.Any("converter", "conversionType", "providerClrType") is ConstantVal { Value: null })
        {
            builder.Property.Conversion = new Conversion(null, IsKnown: true);
            return;
        }
        else if (call.Any("convertToProviderExpression") is LambdaVal)
        {
            // PropertyBuilder<TProperty>.HasConversion<TProvider>(…)
            type = call.TypeArguments.FirstOrDefault();
        }

        if (type is null)
        {
            // A converter held in a variable or member: its static type tells.
            foreach (var argument in call.Operation.Arguments)
            {
                if (argument.Value is { } value && Converters.ProviderOf(MemberPaths.Strip(value)?.Type) is { } provider)
                {
                    builder.Property.Conversion = new Conversion(provider, IsKnown: true);
                    return;
                }
            }
        }

        builder.Property.Conversion = type is null ? new Conversion(null, IsKnown: false) : new Conversion(Converters.ProviderOf(type) ?? type, IsKnown: true);
    }
}
