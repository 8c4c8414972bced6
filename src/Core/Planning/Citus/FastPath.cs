using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Planning.Writes;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>
/// One table with its key fixed, or a table without a key: Citus plans it without asking PostgreSQL
/// (<c>fast_path_router_planner.c</c>).
/// </summary>
internal static class FastPath
{
    public static bool Applies(PgQuery query)
    {
        if (query.Command is CommandKind.Merge or CommandKind.Insert || query.Ctes.Count > 0 || query.HasSubLinks || query.SetOperation is not null
            || query.HasTargetSets || query.HasModifyingCte || query.Sources.Count != 1 || query.Sources[0] is not { IsRelation: true } source
            || !CitusTables.IsCitus(source))
        {
            return false;
        }

        if (!CitusTables.HasKey(source))
        {
            return true;
        }

        var key = CitusTables.KeyColumn(source);
        return query.From.Quals is { } quals && FixesKey(quals, source, key)
            && PgWalk.Vars(quals).Count(var => var.Source == source.Id && var.Column == key) == 1;
    }

    private static bool FixesKey(PgExpr expr, PgSource source, int key) => expr switch
    {
        PgBool { Logic: PgLogic.And } and => and.Args.Any(arg => FixesKey(arg, source, key)),
        PgOp { IsEquality: true } op => Fixes(op.Left, op.Right, source, key) || Fixes(op.Right, op.Left, source, key),
        _ => false,
    };

    private static bool Fixes(PgExpr column, PgExpr value, PgSource source, int key) =>
        PgTraits.StripImplicit(column) is PgVar var && var.Source == source.Id && var.Column == key
        && PgTraits.StripImplicit(value) is PgConst { IsNull: false };

    public static CitusPlan Plan(DistributedPlanner planner, PgQuery query)
    {
        var copy = PgCopier.Copy(query);
        copy.From.Quals = copy.From.Quals is { } quals ? ConstantFolder.Fold(quals) : null;
        var shards = ShardPruner.Prune(copy.Sources[0], QualCanonicalizer.Clauses(copy.From.Quals));
        planner.Trace("fast path", "one table, and a condition fixes its key");
        if (query.Command != CommandKind.Select)
        {
            return WritePlanner.PlanFastPath(planner, query, shards);
        }

        return new CitusPlan(shards);
    }
}
