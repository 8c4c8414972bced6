using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>Which shards the rows of an INSERT of values go to (Citus <c>multi_router_planner.c</c>, <c>BuildRoutesForInsert</c>).</summary>
internal static class InsertRouting
{
    public static CitusPlan Plan(DistributedPlanner planner, PgQuery query)
    {
        if (WritePlanner.Target(query) is not { } target || !CitusTables.HasKey(target))
        {
            return new CitusPlan(ShardSet.Whole);
        }

        var position = IndexOfKey(query, target.Table!.DistributionColumn);
        var rows = query.Write is { Rows: >= 0 } write ? query.Find(write.Rows)?.Rows ?? [] : [];
        if (position < 0 || rows.IsEmpty)
        {
            return new CitusPlan(Default(target, query.At, "default"));
        }

        var shards = ShardSet.None;
        foreach (var row in rows)
        {
            shards = shards.Union(Route(target, row, position, rows.Length > 1));
        }

        planner.Trace("insert", RouterPlanner.Describe(target, shards));
        return new CitusPlan(shards);
    }

    private static ShardSet Route(PgSource target, ImmutableArray<PgExpr> row, int position, bool several)
    {
        if (position >= row.Length)
        {
            return Default(target, target.At, "default");
        }

        var written = PgTraits.StripImplicit(row[position]);
        if (written is PgForm { Kind: PgFormKind.Default })
        {
            // Beside other rows a default that is not there becomes NULL.
            return several && !HasDefault(target) ? throw NullKey(target, written.At) : Default(target, written.At, "default");
        }

        var value = ConstantFolder.Fold(written);
        if (value is PgConst { IsNull: true })
        {
            throw NullKey(target, row[position].At);
        }

        // What is no constant is computed on the coordinator before the row is sent, and leads to a shard of its own.
        var key = new PgVar(target.Id, CitusTables.KeyColumn(target), target.TypeOf(CitusTables.KeyColumn(target)));
        return value is PgConst
            ? ShardPruner.Prune(target, [OperatorResolver.Binary("=", key, value, row[position].At)])
            : Computed("value at " + row[position].At.Start);
    }

    /// <summary>A column that is left out takes its default; without one the row has no shard.</summary>
    private static ShardSet Default(PgSource target, Origin at, string name)
    {
        return HasDefault(target)
            ? Computed(name)
            : throw new CitusRefusal("cannot perform an INSERT without a partition column value")
            {
                Cause = PlanCause.KeyMissingInInsert,
                At = at,
                Culprit = target,
            };
    }

    private static bool HasDefault(PgSource target) =>
        target.Table!.FindColumn(target.Table.DistributionColumn) is { Identity: true } or { DefaultSql: not null };

    private static CitusRefusal NullKey(PgSource target, Origin at) => new("cannot perform an INSERT with NULL in the partition column")
    {
        Cause = PlanCause.KeyMissingInInsert,
        At = at,
        Culprit = target,
    };

    private static ShardSet Computed(string name) => ShardSet.Of(new HashSet<string> { name });

    private static int IndexOfKey(PgQuery query, string? column) =>
        column is null || query.Write is null ? -1 : query.Write.Columns.IndexOf(column);
}
