using System;
using System.Collections.Generic;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>Walks over expressions, join trees and queries.</summary>
internal static class PgWalk
{
    /// <summary>Whether some node of the expression passes; not into the queries of sublinks.</summary>
    public static bool Any(PgExpr? expr, Func<PgExpr, bool> test)
    {
        if (expr is null)
        {
            return false;
        }

        if (test(expr))
        {
            return true;
        }

        foreach (var arg in expr.Args)
        {
            if (Any(arg, test))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some node passes, in the queries of sublinks too.</summary>
    public static bool AnyDeep(PgExpr? expr, Func<PgExpr, bool> test)
    {
        if (expr is null)
        {
            return false;
        }

        if (test(expr))
        {
            return true;
        }

        foreach (var arg in expr.Args)
        {
            if (AnyDeep(arg, test))
            {
                return true;
            }
        }

        return expr is PgSubLink link && AnyDeep(link.Query, test);
    }

    public static bool AnyDeep(PgQuery query, Func<PgExpr, bool> test) =>
        AnyQuery(query, inner =>
        {
            foreach (var expr in Exprs(inner))
            {
                if (Any(expr, test))
                {
                    return true;
                }
            }

            return false;
        });

    /// <summary>Whether the query or some query in it, in FROM, WITH or expressions, passes.</summary>
    public static bool AnyQuery(PgQuery query, Func<PgQuery, bool> test)
    {
        if (test(query))
        {
            return true;
        }

        foreach (var child in Children(query))
        {
            if (AnyQuery(child, test))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The queries one level down: WITH items, subqueries in FROM, sublinks.</summary>
    public static IEnumerable<PgQuery> Children(PgQuery query)
    {
        foreach (var cte in query.Ctes)
        {
            yield return cte.Query;
        }

        foreach (var source in query.Sources)
        {
            if (source.Subquery is { } subquery)
            {
                yield return subquery;
            }
        }

        if (query.HasSubLinks)
        {
            var links = new List<PgSubLink>();
            foreach (var expr in Exprs(query))
            {
                SubLinks(expr, links);
            }

            foreach (var link in links)
            {
                yield return link.Query;
            }
        }
    }

    /// <summary>The sublinks of an expression, not those inside their queries.</summary>
    public static void SubLinks(PgExpr? expr, List<PgSubLink> into)
    {
        if (expr is null)
        {
            return;
        }

        if (expr is PgSubLink link)
        {
            into.Add(link);
        }

        foreach (var arg in expr.Args)
        {
            SubLinks(arg, into);
        }
    }

    /// <summary>The expressions of a query level: select list, conditions, grouping, ordering, limits, sources.</summary>
    public static IEnumerable<PgExpr> Exprs(PgQuery query)
    {
        foreach (var target in query.Targets)
        {
            yield return target.Expr;
        }

        foreach (var target in query.Returning)
        {
            yield return target.Expr;
        }

        foreach (var quals in Quals(query.From))
        {
            yield return quals;
        }

        if (query.Write is { } write)
        {
            foreach (var expr in write.Exprs())
            {
                yield return expr;
            }
        }

        if (query.Having is { } having)
        {
            yield return having;
        }

        if (query.Limit is { } limit)
        {
            yield return limit;
        }

        if (query.Offset is { } offset)
        {
            yield return offset;
        }

        foreach (var source in query.Sources)
        {
            if (source.Call is { } call)
            {
                yield return call;
            }

            foreach (var row in source.Rows)
            {
                foreach (var item in row)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>The conditions of a join tree.</summary>
    public static IEnumerable<PgExpr> Quals(PgJoinNode node)
    {
        switch (node)
        {
            case PgFrom from:
                foreach (var item in from.Items)
                {
                    if (item is not PgLeaf)
                    {
                        foreach (var inner in Quals(item))
                        {
                            yield return inner;
                        }
                    }
                }

                if (from.Quals is { } where)
                {
                    yield return where;
                }

                break;
            case PgJoin join:
                foreach (var inner in Quals(join.Left))
                {
                    yield return inner;
                }

                foreach (var inner in Quals(join.Right))
                {
                    yield return inner;
                }

                if (join.Quals is { } on)
                {
                    yield return on;
                }

                break;
        }
    }

    /// <summary>The sources of a join tree, left to right.</summary>
    public static void Leaves(PgJoinNode node, List<int> into)
    {
        switch (node)
        {
            case PgLeaf leaf:
                into.Add(leaf.Source);
                break;
            case PgFrom from:
                foreach (var item in from.Items)
                {
                    Leaves(item, into);
                }

                break;
            case PgJoin join:
                Leaves(join.Left, into);
                Leaves(join.Right, into);
                break;
        }
    }

    public static List<int> Leaves(PgJoinNode node)
    {
        var leaves = new List<int>();
        Leaves(node, leaves);
        return leaves;
    }

    /// <summary>Whether the join tree has a join that passes.</summary>
    public static bool AnyJoin(PgJoinNode node, Func<PgJoin, bool> test) => node switch
    {
        PgFrom from => from.Items.Exists(item => AnyJoin(item, test)),
        PgJoin join => test(join) || AnyJoin(join.Left, test) || AnyJoin(join.Right, test),
        _ => false,
    };

    /// <summary>The columns an expression names; of a sublink's query only those of sources outside it.</summary>
    public static void Vars(PgExpr? expr, List<PgVar> into)
    {
        switch (expr)
        {
            case null:
                return;
            case PgVar var:
                into.Add(var);
                return;
            case PgSubLink link:
                foreach (var arg in link.Args)
                {
                    Vars(arg, into);
                }

                FreeVars(link.Query, into);
                return;
            default:
                foreach (var arg in expr.Args)
                {
                    Vars(arg, into);
                }

                return;
        }
    }

    public static List<PgVar> Vars(PgExpr? expr)
    {
        var vars = new List<PgVar>();
        Vars(expr, vars);
        return vars;
    }

    /// <summary>The columns of outer queries that a query names.</summary>
    public static void FreeVars(PgQuery query, List<PgVar> into)
    {
        var own = new HashSet<int>();
        AddSources(query, own);
        var all = new List<PgVar>();
        AllVars(query, all);
        foreach (var var in all)
        {
            if (!own.Contains(var.Source))
            {
                into.Add(var);
            }
        }
    }

    /// <summary>Whether the query refers to an outer one (Citus <c>ContainsReferencesToOuterQuery</c>).</summary>
    public static bool IsCorrelated(PgQuery query)
    {
        var free = new List<PgVar>();
        FreeVars(query, free);
        return free.Count > 0;
    }

    /// <summary>The numbers of all sources in a query, at any depth.</summary>
    public static void AddSources(PgQuery query, HashSet<int> into)
    {
        foreach (var source in query.Sources)
        {
            into.Add(source.Id);
        }

        if (query.Write is { Excluded: >= 0 } write)
        {
            into.Add(write.Excluded);
        }

        foreach (var child in Children(query))
        {
            AddSources(child, into);
        }
    }

    private static void AllVars(PgQuery query, List<PgVar> into)
    {
        foreach (var expr in Exprs(query))
        {
            LevelVars(expr, into);
        }

        foreach (var child in Children(query))
        {
            AllVars(child, into);
        }
    }

    private static void LevelVars(PgExpr expr, List<PgVar> into)
    {
        if (expr is PgVar var)
        {
            into.Add(var);
            return;
        }

        foreach (var arg in expr.Args)
        {
            LevelVars(arg, into);
        }
    }
}
