using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>The query that reads the rows of a part planned on its own (<c>BuildSubPlanResultQuery</c>).</summary>
internal static class IntermediateResult
{
    public static PgQuery Reading(IEnumerable<PgTarget> columns, Func<int> next)
    {
        var call = new PgFunc("read_intermediate_result", PgFunctions.Find("read_intermediate_result", 2), new SqlType("record"), ImmutableArray<PgExpr>.Empty);
        var source = new PgSource(next(), PgSourceKind.Function, "intermediate_result") { ReadsIntermediateResult = true };
        source.Call = call;
        var query = new PgQuery();
        foreach (var column in columns.Where(static column => !column.IsJunk))
        {
            source.Columns.Add(column.Name);
            source.Types.Add(column.Expr.Type);
            query.Targets.Add(new PgTarget(column.Name, new PgVar(source.Id, source.Columns.Count, column.Expr.Type)));
        }

        query.Sources.Add(source);
        query.From.Items.Add(new PgLeaf(source.Id));
        return query;
    }

    public static bool IsReadIn(PgQuery query) => CitusTables.AnySource(query, static source => source.ReadsIntermediateResult);
}
