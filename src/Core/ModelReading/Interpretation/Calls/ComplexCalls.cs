using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary><c>ComplexProperty</c> and calls on its builder.</summary>
internal static class ComplexCalls
{
    public static Value Start(Call call, EntityConfig entity, Value self) =>
        Start(call, entity, entity.Complex, entity.Type, entity.IgnoredMembers, self);

    private static Value Start(Call call, EntityConfig? entity, Dictionary<string, ComplexConfig> into, INamedTypeSymbol? declaring, HashSet<string> ignored, Value self)
    {
        var name = call.Any("propertyExpression") is LambdaVal lambda
            ? MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null
            : call.Text("propertyName");
        var collection = call.Name == "ComplexCollection";
        if (name is null || ClrTypes.FindProperty(declaring, name)?.Type is not { } type)
        {
            call.Unread(entity);
            return self;
        }

        var element = (collection ? ClrTypes.SequenceElement(type) : ClrTypes.Unwrap(type)) as INamedTypeSymbol;
        if (!into.TryGetValue(name, out var complex))
        {
            complex = new ComplexConfig(element) { IsCollection = collection };
            into.Add(name, complex);
        }

        ignored.Remove(name);
        call.Changed(entity);
        var builder = new ComplexBuilderVal(complex, entity);
        if (call["buildAction"] is { } action)
        {
            call.Run(action, builder);
            return self;
        }

        return builder;
    }

    public static Value Run(Call call, ComplexBuilderVal builder)
    {
        var complex = builder.Complex;
        switch (call.Name)
        {
            case "Property" or "PrimitiveCollection":
                var name = call.Any("propertyExpression") is LambdaVal lambda
                    ? MemberPaths.Of(lambda, call.Interpreter) is [var one] ? one : null
                    : call.Text("propertyName");
                if (name is null)
                {
                    return call.Unread(builder.Entity);
                }

                if (!complex.Properties.TryGetValue(name, out var property))
                {
                    property = new PropertyConfig(name) { Place = call.Place };
                    complex.Properties.Add(name, property);
                }

                property.Explicit = true;
                property.IsCollection |= call.Name == "PrimitiveCollection";
                var member = ClrTypes.FindProperty(complex.Type, name);
                if (member is null)
                {
                    property.Type = call.TypeArguments.FirstOrDefault() ?? (call["propertyType"] as TypeVal)?.Type;
                }

                call.Changed(builder.Entity);
                return new PropertyBuilderVal(property, builder.Entity, member?.Type ?? property.Type);
            case "ComplexProperty" or "ComplexCollection":
                return Start(call, builder.Entity, complex.Complex, complex.Type, complex.IgnoredMembers, builder);
            case "Ignore":
                foreach (var ignored in call.Names()?.Names ?? [])
                {
                    complex.IgnoredMembers.Add(ignored);
                }

                break;
            case "ToJson":
                complex.ToJson = true;
                complex.JsonColumn = call.Text("jsonColumnName");
                break;
            case "IsRequired":
                complex.Required = call.Flag("required");
                break;
        }

        call.Changed(builder.Entity);
        return builder;
    }
}
