using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>The patterns that configuration code uses: null tests, constants and declarations.</summary>
internal static class Patterns
{
    public static Value Matches(Interpreter interpreter, Value value, IPatternOperation pattern, Frame frame)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return Interpreter.Truth(Matches(interpreter, value, negated.Pattern, frame)) is { } truth ? Value.Of(!truth) : Value.Unknown;
            case IConstantPatternOperation constant:
                return Operators.Equal(value, interpreter.Evaluate(constant.Value, frame)) is { } equal ? Value.Of(equal) : Value.Unknown;
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } recursive:
                return Declared(value, recursive.DeclaredSymbol, frame);
            case IDeclarationPatternOperation declaration:
                return Declared(value, declaration.DeclaredSymbol, frame);
            case ITypePatternOperation when value is ConstantVal { Value: null }:
                return Value.Of(false);
            default:
                return Value.Unknown;
        }
    }

    private static Value Declared(Value value, Microsoft.CodeAnalysis.ISymbol? symbol, Frame frame)
    {
        if (symbol is not null)
        {
            frame.Declare(symbol, value);
        }

        return value switch
        {
            ConstantVal { Value: null } => Value.Of(false),
            UnknownVal => Value.Unknown,
            _ => Value.Of(true),
        };
    }
}
