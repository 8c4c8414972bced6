using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Rewriting;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Plans the subqueries that stayed in expressions, each as its own level (<c>SS_process_sublinks</c>).</summary>
internal sealed class SublinkPlanner(PlannerRoot root)
{
    private readonly Dictionary<PgQuery, PgQuery> _planned = new();

    /// <summary>A condition: folded, brought to its plainest form, its subqueries planned.</summary>
    public PgExpr Qual(PgExpr expr) => Plan(QualCanonicalizer.Canonicalize(ConstantFolder.Fold(expr)));

    public PgExpr Plan(PgExpr expr)
    {
        var mapped = expr.Map(Plan);
        return mapped is PgSubLink link ? SubPlan(link) : mapped;
    }

    private PgSubPlan SubPlan(PgSubLink link)
    {
        if (!_planned.TryGetValue(link.Query, out var planned))
        {
            planned = PgCopier.Copy(link.Query);
            if (link.Kind == SubLinkKind.Exists && ExistsQuery.CanSimplify(planned))
            {
                ExistsQuery.Simplify(planned);
            }

            SubqueryPlanner.Plan(planned, root, root.Global);
            _planned[link.Query] = planned;
        }

        var outer = new List<PgVar>();
        PgWalk.FreeVars(link.Query, outer);
        return new PgSubPlan(link, planned, link.Args.AddRange(outer)) { At = link.At };
    }
}
