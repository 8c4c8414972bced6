using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>GROUP BY with its sets (<c>transformGroupClause</c>, <c>expand_grouping_sets</c>).</summary>
internal sealed partial class Binder
{
    /// <summary>PostgreSQL's own limit is 4096 sets.</summary>
    private const int MostSets = 4096;

    private ImmutableArray<Expr> BindGroupBy(
        List<ExprSyntax> items,
        ImmutableArray<OutputColumn> outputs,
        Scope scope,
        ref ImmutableArray<ImmutableArray<Expr>> sets)
    {
        var all = new List<Expr>();
        var combined = new List<ImmutableArray<Expr>> { ImmutableArray<Expr>.Empty };
        var hasSets = false;
        foreach (var item in items)
        {
            hasSets |= item is ListSyntax { Kind: ListKind.GroupingSets or ListKind.Cube or ListKind.Rollup } or ListSyntax { Kind: ListKind.Row, Items.Count: 0 };
            var more = SetsOf(item, outputs, scope, all);
            var next = new List<ImmutableArray<Expr>>();
            foreach (var set in combined)
            {
                foreach (var addition in more)
                {
                    if (next.Count < MostSets)
                    {
                        next.Add(set.AddRange(addition));
                    }
                }
            }

            combined = next;
        }

        if (hasSets)
        {
            sets = [.. combined];
        }

        return [.. all];
    }

    /// <summary>The sets that one item of GROUP BY stands for; a plain one is a single set.</summary>
    private List<ImmutableArray<Expr>> SetsOf(ExprSyntax syntax, ImmutableArray<OutputColumn> outputs, Scope scope, List<Expr> all)
    {
        var result = new List<ImmutableArray<Expr>>();
        switch (syntax)
        {
            case ListSyntax { Kind: ListKind.GroupingSets } list:
                foreach (var item in list.Items)
                {
                    result.AddRange(SetsOf(item, outputs, scope, all));
                }

                break;
            case ListSyntax { Kind: ListKind.Rollup } list:
                var parts = Parts(list, outputs, scope, all);
                for (var count = parts.Count; count >= 0; count--)
                {
                    result.Add([.. Flat(parts, (1L << count) - 1, count)]);
                }

                break;
            case ListSyntax { Kind: ListKind.Cube } list:
                var dimensions = Parts(list, outputs, scope, all);
                for (var mask = (1L << System.Math.Min(dimensions.Count, 12)) - 1; mask >= 0; mask--)
                {
                    result.Add([.. Flat(dimensions, mask, dimensions.Count)]);
                }

                break;
            default:
                result.Add(GroupItem(syntax, outputs, scope, all));
                break;
        }

        return result;
    }

    private List<ImmutableArray<Expr>> Parts(ListSyntax list, ImmutableArray<OutputColumn> outputs, Scope scope, List<Expr> all)
    {
        var parts = new List<ImmutableArray<Expr>>();
        foreach (var item in list.Items)
        {
            parts.Add(GroupItem(item, outputs, scope, all));
        }

        return parts;
    }

    private static IEnumerable<Expr> Flat(List<ImmutableArray<Expr>> parts, long mask, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i >= 62 || (mask & (1L << i)) != 0 || count > 62)
            {
                foreach (var expr in parts[i])
                {
                    yield return expr;
                }
            }
        }
    }

    private ImmutableArray<Expr> GroupItem(ExprSyntax syntax, ImmutableArray<OutputColumn> outputs, Scope scope, List<Expr> all)
    {
        var items = syntax is ListSyntax { Kind: ListKind.Row } row ? row.Items : [syntax];
        var result = ImmutableArray.CreateBuilder<Expr>(items.Count);
        foreach (var item in items)
        {
            var expr = OutputOrExpr(item, outputs, scope, outputsFirst: false);
            result.Add(expr);
            all.Add(expr);
        }

        return result.MoveToImmutable();
    }
}
