using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Joins that would repeat rows on every shard (<c>DeferredErrorIfUnsupportedRecurringTuplesJoin</c>).</summary>
internal static class RecurringJoinRules
{
    public static CitusRefusal? Check(RestrictionContext context)
    {
        foreach (var join in context.Joins)
        {
            var root = join.Root;
            switch (join.Kind)
            {
                case JoinKind.Left when !RecurringTuples.Only(root, join.Inner) && RecurringTuples.Only(root, join.Outer) && HasLateralSubquery(root):
                    return Lateral(RecurringTuples.First(root, join.Outer));
                case JoinKind.Full:
                    var inner = RecurringTuples.Only(root, join.Inner);
                    if (inner != RecurringTuples.Only(root, join.Outer))
                    {
                        return Lateral(RecurringTuples.First(root, inner ? join.Inner : join.Outer));
                    }

                    break;
                case JoinKind.Inner when root.HasLateral:
                    var refusal = RecurringTuples.Only(root, join.Inner) ? LateralSubquery(root, join.Inner, join.Outer)
                        : RecurringTuples.Only(root, join.Outer) ? LateralSubquery(root, join.Outer, join.Inner)
                        : null;
                    if (refusal is not null)
                    {
                        return refusal;
                    }

                    break;
            }
        }

        return null;
    }

    private static CitusRefusal Lateral(RecurringKind kind) =>
        new("cannot perform a lateral outer join when a distributed subquery references " + RecurringTuples.Describe(kind));

    private static bool HasLateralSubquery(PlannerRoot root) =>
        root.Query.Sources.Exists(static source => source is { Lateral: true, Kind: PgSourceKind.Subquery });

    /// <summary><c>DeferredErrorIfUnsupportedLateralSubquery</c>.</summary>
    private static CitusRefusal? LateralSubquery(PlannerRoot root, ulong recurring, ulong other)
    {
        foreach (var source in root.Query.Sources)
        {
            if ((root.Bit(source.Id) & other) == 0 || source is not { Lateral: true, Kind: PgSourceKind.Subquery, Subquery: { } subquery }
                || !CitusTables.Contains(source, CitusTables.IsDistributed))
            {
                continue;
            }

            var free = new List<PgVar>();
            PgWalk.FreeVars(subquery, free);
            var found = free.Find(var => root.Query.Owns(var.Source) && (root.Bit(var.Source) & recurring) != 0);
            if (found is null || root.Query.Find(found.Source) is not { } referenced)
            {
                continue;
            }

            var kind = RecurringTuples.Of(referenced);
            var description = RecurringTuples.Describe(kind);
            if (kind is not (RecurringKind.Values or RecurringKind.IntermediateResult))
            {
                description += " (" + referenced.Alias + ")";
            }

            if (SubqueryPushdownRules.NeedsMerge(subquery, true, description) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
