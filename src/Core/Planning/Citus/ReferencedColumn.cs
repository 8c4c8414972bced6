using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>The table's column behind an expression (<c>FindReferencedTableColumn</c>, <c>IsPartitionColumn</c>).</summary>
internal readonly record struct ReferencedColumn(PgSource Source, int Column)
{
    public bool IsKey => Column > 0 && CitusTables.KeyColumn(Source) == Column;

    /// <param name="expr">The expression.</param>
    /// <param name="query">The query it stands in.</param>
    /// <param name="skipOuter">Columns of outer queries lead nowhere.</param>
    public static ReferencedColumn? Find(PgExpr expr, PgQuery query, bool skipOuter)
    {
        var parents = new Stack<PgQuery>();
        while (true)
        {
            if (PgTraits.StripImplicit(expr) is not PgVar { Column: not 0 } var)
            {
                return null;
            }

            while (!query.Owns(var.Source))
            {
                if (skipOuter || parents.Count == 0)
                {
                    return null;
                }

                query = parents.Pop();
            }

            var source = query.Find(var.Source)!;
            if (source.IsRelation)
            {
                return new ReferencedColumn(source, var.Column);
            }

            PgQuery? inner = source.Kind switch
            {
                PgSourceKind.Subquery => source.Subquery,
                PgSourceKind.Cte => parents.Prepend(query).SelectMany(static level => level.Ctes).FirstOrDefault(cte => cte.Id == source.Cte)?.Query,
                _ => null,
            };
            if (inner is null || var.Column > inner.Targets.Count || var.Column < 1)
            {
                return null;
            }

            parents.Push(query);
            query = inner;
            expr = inner.Targets[var.Column - 1].Expr;
        }
    }

    public static bool IsPartitionColumn(PgExpr expr, PgQuery query) => Find(expr, query, true) is { IsKey: true };

    /// <summary>Whether some of the expressions is a key; any will do where no table has one (<c>TargetListOnPartitionColumn</c>).</summary>
    public static bool IncludesKey(PgQuery query, IEnumerable<PgExpr> exprs) =>
        exprs.Any(expr => IsPartitionColumn(expr, query)) || !CitusTables.Contains(query.Sources, CitusTables.HasKey);
}
