using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.MigrationReading;

/// <summary>What locals and parameters hold, where it is constant.</summary>
internal sealed class Constants
{
    private const int LongestText = 1_000_000;

    private readonly Dictionary<ISymbol, object?> _values = new(SymbolEqualityComparer.Default);

    public void Declare(ILocalSymbol local, IOperation value)
    {
        if (TryRead(value, out var constant))
        {
            _values[local] = constant;
        }
    }

    public void Forget(ILocalSymbol local) => _values.Remove(local);

    /// <summary>The arguments of a call as its parameters' values.</summary>
    public Constants Into(IInvocationOperation call)
    {
        var inner = new Constants();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && TryRead(argument.Value, out var value))
            {
                inner._values[parameter.OriginalDefinition] = value;
                if (call.TargetMethod.ReducedFrom?.Parameters.FirstOrDefault(p => p.Name == parameter.Name) is { } original)
                {
                    inner._values[original] = value;
                }
            }
        }

        return inner;
    }

    public string? Text(IOperation? operation) => operation is not null && TryRead(operation, out var value) ? value as string : null;

    public bool TryRead(IOperation operation, out object? value)
    {
        value = null;
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            value = constant.Value;
            return true;
        }

        switch (operation)
        {
            case IConversionOperation conversion:
                return TryRead(conversion.Operand, out value);
            case IParenthesizedOperation parenthesized:
                return TryRead(parenthesized.Operand, out value);
            case ILocalReferenceOperation local:
                return _values.TryGetValue(local.Local, out value);
            case IParameterReferenceOperation parameter:
                return _values.TryGetValue(parameter.Parameter, out value);
            case IFieldReferenceOperation { Field: { IsReadOnly: true, HasConstantValue: true } field }:
                value = field.ConstantValue;
                return true;
            case IInterpolatedStringOperation text:
                return Interpolated(text, out value);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                return Sum(operation, out value);
            default:
                return false;
        }
    }

    private bool Interpolated(IInterpolatedStringOperation text, out object? value)
    {
        value = null;
        var written = new System.Text.StringBuilder();
        foreach (var part in text.Parts)
        {
            var inner = part switch
            {
                IInterpolatedStringTextOperation literal => literal.Text,
                IInterpolationOperation hole => hole.Expression,
                _ => null,
            };
            if (inner is null || !TryRead(inner, out var one) || written.Length > LongestText)
            {
                return false;
            }

            written.Append(System.Convert.ToString(one, System.Globalization.CultureInfo.InvariantCulture));
        }

        value = written.ToString();
        return true;
    }

    /// <summary>A long chain of additions is deep to the left.</summary>
    private bool Sum(IOperation operation, out object? value)
    {
        value = null;
        var parts = new Stack<string>();
        while (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && !sum.ConstantValue.HasValue)
        {
            if (Text(sum.RightOperand) is not { } right)
            {
                return false;
            }

            parts.Push(right);
            operation = sum.LeftOperand;
        }

        if (Text(operation) is not { } left)
        {
            return false;
        }

        value = left + string.Concat(parts);
        return true;
    }
}
