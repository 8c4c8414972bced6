using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Inlines WITH items or plans them on their own (<c>SS_process_ctes</c> in <c>subselect.c</c>).</summary>
internal static class CteProcessor
{
    public static void Run(PlannerRoot root)
    {
        foreach (var cte in root.Query.Ctes)
        {
            if (cte.References == 0 && cte.Query.Command == CommandKind.Select)
            {
                continue;
            }

            if (CanInline(cte))
            {
                CteInliner.Inline(root.Query, cte, root.Global.NextSource);
            }
            else
            {
                SubqueryPlanner.Plan(PgCopier.Copy(cte.Query), root, root.Global);
            }
        }
    }

    private static bool CanInline(PgCte cte) =>
        (cte.Materialized == false || (cte.Materialized is null && cte.References == 1)) && !cte.Recursive
        && CteInliner.IsReadOnly(cte.Query) && !PgTraits.IsVolatile(cte.Query);
}
