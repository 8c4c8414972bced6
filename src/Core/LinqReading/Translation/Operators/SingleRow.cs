using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>First, Single, Last, ElementAt, MinBy, MaxBy.</summary>
internal sealed partial class TranslationRun
{
    /// <summary>
    /// Cuts rows down to one. EF Core puts the projection in before it limits, so what is projected is settled first; false
    /// with <see cref="Failure"/> set.
    /// </summary>
    /// <param name="subquery">Inside a query Single reads one row, at the top two, to tell whether there are more.</param>
    private bool Cut(Rows rows, OperatorNode op, Env env, bool subquery, bool includes)
    {
        var name = QueryMethods.WithoutAsync(op.Name);
        if (name is "MinBy" or "MaxBy")
        {
            NotTranslated(op);
            return false;
        }

        var indexed = name is "ElementAt" or "ElementAtOrDefault";
        if (!indexed && op.Lambda(0) is { } predicate && !Restrict(rows, predicate, env))
        {
            return false;
        }

        if (rows.Grouping is null)
        {
            rows.Element = includes ? ExpandWithIncludes(rows) : Expand(rows.Element);
            if (rows.Projected && rows.Select.Distinct)
            {
                rows.Element = Store(rows.Select, rows.Element, "c");
                rows.Select.PushDown();
            }

            rows.Projected = false;
        }

        if (Failure is not null)
        {
            return false;
        }

        if (indexed)
        {
            if (op.Arguments.Length == 0 || Scalar(op.Arguments[0], env) is not { } index)
            {
                NotTranslated(op);
                return false;
            }

            rows.Element = rows.Grouping is null ? Store(rows.Select, rows.Element, "c") : rows.Element;
            rows.Select.ApplyOffset(index);
        }
        else if (name is "Last" or "LastOrDefault")
        {
            if (rows.Select.Orderings.Count == 0)
            {
                Fail($"EF Core cannot translate '{op.Name}' without an OrderBy", op.At);
                return false;
            }

            rows.Select.ReverseOrderings();
        }

        var count = name is "Single" or "SingleOrDefault" && !subquery ? 2L : 1L;
        rows.Select.ApplyLimit(new Constant(count) { Type = SqlType.Int4 });
        return true;
    }

    /// <summary>The rows of a single-row subquery, cut down, with what is asked of the row as their element.</summary>
    private Rows? SingleRows(SingleShape single, bool includes)
    {
        if (Build(single.Node.Source, single.Env) is not { } rows)
        {
            return null;
        }

        if (single.Selector is { } selector && rows.Grouping is null)
        {
            // The predicate is over the row itself, what is asked of it comes after.
            if (single.Node.Lambda(0) is { } predicate && !QueryMethods.WithoutAsync(single.Node.Name).StartsWith("ElementAt", System.StringComparison.Ordinal))
            {
                if (!Restrict(rows, predicate, single.Env))
                {
                    return null;
                }
            }

            rows.Element = new PendingShape(selector.Body, single.Env.With(selector.Parameters[0], rows.Element));
            rows.Projected = true;
            var bare = new OperatorNode(single.Node.Method, single.Node.Source, single.Node.Lambda(0) is null ? single.Node.Arguments : ImmutableArray<Node>.Empty) { At = single.Node.At, Type = single.Node.Type };
            return Cut(rows, bare, single.Env, subquery: true, includes) ? rows : null;
        }

        return Cut(rows, single.Node, single.Env, subquery: true, includes) ? rows : null;
    }

    /// <summary>A single row of one column as a scalar subquery; null when it is not that (nothing is failed then).</summary>
    private Expr? ScalarOf(SingleShape single, Origin at)
    {
        if (SingleRows(single, includes: false) is not { Element: ScalarShape scalar } rows)
        {
            return null;
        }

        Expr value = new LogicalSubquery(SubLinkKind.Scalar, rows.Select, One(scalar.Value)) { Type = scalar.Value.Type, At = at, CanBeNull = true };
        var type = scalar.Type ?? single.Selector?.Type ?? single.Node.Type;
        var isOrDefault = QueryMethods.WithoutAsync(single.Node.Name).EndsWith("OrDefault", System.StringComparison.Ordinal);
        return isOrDefault && type is { IsValueType: true } && !ClrTypes.IsNullableValue(type)
            ? new CoalesceExpr(ImmutableArray.Create(value, new Constant(0L) { Type = value.Type })) { Type = value.Type, At = at }
            : value;
    }
}
