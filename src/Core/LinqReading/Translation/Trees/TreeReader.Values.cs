using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>What can be evaluated before the query runs: constants, parameters, queries held in variables.</summary>
internal sealed partial class TreeReader
{
    private Node ReadValue(IOperation operation, object? scope)
    {
        if (operation is IAnonymousFunctionOperation lambda)
        {
            return ReadLambda(lambda, scope);
        }

        // The compiler makes a number of a character that it compares; EF Core takes that off again.
        if (operation is IConversionOperation { Operand: { ConstantValue: { HasValue: true, Value: char }, Type: var character } letter })
        {
            return new ValueNode(ToConstant(letter.ConstantValue.Value, character)) { Type = character, At = At(operation) };
        }

        if (operation.ConstantValue is { HasValue: true, Value: var value })
        {
            return new ValueNode(ToConstant(value, operation.Type)) { Type = operation.Type, At = At(operation) };
        }

        if (FindEarlierRuns(operation, scope) is { } replaced)
        {
            return replaced;
        }

        return FromValue(evaluator.Evaluate(operation, scope), operation.Type is { } type ? evaluator.Resolve(type, scope) : null, operation.Syntax.ToString(), At(operation));
    }

    /// <summary>A value as a node; queries are put in place, everything else is a constant or a parameter.</summary>
    public Node FromValue(AbstractValue value, ITypeSymbol? type, string display, Origin at)
    {
        switch (value)
        {
            case LinqQuery query:
                Flags = Flags.Join(query.Flags);
                Earlier.AddRange(query.Earlier);
                return query.Tree;
            case LambdaValue lambda:
                return ReadLambda(lambda);
            case TreeLambdaValue built:
                return ReadBuilt(built, at);
            case not null when IsPart(type) || (value is RuntimeValue given && IsPart(given.Type)):
                // Not a value: a part of the query, which may read any table.
                return new UnreadNode(value switch
                {
                    UnknownValue unknown => unknown.Reason,
                    RuntimeValue runtime => $"'{runtime.Display}' is not known at compile time",
                    _ => $"'{display}' is not known at compile time",
                }) { Type = type, At = at };
            case ConstantValue constant:
                return new ValueNode(ToConstant(constant.Value, type ?? constant.Type)) { Type = type ?? constant.Type, At = at };
            case RuntimeValue runtime:
                return new ValueNode(Of(runtime, type, display, at)) { Type = type ?? runtime.Type, At = at };
            default:
                // A value all the same: what it is, is known when the query runs. No other value is taken for equal to it.
                return new ValueNode(new Parameter(Unnamed(at, display), display) { Type = ClrTypes.ToSql(type), At = at }) { Type = type, At = at };
        }
    }

    private Parameter Of(RuntimeValue value, ITypeSymbol? type, string display, Origin at) => new(value.Identity, value.Display)
    {
        Type = ClrTypes.ToSql(type ?? value.Type),
        At = at,
        Bound = value.Flag is { } flag ? new Constant(flag) { Type = SqlType.Bool } : null,
        Only = value.Only is { } only && FromValue(only, ClrTypes.ElementOf(type ?? value.Type), display, at) is ValueNode item ? item.Value : null,
    };

    /// <summary>A list whose members count one by one.</summary>
    public ListNode ReadItems(ItemsValue items, Origin at)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>(items.Items.Length);
        foreach (var item in items.Items)
        {
            nodes.Add(FromValue(item, null, items.AsRuntime.Display, at));
        }

        return new ListNode(nodes.MoveToImmutable()) { At = at };
    }

    private static string Unnamed(Origin at, string display) =>
        "at:" + at.Source.ToString(CultureInfo.InvariantCulture) + ":" + at.Start.ToString(CultureInfo.InvariantCulture) + ":" + display;

    private static bool IsPart(ITypeSymbol? type) => ClrTypes.IsQueryable(type) || IsExpression(type);

    private static bool IsExpression(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Expression", TypeArguments.Length: 1 };

    /// <summary>
    /// <c>db.Plans.Count()</c> names no row, so EF Core runs it before the query and sends its result as a parameter. Null
    /// when there is none in the operation.
    /// </summary>
    private Node? FindEarlierRuns(IOperation operation, object? scope)
    {
        Node? whole = null;
        foreach (var inner in operation.DescendantsAndSelf())
        {
            if (inner is not IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method, Arguments.Length: > 0 } call
                || !QueryMethods.Runs(method)
                || !ClrTypes.IsQueryable(call.Arguments[0].Value.Type)
                || evaluator.Evaluate(call.Arguments[0].Value, scope) is not LinqQuery query)
            {
                continue;
            }

            var arguments = ImmutableArray.CreateBuilder<AbstractValue>();
            foreach (var argument in InParameterOrder(call.Arguments).RemoveAt(0))
            {
                arguments.Add(evaluator.Evaluate(argument.Value, scope));
            }

            Earlier.Add(new EarlierRun(evaluator.Resolve(method, scope), query, arguments.ToImmutable(), At(inner)));
            whole = new ValueNode(new Parameter(Unnamed(At(operation), operation.Syntax.ToString()), operation.Syntax.ToString()) { Type = ClrTypes.ToSql(operation.Type), At = At(operation) })
            {
                Type = operation.Type,
                At = At(operation),
            };
        }

        return whole;
    }

    public static Constant ToConstant(object? value, ITypeSymbol? type)
    {
        object? plain = value switch
        {
            null or bool or string or decimal or double => value,
            float single => (double)single,
            char character => character.ToString(),
            ulong big => (decimal)big,
            IConvertible number => ToLong(number),
            _ => null,
        };
        return new Constant(plain) { Type = value is null ? SqlType.Unknown : ClrTypes.ToSql(type) };
    }

    private static object ToLong(IConvertible number) => number.ToInt64(CultureInfo.InvariantCulture);
}
