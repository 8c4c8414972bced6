using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>Sources that are one row of constants (<c>pull_up_simple_values</c>, <c>pull_up_constant_function</c>).</summary>
internal sealed class ConstantSourcePullUp(PlannerRoot root)
{
    private readonly PgQuery _query = root.Query;

    /// <summary>One row, alone in the FROM of its query.</summary>
    public bool IsSimpleValues(PgSource source) =>
        source.Rows.Length == 1 && _query.Sources.Count == 1 && !source.Rows[0].Any(PgTraits.IsVolatile);

    public void PullUpValues(PgSource source)
    {
        var row = source.Rows[0];
        source.Kind = PgSourceKind.Result;
        Replace(source, var => var.Column >= 1 && var.Column <= row.Length ? row[var.Column - 1] : var);
    }

    public void PullUpFunction(PgSource source)
    {
        if (source.Columns.Count != 1 || source.Call is not { } call || call.Type.Name == "record" || ConstantFolder.Fold(call) is not PgConst constant)
        {
            return;
        }

        source.Kind = PgSourceKind.Result;
        source.Call = null;
        Replace(source, var => var.Column == 1 ? constant : var);
    }

    private void Replace(PgSource source, System.Func<PgVar, PgExpr> replacement)
    {
        VarReplacer.OutsideJoinTree(_query, source.Id, replacement);
        VarReplacer.InJoinTree(_query.From, expr => VarReplacer.Replace(expr, source.Id, replacement));
    }
}
