using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls of the base library that configuration code leans on: reflection, LINQ over lists, strings.</summary>
internal static class RuntimeCalls
{
    public static Value Run(Call call)
    {
        if (call.Receiver is ListVal list)
        {
            return ListCalls.Run(call, list);
        }

        if (call.Name == "IsNpgsql" || call.Name == "IsRelational")
        {
            return Value.Of(true);
        }

        if (call.Name is "IsSqlServer" or "IsSqlite" or "IsInMemory" or "IsMySql" or "IsCosmos" or "IsOracle")
        {
            return Value.Of(false);
        }

        return call.Receiver switch
        {
            TypeVal type => OfType(call, type.Type),
            MethodInfoVal method => OfMethod(call, method),
            ConstantVal { Value: string text } => TextCalls.Run(call, text),
            AssemblyVal assembly when call.Name is "GetTypes" or "GetExportedTypes" => AssemblyTypes.Of(call.Interpreter, assembly),
            _ => Static(call),
        };
    }

    private static Value Static(Call call)
    {
        var type = ClrTypes.FullName(call.Method.ContainingType);
        switch (type)
        {
            case "System.Nullable" when call.Name == "GetUnderlyingType" && call.Values.FirstOrDefault() is TypeVal { Type: var nullable }:
                return ClrTypes.IsNullableValue(nullable) ? new TypeVal(ClrTypes.Unwrap(nullable)) : Value.Null;
            case "System.String":
                return TextCalls.Static(call);
            case "System.Reflection.Assembly":
                return call.Name is "GetExecutingAssembly" ? new AssemblyVal(call.Interpreter.Compilation.Assembly) : (call["type"] as TypeVal)?.Type.ContainingAssembly is { } of ? new AssemblyVal(of) : Value.Unknown;
            case "System.Text.RegularExpressions.Regex":
                return TextCalls.Regex(call);
            case "Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor" when call.Name == "Replace":
                return call["tree"] ?? Value.Unknown;
            case "System.Linq.Expressions.Expression" or "System.Linq.Expressions.LambdaExpression":
                return TreeCalls.Run(call);
            case "System.Activator" when call.Name == "CreateInstance":
                return (call.TypeArguments.FirstOrDefault() ?? (call["type"] as TypeVal)?.Type) is INamedTypeSymbol created
                    ? call.Interpreter.Construct(created, created.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty), [], call.Frame)
                    : Value.Unknown;
            case "System.Object" when call is { Name: "GetType", Operation.Instance: not null }:
                return call.Receiver switch
                {
                    ContextVal => new TypeVal(call.Interpreter.Config.Context),
                    ObjectVal known => new TypeVal(known.Type),
                    _ => Value.Unknown,
                };
        }

        // A builder handed to a library that is not known may be configured there, if the library knows EF Core.
        if (!AssemblyTypes.KnowsEntityFramework(call.Method.ContainingAssembly))
        {
            return Value.Unknown;
        }

        foreach (var value in call.Values)
        {
            if (value is ModelBuilderVal)
            {
                return call.Unread(null, call.Name + " configures the model in a library that could not be read");
            }

            if (value is EntityBuilderVal builder)
            {
                return call.Unread(builder.Entity, call.Name + " configures the entity in a library that could not be read");
            }
        }

