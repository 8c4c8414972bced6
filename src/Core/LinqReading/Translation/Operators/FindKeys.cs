using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>The key values given to Find, spread or as an array.</summary>
internal static class FindKeys
{
    public static ImmutableArray<Expr> Read(ImmutableArray<AbstractValue> arguments, IEvaluator evaluator, Origin at)
    {
        var keys = ImmutableArray.CreateBuilder<Expr>();
        var reader = new TreeReader(evaluator);
        foreach (var argument in arguments)
        {
            if (argument is RuntimeValue { Type: { Name: "CancellationToken" } } or ConstantValue { Type: { Name: "CancellationToken" } } or UnknownValue)
            {
                continue;
            }

            if (argument is ItemsValue items)
            {
                foreach (var item in items.Items)
                {
                    Add(item);
                }
            }
            else
            {
                Add(argument);
            }
        }

        return keys.ToImmutable();

        void Add(AbstractValue value)
        {
            if (reader.FromValue(value, null, "the key", at) is ValueNode node)
            {
                keys.Add(node.Value is Constant { IsNull: false } constant
                    ? new Parameter("constant:" + System.Convert.ToString(constant.Value, System.Globalization.CultureInfo.InvariantCulture), "the key") { Type = constant.Type, At = at, Bound = constant }
                    : node.Value);
            }
        }
    }
}
