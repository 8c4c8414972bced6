using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Binary operators over abstract values.</summary>
internal static class Operators
{
    public static Value Binary(IBinaryOperation operation, Value left, Func<Value> right)
    {
        switch (operation.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And:
                return Interpreter.Truth(left) switch
                {
                    false => Value.Of(false),
                    true => right(),
                    _ => Interpreter.Truth(right()) == false ? Value.Of(false) : Value.Unknown,
                };
            case BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or:
                return Interpreter.Truth(left) switch
                {
                    true => Value.Of(true),
                    false => right(),
                    _ => Interpreter.Truth(right()) == true ? Value.Of(true) : Value.Unknown,
                };
            case BinaryOperatorKind.Equals:
                return Equal(left, right()) is { } equal ? Value.Of(equal) : Value.Unknown;
            case BinaryOperatorKind.NotEquals:
                return Equal(left, right()) is { } same ? Value.Of(!same) : Value.Unknown;
            case BinaryOperatorKind.Add when left is ConstantVal { Value: string or null } text && right() is ConstantVal { Value: var tail }:
                return new ConstantVal((string?)text.Value + System.Convert.ToString(tail, System.Globalization.CultureInfo.InvariantCulture));
            default:
                return Value.Unknown;
        }
    }

    public static bool? Equal(Value left, Value right) => (left, right) switch
    {
        (UnknownVal, _) or (_, UnknownVal) => null,
        (ConstantVal a, ConstantVal b) => Equals(a.Value, b.Value),
        (EnumVal a, EnumVal b) => a.Name == b.Name,
        (EnumVal a, ConstantVal { Value: not null } b) => Equals(a.Value, b.Value),
        (ConstantVal { Value: null }, _) or (_, ConstantVal { Value: null }) => false,
        (TypeVal a, TypeVal b) => ClrTypes.Same(a.Type, b.Type),
        (EntityMetaVal a, EntityMetaVal b) => ReferenceEquals(a.Entity, b.Entity),
        (PropertyMetaVal a, PropertyMetaVal b) => ReferenceEquals(a.Property, b.Property),
        _ => null,
    };
}
