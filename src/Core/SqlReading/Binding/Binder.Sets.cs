using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>
/// UNION, INTERSECT and EXCEPT (<c>transformSetOperationStmt</c>): the arms are subquery sources, and the outputs refer to
/// the leftmost one, as PostgreSQL's dummy target list does.
/// </summary>
internal sealed partial class Binder
{
    private Query BindSet(SetSyntax syntax, Scope? outer, CteScope? ctes)
    {
        var sources = new List<Source>();
        var tree = BindSetTree(syntax, outer, ctes, sources, null);
        return SetQuery(syntax, tree, sources, outer, ctes);
    }

    /// <summary>The query of a recursive common table: its first arm gives the columns that the others may refer to.</summary>
    private Query BindSet(CteSyntax item, SetSyntax syntax, CteEntry entry, Scope? outer, CteScope ctes)
    {
        var inner = ctes;
        var with = BindWith(syntax.With, outer, ref inner!);
        var sources = new List<Source>();
        void Publish()
        {
            if (sources.Count == 1 && sources[0] is SubquerySource first)
            {
                entry.Columns = [.. Named(first.Query.Output, item.Columns)];
                entry.IsOpen = IsOpen(first.Query);
                foreach (var extra in item.ExtraColumns)
                {
                    entry.Columns.Add(new OutputColumn(extra, Opaque("a column of SEARCH or CYCLE", Origin.None)));
                }

                ctes.Add(item.Name, entry);
            }
        }

        var tree = BindSetTree(syntax, outer, inner, sources, Publish);
        var query = SetQuery(syntax, tree, sources, outer, inner) with { With = with, At = At(syntax.Start, syntax.End) };
        if (RefersTo(sources, entry.Id))
        {
            _recursive.Add(entry.Id);
        }

        return query;
    }

    private bool RefersTo(List<Source> sources, int cte)
    {
        foreach (var source in sources)
        {
            if (source is CteSource reference && reference.Cte == cte)
            {
                return true;
            }

            if (source is SubquerySource subquery && RefersTo([.. subquery.Query.Sources], cte))
            {
                return true;
            }
        }

        return false;
    }

    private SetNode BindSetTree(QuerySyntax syntax, Scope? outer, CteScope? ctes, List<Source> sources, System.Action? afterFirst)
    {
        var spine = new Stack<SetSyntax>();
        var leftmost = syntax;
        while (leftmost is SetSyntax set && (!set.HasTail || ReferenceEquals(set, syntax)))
        {
            spine.Push(set);
            leftmost = set.Left;
        }

        SetNode tree = BindArm(leftmost, outer, ctes, sources);
        afterFirst?.Invoke();
        while (spine.Count > 0)
        {
            var set = spine.Pop();
            var right = set.Right is SetSyntax { HasTail: false }
                ? BindSetTree(set.Right, outer, ctes, sources, null)
                : BindArm(set.Right, outer, ctes, sources);
            tree = new SetBranch(set.Kind, set.All, tree, right);
        }

        return tree;
    }

    private SetLeaf BindArm(QuerySyntax syntax, Scope? outer, CteScope? ctes, List<Source> sources)
    {
        var query = BindQuery(syntax, outer, ctes);
        query = query with { Output = Named(query.Output, []) };
        var number = (sources.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var source = new SubquerySource(NextSource(), "*SELECT* " + number, query) { At = query.At };
        sources.Add(source);
        return new SetLeaf(source.Id);
    }

    private Query SetQuery(SetSyntax syntax, SetNode tree, List<Source> sources, Scope? outer, CteScope? ctes)
    {
        CommonTypes(sources);
        var first = (SubquerySource)sources[0];
        var scope = new Scope(outer, ctes);
        var output = ImmutableArray.CreateBuilder<OutputColumn>();
        for (var i = 0; i < first.Query.Output.Length; i++)
        {
            var column = first.Query.Output[i];
            output.Add(new OutputColumn(column.Name, new ColumnRef(first.Id, column.Name) { Type = column.Expr.Type, At = column.At }) { At = column.At });
        }

        var outputs = output.ToImmutable();
        return new Query
        {
            Sources = [.. sources],
            SetOperation = tree,
            Output = outputs,
            OrderBy = BindOrderBy(syntax.OrderBy, outputs, scope),
            Limit = Amount(syntax.Limit, scope),
            Offset = Amount(syntax.Offset, scope),
            WithTies = syntax.WithTies,
            Locks = BindLocks(syntax.Locks, scope, hasRows: true),
        };
    }

    /// <summary>Brings the arms' columns to one type each, with casts where an arm has another one.</summary>
    private static void CommonTypes(List<Source> sources)
    {
        var width = int.MaxValue;
        foreach (var source in sources)
        {
            width = System.Math.Min(width, ((SubquerySource)source).Query.Output.Length);
        }

        for (var i = 0; i < width; i++)
        {
            var type = SqlType.Unknown;
            foreach (var source in sources)
            {
                type = TypeKinds.Common(type, ((SubquerySource)source).Query.Output[i].Expr.Type);
            }

            type = type.IsUnknown ? SqlType.Text : type;
            for (var s = 0; s < sources.Count; s++)
            {
                var arm = (SubquerySource)sources[s];
                var column = arm.Query.Output[i];
                var coerced = arm.Query.SetOperation is null ? Coerce(column.Expr, type) : column.Expr;
                if (!ReferenceEquals(coerced, column.Expr))
                {
                    sources[s] = arm with { Query = arm.Query with { Output = arm.Query.Output.SetItem(i, column with { Expr = coerced }) } };
                }
            }
        }
    }
}
