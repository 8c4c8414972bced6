using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Types as values, and objects that are made of them: <c>Activator.CreateInstance(typeof(Repository&lt;&gt;).MakeGenericType(type), db)</c>.</content>
internal sealed partial class Interpreter
{
    private static ConstantValue? NameOf(TypeValue type, ISymbol member) => IsOpen(type.Of)
        ? null
        : member.Name switch
        {
            "Name" => new ConstantValue(type.Of.MetadataName, null),
            "FullName" => new ConstantValue(type.Of.ToDisplayString(), null),
            _ => null,
        };

    private AbstractValue? OnType(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (self is TypeValue { Of: INamedTypeSymbol { IsGenericType: true } definition } && method.Name == "MakeGenericType" && arguments is [ItemsValue { Items: var given }])
        {
            return given.Length == definition.Arity && given.All(static g => g is TypeValue)
                ? new TypeValue(definition.OriginalDefinition.Construct([.. given.Select(static g => ((TypeValue)g).Of)]))
                : null;
        }

        if (self is TypeValue { Of: { } owner })
        {
            return AskedOf(owner, method, arguments, operation);
        }

        if (self is not null || method.Name != "CreateInstance")
        {
            return null;
        }

        if (method.ContainingType.Name == "Activator" && SymbolNames.IsIn(method, "System"))
        {
            return method.TypeArguments is [var one] ? Instance(one, [], operation)
                : arguments.FirstOrDefault() is TypeValue { Of: var of } ? Instance(of, Rest(arguments, 1), operation)
                : null;
        }

        return method.ContainingType.Name == "ActivatorUtilities"
            ? method.TypeArguments is [var made] ? Instance(made, Rest(arguments, 1), operation)
                : arguments is [_, TypeValue { Of: var type }, ..] ? Instance(type, Rest(arguments, 2), operation) : null
            : null;
    }

    /// <summary>What reflection says of a type that is known; of one that the caller names, only its members' names are carried on.</summary>
    private AbstractValue? AskedOf(ITypeSymbol type, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var name = arguments.FirstOrDefault() is ConstantValue { Value: string text } ? text : null;
        if (IsOpen(type))
        {
            return name is not null && method.Name is "GetProperty" or "GetField" ? new MemberInfoValue(type, name!) : null;
        }

        var other = arguments.FirstOrDefault() is TypeValue { Of: var named } && !IsOpen(named) ? named : null;
        return method.Name switch
        {
            "IsAssignableFrom" when other is not null => new ConstantValue(ClrTypes.IsAssignableTo(other, type), operation.Type),
            "IsAssignableTo" when other is not null => new ConstantValue(ClrTypes.IsAssignableTo(type, other), operation.Type),
            "IsSubclassOf" when other is not null => new ConstantValue(ClrTypes.DerivesFrom(type, other), operation.Type),
            "GetInterfaces" => new ItemsValue([.. type.AllInterfaces.Select(static i => new TypeValue(i))], Runtime(operation)) { IsWhole = true },
            "GetInterface" when name is not null => type.AllInterfaces.FirstOrDefault(i => i.MetadataName == name) is { } found ? new TypeValue(found) : new ConstantValue(null, operation.Type),
            "GetProperty" when name is not null && arguments.Length == 1 && ClrTypes.FindProperty(type, name) is null => new ConstantValue(null, operation.Type),
            "GetProperty" or "GetField" when name is not null => new MemberInfoValue(type, name),
            _ => null,
        };
    }

    private static ImmutableArray<AbstractValue> Rest(ImmutableArray<AbstractValue> arguments, int from) =>
        arguments.Length > from && arguments[from] is ItemsValue { Items: var items } ? items : ImmutableArray<AbstractValue>.Empty;

    /// <summary>An object of the type, made by the constructor that takes what is given; what is not given comes from a container.</summary>
    private AbstractValue? Instance(ITypeSymbol made, ImmutableArray<AbstractValue> given, IOperation operation)
    {
        if (made is not INamedTypeSymbol { IsAbstract: false, TypeKind: TypeKind.Class } type || !_flow.IsSource(type)
            || type.InstanceConstructors.Where(c => c.Parameters.Length >= given.Length).OrderBy(static c => c.Parameters.Length).FirstOrDefault() is not { } constructor)
        {
            return null;
        }

        var left = given.ToList();
        var arguments = constructor.Parameters.Select(parameter =>
        {
            var index = left.FindIndex(g => TypeOf(g) is not { } of || _flow.Compilation.ClassifyCommonConversion(of, parameter.Type).IsImplicit);
            if (index < 0)
            {
                return Symbolic(parameter.Type, "service " + parameter.Type.ToDisplayString(), parameter.Name, HeapKind.Injected);
            }

            var argument = left[index];
            left.RemoveAt(index);
            return argument;
        }).ToImmutableArray();
        return Made(type, constructor, arguments, operation);
    }

    private static ITypeSymbol? TypeOf(AbstractValue value) => value switch
    {
        ReferenceValue reference => reference.Object.Type,
        ContextValue context => context.Type,
        RuntimeValue runtime => runtime.Type,
        _ => null,
    };
}
