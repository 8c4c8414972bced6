using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>A function beside other sources becomes a subquery, so that it can be planned on its own (<c>WrapFunctionsInSubqueries</c>).</summary>
internal static class FunctionWrapper
{
    public static void Wrap(PgQuery query, Func<int> next)
    {
        if (query.Sources.Count < 2)
        {
            return;
        }

        foreach (var source in query.Sources)
        {
            if (source is not { Kind: PgSourceKind.Function, Lateral: false } || source.Columns.Contains("ordinality"))
            {
                continue;
            }

            var inner = new PgSource(next(), PgSourceKind.Function, source.Alias)
            {
                At = source.At, Call = source.Call, ReadsIntermediateResult = source.ReadsIntermediateResult, Columns = source.Columns, Types = source.Types,
            };
            var subquery = new PgQuery { At = source.At };
            subquery.Sources.Add(inner);
            subquery.From.Items.Add(new PgLeaf(inner.Id));
            for (var i = 0; i < source.Columns.Count; i++)
            {
                subquery.Targets.Add(new PgTarget(source.Columns[i], new PgVar(inner.Id, i + 1, source.Types[i])));
            }

            source.Kind = PgSourceKind.Subquery;
            source.Call = null;
            source.Subquery = subquery;
        }
    }
}
