using System;
using System.Collections.Generic;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>Copies queries (<c>copyObject</c>): the tree that planning changes is new, the expressions are shared.</summary>
internal sealed class PgCopier
{
    private readonly Dictionary<int, int>? _numbers;
    private readonly Func<int>? _next;

    private PgCopier(Dictionary<int, int>? numbers, Func<int>? next)
    {
        _numbers = numbers;
        _next = next;
    }

    /// <summary>A copy to be planned or kept instead of the original.</summary>
    public static PgQuery Copy(PgQuery query) => new PgCopier(null, null).Query(query);

    /// <summary>A copy to stand in the same statement as the original: its sources get new numbers.</summary>
    public static PgQuery CopyAnew(PgQuery query, Func<int> next)
    {
        var copier = new PgCopier(new Dictionary<int, int>(), next);
        copier.Number(query);
        return copier.Query(query);
    }

    private void Number(PgQuery query)
    {
        foreach (var source in query.Sources)
        {
            _numbers![source.Id] = _next!();
        }

        foreach (var child in PgWalk.Children(query))
        {
            Number(child);
        }
    }

    private int Id(int id) => _numbers is not null && _numbers.TryGetValue(id, out var changed) ? changed : id;

    private PgQuery Query(PgQuery query)
    {
        var copy = new PgQuery();
        copy.Become(query);
        copy.ResultSource = Id(query.ResultSource);
        copy.Ctes = query.Ctes.ConvertAll(cte => new PgCte(cte.Id, cte.Name, Query(cte.Query))
        {
            Recursive = cte.Recursive, Searches = cte.Searches, Materialized = cte.Materialized, References = cte.References,
        });
        copy.Sources = query.Sources.ConvertAll(source =>
        {
            var twin = source.Copy(Id(source.Id));
            twin.Subquery = source.Subquery is { } subquery ? Query(subquery) : null;
            twin.Call = source.Call is { } call ? Expr(call) : null;
            if (!source.Rows.IsEmpty)
            {
                var rows = System.Collections.Immutable.ImmutableArray.CreateBuilder<System.Collections.Immutable.ImmutableArray<PgExpr>>(source.Rows.Length);
                foreach (var row in source.Rows)
                {
                    rows.Add(System.Collections.Immutable.ImmutableArray.CreateRange(row, Expr));
                }

                twin.Rows = rows.ToImmutable();
            }

            return twin;
        });
        copy.From = (PgFrom)Node(query.From);
        copy.Targets = query.Targets.ConvertAll(target => target.With(Expr(target.Expr)));
        copy.Returning = query.Returning.ConvertAll(target => target.With(Expr(target.Expr)));
        copy.Write = query.Write?.Map(Expr);
        copy.GroupRefs = new List<int>(query.GroupRefs);
        copy.DistinctRefs = new List<int>(query.DistinctRefs);
        copy.OrderRefs = new List<int>(query.OrderRefs);
        copy.Having = query.Having is { } having ? Expr(having) : null;
        copy.Limit = query.Limit is { } limit ? Expr(limit) : null;
        copy.Offset = query.Offset is { } offset ? Expr(offset) : null;
        copy.SetOperation = query.SetOperation is { } set ? Set(set) : null;
        return copy;
    }

    private PgSetNode Set(PgSetNode node) => node switch
    {
        PgSetBranch branch => new PgSetBranch(branch.Kind, branch.All, Set(branch.Left), Set(branch.Right)),
        PgSetLeaf leaf => new PgSetLeaf(Id(leaf.Source)),
        _ => node,
    };

    private PgJoinNode Node(PgJoinNode node) => node switch
    {
        PgFrom from => new PgFrom(from.Items.ConvertAll(Node), from.Quals is { } quals ? Expr(quals) : null),
        PgJoin join => new PgJoin(join.Kind, Node(join.Left), Node(join.Right), join.Quals is { } on ? Expr(on) : null) { At = join.At },
        PgLeaf leaf => _numbers is null ? leaf : new PgLeaf(Id(leaf.Source)),
        _ => node,
    };

    private PgExpr Expr(PgExpr expr)
    {
        if (expr is PgVar var)
        {
            var id = Id(var.Source);
            return id == var.Source ? var : new PgVar(id, var.Column, var.Type) { At = var.At };
        }

        var mapped = expr.Map(Expr);
        return mapped is PgSubLink link ? link.WithQuery(Query(link.Query)) : mapped;
    }
}
