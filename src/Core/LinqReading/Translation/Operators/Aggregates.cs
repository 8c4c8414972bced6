using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Count, Sum, Min, Max, Average, Any, All over rows: what the SELECT gives then.</summary>
internal sealed partial class TranslationRun
{
    /// <summary>Turns rows into the one value of an aggregate; null with <see cref="Failure"/> set.</summary>
    private Expr? AggregateRows(Rows rows, OperatorNode op, Env env)
    {
        var name = QueryMethods.WithoutAsync(op.Name);
        if (name is "Count" or "LongCount")
        {
            if (op.Lambda(0) is { } predicate && !Restrict(rows, predicate, env))
            {
                return null;
            }

            // What is projected is not looked at to count rows: navigations in a pending selector are never joined.
            rows.Select.PrepareForAggregate(liftOrderings: false);
            rows.Select.Orderings.Clear();
            return Failure is null ? Count(name, ImmutableArray<Expr>.Empty, distinct: false, filter: null) : null;
        }

        if (name is "Min" or "Max")
        {
            rows.Select.Distinct = false;
            rows.Select.Fixed = null;
        }

        var element = op.Lambda(0) is { } selector
            ? Expand(Bind(selector.Body, Over(selector, env, rows.Element)))
            : ApplyPending(rows);
        if (op.Lambda(0) is null && rows.Select.NeedsPushDownAsOuter)
        {
            element = Store(rows.Select, element, "c");
        }

        rows.Select.PrepareForAggregate();
        rows.Select.Orderings.Clear();
        var value = element switch
        {
            ScalarShape plain => plain.Value,
            SingleShape single => ScalarOf(single, op.At),
            FailedShape failed => FailWith(failed),
            _ => null,
        };
        if (value is null)
        {
            Fail($"EF Core cannot translate {op.Name} over these rows", op.At);
            return null;
        }

        return Aggregate(name, value, distinct: false, filter: null);
    }

    private Expr? FailWith(FailedShape failed)
    {
        Fail(failed.Reason, failed.At);
        return null;
    }

    /// <summary>EXISTS over rows, for Any and (negated) All; null with <see cref="Failure"/> set.</summary>
    private Expr? ExistsIn(Rows rows, OperatorNode op, Env env)
    {
        var all = QueryMethods.WithoutAsync(op.Name) == "All";
        if (op.Lambda(0) is { } lambda)
        {
            if (Predicate(lambda.Body, Over(lambda, env, rows.Element)) is not { } predicate)
            {
                return null;
            }

            rows.Select.ApplyPredicate(all ? Negate(predicate) : predicate);
        }
        else if (all || op.Arguments.Length > 0)
        {
            UnreadArgument(op);
            return null;
        }

        var exists = Exists(rows.Select, op.At);
        return all ? new NotExpr(exists) { Type = SqlType.Bool, At = op.At } : exists;
    }

    private static Expr Exists(Selects.Select select, Origin at)
    {
        if (select.Limit is null && select.Offset is null)
        {
            select.Orderings.Clear();
        }

        select.Distinct = false;
        select.Fixed = null;
        return new LogicalSubquery(SubLinkKind.Exists, select, ImmutableArray<Expr>.Empty) { Type = SqlType.Bool, At = at };
    }
}