        return Value.Unknown;
    }

    private static Value OfType(Call call, ITypeSymbol type)
    {
        var other = (call.Values.FirstOrDefault() as TypeVal)?.Type;
        switch (call.Name)
        {
            case "IsAssignableFrom" when other is not null:
                return Value.Of(ClrTypes.IsAssignableTo(other, type));
            case "IsAssignableTo" when other is not null:
                return Value.Of(ClrTypes.IsAssignableTo(type, other));
            case "IsSubclassOf" when other is not null:
                return Value.Of(ClrTypes.DerivesFrom(type, other));
            case "IsInstanceOfType":
                return Value.Unknown;
            case "AsType":
                return new TypeVal(type);
            case "GetInterfaces":
                return new ListVal([.. type.AllInterfaces.Select(static i => (Value)new TypeVal(i))]);
            case "GetInterface" when call.TextAt(0) is { } name:
                return type.AllInterfaces.FirstOrDefault(i => i.Name == name || i.MetadataName == name) is { } found ? new TypeVal(found) : Value.Null;
            case "GetGenericTypeDefinition":
                return new TypeVal(type.OriginalDefinition is INamedTypeSymbol { IsGenericType: true } generic ? generic.ConstructUnboundGenericType() : type);
            case "GetGenericArguments":
                return type is INamedTypeSymbol named ? new ListVal([.. named.TypeArguments.Select(static a => (Value)new TypeVal(a))]) : Value.Unknown;
            case "GetProperty" when call.TextAt(0) is { } name:
                return ClrTypes.FindProperty(type, name) is { } property ? new PropertyInfoVal(name, property.Type) : Value.Null;
            case "GetProperties" or "GetRuntimeProperties":
                return type is INamedTypeSymbol declared
                    ? new ListVal([.. ClrTypes.PropertiesOf(declared).Where(static p => p.DeclaredAccessibility == Accessibility.Public).Select(static p => (Value)new PropertyInfoVal(p.Name, p.Type))])
                    : Value.Unknown;
            case "GetMethod" or "GetTypeInfo" or "GetMethods" or "GetRuntimeMethods":
                return Method(call, type);
            case "Equals" when other is not null:
                return Value.Of(ClrTypes.Same(type, other));
            case "MakeGenericType" when type is INamedTypeSymbol { IsGenericType: true } open && Types(call) is { } arguments && arguments.Length == open.Arity:
                return new TypeVal(open.OriginalDefinition.Construct(arguments));
            case "GetCustomAttribute" or "IsDefined" when (call.TypeArguments.FirstOrDefault() ?? other) is { } attribute:
                var present = type.GetAttributes().Any(a => ClrTypes.Same(a.AttributeClass, attribute));
                return call.Name == "IsDefined" ? Value.Of(present) : present ? Value.Unknown : Value.Null;
            default:
                return Value.Unknown;
        }
    }

    private static ITypeSymbol[]? Types(Call call)
    {
        var values = call.Values.FirstOrDefault() is ListVal list ? list.Items : [.. call.Values];
        var types = values.OfType<TypeVal>().Select(static t => t.Type).ToArray();
        return types.Length == values.Length && types.Length > 0 ? types : null;
    }

    private static Value Method(Call call, ITypeSymbol type)
    {
        if (call.Name == "GetTypeInfo")
        {
            return new TypeVal(type);
        }

        if (call.Name is "GetMethods" or "GetRuntimeMethods")
        {
            return new ListVal([.. type.GetMembers().OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary).Select(static m => (Value)new MethodInfoVal(m))]);
        }

        if (call.TextAt(0) is not { } name)
        {
            return Value.Unknown;
        }

        var methods = type is INamedTypeSymbol named
            ? ClrTypes.SelfAndBases(named).SelectMany(l => l.GetMembers(name)).OfType<IMethodSymbol>().ToList()
            : [];
        return methods.Count == 0 ? Value.Null : new MethodInfoVal(methods[0]);
    }

    private static Value OfMethod(Call call, MethodInfoVal info)
    {
        switch (call.Name)
        {
            case "MakeGenericMethod" when Types(call) is { } types && types.Length == info.Method.OriginalDefinition.Arity:
                return new MethodInfoVal(info.Method.OriginalDefinition.Construct(types));
            case "GetParameters":
                return new ListVal([.. info.Method.Parameters.Select(static p => (Value)new PropertyInfoVal(p.Name, p.Type))]);
            case "Invoke" when call["obj"] is ModelBuilderVal:
                return ModelBuilderCalls.Reflected(call, info.Method);
            case "Invoke":
                var arguments = call["parameters"] is ListVal list ? list.Items : [];
                return call.Interpreter.CallMethod(info.Method, call["obj"] is ConstantVal ? null : call["obj"], arguments, call.Frame, info.Method.TypeArguments);
            default:
                return Value.Unknown;
        }
    }
}
