using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Aggregates over the rows of a group become aggregate calls, as far as no navigation is in them.</summary>
internal sealed partial class TranslationRun
{
    private bool _noJoins;
    private bool _joinRefused;
    private bool _inGroupCondition;

    /// <summary>The aggregate call for an operator chain over a group; null when EF Core needs a subquery for it.</summary>
    private Expr? GroupAggregate(OperatorNode aggregate, Env env)
    {
        if (!OperatorKinds.IsAggregate(aggregate.Name))
        {
            return null;
        }

        var chain = new Stack<OperatorNode>();
        var node = aggregate.Source;
        while (node is OperatorNode op)
        {
            if (op.Name is not ("Where" or "Select" or "Distinct"))
            {
                return null;
            }

            chain.Push(op);
            node = op.Source;
        }

        if (node is not (ParameterNode or MemberNode) || Bind(node, env) is not GroupShape { Grouping: var grouping })
        {
            return null;
        }

        var (noJoins, refused) = (_noJoins, _joinRefused);
        _noJoins = true;
        _joinRefused = false;
        var result = AggregateOver(grouping, chain, aggregate, env);
        if (_joinRefused)
        {
            result = null;
        }

        _noJoins = noJoins;
        _joinRefused = refused;
        return result;
    }

    private Expr? AggregateOver(Grouping grouping, Stack<OperatorNode> chain, OperatorNode aggregate, Env env)
    {
        var element = Afresh(grouping.Element, grouping.Owner);
        Expr? filter = null;
        var distinct = false;
        while (chain.Count > 0)
        {
            var op = chain.Pop();
            switch (op.Name)
            {
                case "Where" when op.Lambda(0) is { Parameters.Length: 1 } lambda && !distinct:
                    if (GroupCondition(lambda, env, element) is not { } predicate)
                    {
                        return null;
                    }

                    filter = And(filter, predicate);
                    break;
                case "Select" when op.Lambda(0) is { Parameters.Length: 1 } lambda && !distinct:
                    element = Expand(Bind(lambda.Body, Over(lambda, env, element)));
                    break;
                case "Distinct" when op.Arguments.Length == 0:
                    distinct = true;
                    break;
                default:
                    return null;
            }
        }

        var name = QueryMethods.WithoutAsync(aggregate.Name);
        if (name is "Count" or "LongCount")
        {
            if (aggregate.Lambda(0) is { } lambda)
            {
                if (GroupCondition(lambda, env, element) is not { } predicate)
                {
                    return null;
                }

                filter = And(filter, predicate);
            }

            if (distinct)
            {
                element = Expand(element);
                return element is ScalarShape scalar ? Count(name, One(scalar.Value), distinct: true, filter) : null;
            }

            return Count(name, ImmutableArray<Expr>.Empty, distinct: false, filter);
        }

        if (aggregate.Lambda(0) is { } selector)
        {
            element = Expand(Bind(selector.Body, Over(selector, env, element)));
        }

        element = Expand(element);
        return element is ScalarShape value ? Aggregate(name, value.Value, distinct, filter) : null;
    }

    private Expr? GroupCondition(LambdaNode lambda, Env env, Shape element)
    {
        _inGroupCondition = true;
        var predicate = TryPredicate(lambda.Body, Over(lambda, env, element));
        _inGroupCondition = false;
        return predicate;
    }

    private static Expr Count(string name, ImmutableArray<Expr> args, bool distinct, Expr? filter)
    {
        var call = new AggregateExpr("count", args) { Star = args.IsEmpty, Distinct = distinct, Filter = filter, Type = SqlType.Int8 };
        return name == "Count" ? new CastExpr(call) { Type = SqlType.Int4 } : call;
    }

    private static Expr Aggregate(string name, Expr arg, bool distinct, Expr? filter)
    {
        var whole = arg.Type.Name is "int4" or "int8";
        var function = name switch { "Sum" => "sum", "Average" => "avg", "Min" => "min", _ => "max" };
        var call = new AggregateExpr(function, One(name == "Average" && whole ? new CastExpr(arg) { Type = SqlType.Float8 } : arg)) { Distinct = distinct, Filter = filter, Type = arg.Type };
        switch (name)
        {
            case "Sum":
                // PostgreSQL sums whole numbers in a wider type than C# does.
                var sum = new CoalesceExpr(ImmutableArray.Create<Expr>(call, new Constant(0L) { Type = arg.Type })) { Type = arg.Type };
                return whole ? new CastExpr(sum) { Type = arg.Type } : sum;
            case "Average" when arg.Type.Equals(SqlType.Float4):
                return new CastExpr(call) { Type = SqlType.Float4 };
            default:
                return call;
        }
    }

    private static Expr And(Expr? left, Expr right) =>
        left is null ? right : new BoolExpr(BoolOp.And, ImmutableArray.Create(left, right)) { Type = SqlType.Bool };
}
