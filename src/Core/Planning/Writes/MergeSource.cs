using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>The source of a MERGE, and it as a query of its own (Citus <c>merge_planner.c</c>, <c>ConvertSourceRTEIntoSubquery</c>).</summary>
internal static class MergeSource
{
    /// <summary>The source; null when it is a join.</summary>
    public static PgSource? Find(PgQuery original)
    {
        var items = original.From.Items.FindAll(item => item is not PgLeaf leaf || leaf.Source != original.ResultSource);
        return items is [PgLeaf only] ? original.Find(only.Source)
            : items.Count == 0 && original.Write is { Rows: >= 0 } write ? original.Find(write.Rows)
            : null;
    }

    public static PgQuery AsQuery(PgQuery original, PgSource source)
    {
        var copy = PgCopier.Copy(original);
        if (source.Kind == PgSourceKind.Cte && copy.Ctes.Find(cte => cte.Id == source.Cte) is { } found)
        {
            return WithCtes(found.Query, copy.Ctes.Where(cte => cte.Id != found.Id));
        }

        if (source.Subquery is not null)
        {
            return WithCtes(copy.Find(source.Id)!.Subquery!, copy.Ctes);
        }

        var query = new PgQuery { Command = CommandKind.Select, At = source.At };
        query.Sources.Add(source.Copy(source.Id));
        query.From.Items.Add(new PgLeaf(source.Id));
        for (var i = 0; i < source.Columns.Count; i++)
        {
            query.Targets.Add(new PgTarget(source.Columns[i], new PgVar(source.Id, i + 1, source.TypeOf(i + 1))));
        }

        // The conditions of the source alone go with it.
        query.From.Quals = MergeChecks.SourceConditions(original, source.Id);
        return query;
    }

    private static PgQuery WithCtes(PgQuery query, IEnumerable<PgCte> ctes)
    {
        query.Ctes = new List<PgCte>(ctes.Concat(query.Ctes));
        return query;
    }
}
