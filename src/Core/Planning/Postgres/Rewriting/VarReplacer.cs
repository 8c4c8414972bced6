using System;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>Replaces columns of one source by expressions, through a whole query and those inside it.</summary>
internal static class VarReplacer
{
    public static PgExpr Replace(PgExpr expr, int source, Func<PgVar, PgExpr> replacement)
    {
        if (expr is PgVar var)
        {
            return var.Source == source ? replacement(var) : var;
        }

        if (expr is PgSubLink link)
        {
            InQuery(link.Query, source, replacement);
        }

        return expr.Map(arg => Replace(arg, source, replacement));
    }

    /// <summary>Everything of a query but its join tree's conditions at this level.</summary>
    public static void OutsideJoinTree(PgQuery query, int source, Func<PgVar, PgExpr> replacement)
    {
        PgExpr One(PgExpr expr) => Replace(expr, source, replacement);
        for (var i = 0; i < query.Targets.Count; i++)
        {
            query.Targets[i] = query.Targets[i].With(One(query.Targets[i].Expr));
        }

        for (var i = 0; i < query.Returning.Count; i++)
        {
            query.Returning[i] = query.Returning[i].With(One(query.Returning[i].Expr));
        }

        query.Having = query.Having is { } having ? One(having) : null;
        query.Limit = query.Limit is { } limit ? One(limit) : null;
        query.Offset = query.Offset is { } offset ? One(offset) : null;
        query.Write = query.Write?.Map(One);
        foreach (var inner in query.Sources)
        {
            InSource(inner, source, replacement);
        }
    }

    public static void InSource(PgSource inner, int source, Func<PgVar, PgExpr> replacement)
    {
        if (inner.Subquery is { } subquery)
        {
            InQuery(subquery, source, replacement);
        }

        if (inner.Call is { } call)
        {
            inner.Call = Replace(call, source, replacement);
        }

        if (!inner.Rows.IsEmpty && inner.Lateral)
        {
            inner.Rows = ImmutableArray.CreateRange(inner.Rows, row => ImmutableArray.CreateRange(row, item => Replace(item, source, replacement)));
        }
    }

    public static void InQuery(PgQuery query, int source, Func<PgVar, PgExpr> replacement)
    {
        OutsideJoinTree(query, source, replacement);
        InJoinTree(query.From, expr => Replace(expr, source, replacement));
        foreach (var cte in query.Ctes)
        {
            InQuery(cte.Query, source, replacement);
        }
    }

    public static void InJoinTree(PgJoinNode node, Func<PgExpr, PgExpr> rewrite)
    {
        switch (node)
        {
            case PgFrom from:
                foreach (var item in from.Items)
                {
                    InJoinTree(item, rewrite);
                }

                from.Quals = from.Quals is { } where ? rewrite(where) : null;
                break;
            case PgJoin join:
                InJoinTree(join.Left, rewrite);
                InJoinTree(join.Right, rewrite);
                join.Quals = join.Quals is { } on ? rewrite(on) : null;
                break;
        }
    }
}
