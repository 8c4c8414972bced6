using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Texts that are known, taken apart and put together: names of includes arrive so.</content>
internal sealed partial class Interpreter
{
    private AbstractValue? OnText(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (method.ContainingType?.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        if (self is ChoiceValue choice && choice.Alternatives.Any(static a => a.Value is ConstantValue))
        {
            return Each(choice, one => OnText(method, one, arguments, operation) ?? External(operation, arguments, method, one), operation.Syntax);
        }

        if (self is null && arguments is [ChoiceValue either] && either.Alternatives.Any(static a => a.Value is ConstantValue))
        {
            return Each(either, one => OnText(method, null, [one], operation) ?? External(operation, [one], method, null), operation.Syntax);
        }

        string? text = null;
        if (self is not null && (text = (self as ConstantValue)?.Value as string) is null)
        {
            return null;
        }

        var given = ImmutableArray.CreateBuilder<object?>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (!IsWritten(argument, out var value))
            {
                return null;
            }

            given.Add(value);
        }

        return TextCalls.Result(method, text, given.ToImmutable()) switch
        {
            string[] parts when parts.Length <= MostItems && ElementType(method.ReturnType) is { } part =>
                new ItemsValue([.. parts.Select(p => new ConstantValue(p, part))], Runtime(operation)) { IsWhole = true },
            string[] or null => null,
            var result => new ConstantValue(result, method.ReturnType),
        };
    }

    /// <summary>What a value is where the code shows it: a constant, or all items of a list.</summary>
    private static bool IsWritten(AbstractValue argument, out object? value)
    {
        if (argument is ItemsValue items && items.Items.All(static i => i is ConstantValue))
        {
            value = items.Items.Select(static i => ((ConstantValue)i).Value).ToArray();
            return true;
        }

        var constant = argument as ConstantValue;
        value = constant?.Value;
        return constant is not null;
    }
}
