using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>A subquery's columns that nobody reads become NULL, and what they computed is not planned (<c>remove_unused_subquery_outputs</c>).</summary>
internal static class UnusedOutputs
{
    public static void Remove(PgQuery subquery, Rel rel)
    {
        if (subquery.SetOperation is not null || (subquery.Distinct && subquery.DistinctRefs.Count == 0))
        {
            return;
        }

        var used = new HashSet<int>(rel.Needed.Keys);
        foreach (var clause in rel.BaseClauses)
        {
            used.UnionWith(PgWalk.Vars(clause.Expr).Where(var => var.Source == rel.Source.Id).Select(static var => var.Column));
        }

        if (used.Contains(0))
        {
            return;
        }

        for (var i = 0; i < subquery.Targets.Count; i++)
        {
            var target = subquery.Targets[i];
            if (target.IsJunk || used.Contains(i + 1) || subquery.GroupRefs.Contains(i) || subquery.OrderRefs.Contains(i) || subquery.DistinctRefs.Contains(i)
                || PgTraits.IsVolatile(target.Expr) || PgWalk.Any(target.Expr, static part => part is PgFunc { Traits.ReturnsSet: true }))
            {
                continue;
            }

            subquery.Targets[i] = target.With(PgConst.Null(target.Expr.Type));
        }
    }
}
