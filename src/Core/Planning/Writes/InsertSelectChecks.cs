using System.Linq;
using ShardSafety.Core.Planning.Citus;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Writes;

/// <summary>What keeps an INSERT … SELECT from being pushed down (Citus <c>insert_select_planner.c</c>, <c>DistributedInsertSelectSupported</c>).</summary>
internal static class InsertSelectChecks
{
    private const string KeysDiffer =
        "cannot perform distributed INSERT INTO ... SELECT because the partition columns in the source table and subquery do not match";

    public static CitusRefusal? Check(PgQuery original, PgQuery select, bool routerSelect, RestrictionContext restrictions)
    {
        var target = WritePlanner.Target(original)!;
        var sources = CitusTables.Relations(select);
        if (!sources.Exists(CitusTables.IsCitus))
        {
            return new CitusRefusal("distributed INSERT ... SELECT can only select from distributed tables");
        }

        if (sources.Exists(CitusTables.IsLocal))
        {
            return new CitusRefusal("distributed INSERT ... SELECT cannot select from a local table");
        }

        if (FunctionChecks.Volatile(original) is { } call)
        {
            return new CitusRefusal("volatile functions are not allowed in distributed INSERT ... SELECT queries") { At = call.At };
        }

        if (ColumnDefaults.LeftOut(original, target, select.Targets.Count(static output => !output.IsJunk)).Any(ColumnDefaults.IsVolatile))
        {
            return new CitusRefusal("volatile functions are not allowed in distributed INSERT ... SELECT queries") { At = original.At };
        }

        if (!routerSelect && (SubqueryPushdownRules.Whole(select, restrictions) ?? SubqueryPushdownRules.Check(select)) is { } refusal)
        {
            return refusal;
        }

        if (CitusTables.IsReference(target))
        {
            return restrictions.Relations.TrueForAll(static relation => CitusTables.IsReference(relation.Source))
                ? null
                : new CitusRefusal("only reference tables may be queried when targeting a reference table with distributed INSERT ... SELECT");
        }

        if (CitusTables.HasKey(target) && CheckKey(original, select, target) is { } key)
        {
            return key;
        }

        return sources.Where(CitusTables.IsDistributed).Any(source => CitusTables.Group(source) != CitusTables.Group(target))
            ? new CitusRefusal("INSERT target relation and all source relations of the SELECT must be colocated in distributed INSERT ... SELECT")
            : null;
    }

    /// <summary><c>InsertPartitionColumnMatchesSelect</c>.</summary>
    private static CitusRefusal? CheckKey(PgQuery original, PgQuery select, PgSource target)
    {
        var index = original.Write!.Columns.IndexOf(target.Table!.DistributionColumn!);
        if (index < 0 || index >= select.Targets.Count(static output => !output.IsJunk))
        {
            return new CitusRefusal(KeysDiffer, "the query doesn't include the target table's partition column");
        }

        var selected = select.Targets[index].Expr;
        if (ReferencedColumn.Find(selected, select, false) is null)
        {
            return new CitusRefusal(KeysDiffer, "Subquery contains an expression that is not a simple column reference in the same position as the target table's partition column.")
            {
                At = selected.At,
            };
        }

        var type = target.TypeOf(CitusTables.KeyColumn(target));
        if (!type.IsUnknown && !selected.Type.IsUnknown && selected.Type.Name != type.Name)
        {
            return new CitusRefusal(KeysDiffer, "The data type of the target table's partition column should exactly match the data type of the corresponding simple column reference in the subquery.")
            {
                At = selected.At,
            };
        }

        return ReferencedColumn.Find(selected, select, false) is { IsKey: true }
            ? null
            : new CitusRefusal(KeysDiffer, "The target table's partition column should correspond to a partition column in the subquery.") { At = selected.At };
    }
}
