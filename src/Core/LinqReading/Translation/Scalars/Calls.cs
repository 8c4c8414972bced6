using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Methods and static members that have a translation.</summary>
internal sealed partial class TranslationRun
{
    private Shape Call(CallNode call, Env env)
    {
        var method = call.Method;
        var owner = method.ContainingType;
        if (method is { Name: "Property", ContainingType: { Name: "EF" } } && call.Arguments is [var of, ValueNode { Value: Constant { Value: string property } }])
        {
            return PropertyOf(Bind(of, env), property, call);
        }

        if (method.Name == "Equals" && AsEquals(call, env) is { } equals)
        {
            return equals;
        }

        if (call.Target is { } target && ClrTypes.IsNullableValue(owner) && method.Name == "GetValueOrDefault")
        {
            return NullableDefault(target, call, env);
        }

        if (method.MethodKind == MethodKind.PropertyGet && call.Target is null)
        {
            return StaticMember(method, call);
        }

        return Translated(call, env);
    }

    private Shape PropertyOf(Shape shape, string name, CallNode call) => shape switch
    {
        EntityShape entity => EntityMember(entity.Entity, name, call),
        SingleShape single => Ask(single, row => new MemberNode(row, name, null) { Type = call.Type, At = call.At }),
        NewShape made when made.Find(name) is { } part => Force(part),
        FailedShape => shape,
        _ => Untranslatable($"EF.Property(\"{name}\")", call.At),
    };

    /// <summary><c>a.Equals(b)</c> and <c>object.Equals(a, b)</c>; of different types it is false, as EF Core warns.</summary>
    private Shape? AsEquals(CallNode call, Env env)
    {
        var (left, right) = (call.Target, call.Arguments.Length) switch
        {
            ({ } target, 1) => (target, call.Arguments[0]),
            (null, 2) => (call.Arguments[0], call.Arguments[1]),
            _ => (null, null),
        };
        if (left is null || right is null)
        {
            return null;
        }

        var a = Expand(Bind(left, env));
        var b = Expand(Bind(right, env));
        if (a is FailedShape || b is FailedShape)
        {
            return a is FailedShape ? a : b;
        }

        return AreEqual(a, b, call.At, negated: false) is { } equal ? new ScalarShape(equal, call.Type) : Untranslatable("this Equals", call.At);
    }

    private Shape NullableDefault(Node target, CallNode call, Env env)
    {
        if (TryScalar(target, env) is not { } value)
        {
            return Untranslatable("GetValueOrDefault", call.At);
        }

        var fallback = call.Arguments.Length == 1 ? TryScalar(call.Arguments[0], env) : new Constant(0L) { Type = value.Type };
        return fallback is null ? Untranslatable("GetValueOrDefault", call.At)
            : new ScalarShape(new CoalesceExpr(ImmutableArray.Create(value, fallback)) { Type = value.Type, At = call.At }, call.Type);
    }

    private static Shape StaticMember(IMethodSymbol getter, CallNode call)
    {
        var name = getter.AssociatedSymbol?.Name;
        return (getter.ContainingType?.Name, name) switch
        {
            ("DateTime" or "DateTimeOffset", "UtcNow") => new ScalarShape(new FuncExpr("now", ImmutableArray<Expr>.Empty) { Type = SqlType.TimestampTz, At = call.At }, call.Type),
            ("DateTime", "Now") => new ScalarShape(LocalNow(call.At), call.Type),
            ("DateTime", "Today") => new ScalarShape(Function("date_trunc", SqlType.Timestamp, new Constant("day") { Type = SqlType.Text }, LocalNow(call.At)), call.Type),
            _ => Untranslatable($"'{getter.ContainingType?.Name}.{name}'", call.At),
        };
    }

    private static CastExpr LocalNow(Origin at) => new(Function("now", SqlType.TimestampTz)) { Type = SqlType.Timestamp, At = at };

    /// <summary>
    /// Methods of the base class library that EF Core and Npgsql translate. To a plan it matters
    /// that it is a function, of what, and how volatile.
    /// </summary>
    private Shape Translated(CallNode call, Env env)
    {
        var method = call.Method;
        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var node in call.Target is null ? call.Arguments : call.Arguments.Insert(0, call.Target))
        {
            if (IsDbFunctions(node))
            {
                continue;
            }

            var shape = Expand(Bind(node, env));
            if (shape is FailedShape)
            {
                return shape;
            }

            if (shape is ListShape list)
            {
                args.Add(new ArrayExpr(list.Items));
                continue;
            }

            if (ScalarOf(shape, node.At) is not { } value)
            {
                return Untranslatable($"the method '{method.Name}'", call.At);
            }

            args.Add(value);
        }

        var translated = MethodTable.Translate(method, args.ToImmutable(), ClrTypes.ToSql(call.Type), call.At);
        return translated is null ? Untranslatable($"the method '{method.ContainingType?.Name}.{method.Name}'", call.At) : new ScalarShape(translated, call.Type);
    }

    private static bool IsDbFunctions(Node node) => node.Type is { Name: "DbFunctions" };
}
