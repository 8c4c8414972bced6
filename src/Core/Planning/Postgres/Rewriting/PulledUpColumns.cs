using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>
/// What the columns of a merged subquery become. Above an outer join that makes the subquery nullable, an expression that
/// could give a value for a missing row is wrapped (<c>pullup_replace_vars_callback</c>).
/// </summary>
internal sealed class PulledUpColumns(PlannerRoot root, PgSource source, List<PgTarget> targets, List<int> sources)
{
    private readonly Dictionary<int, PgExpr> _wrapped = new();
    private readonly HashSet<int> _sources = new(sources);

    public bool NeedsPlaceholders { get; set; }

    public PgExpr Replace(PgVar var)
    {
        if (var.Column <= 0)
        {
            // The whole row of a subquery: a row of its columns.
            var row = new PgForm(PgFormKind.Row, var.Type, System.Collections.Immutable.ImmutableArray.CreateRange(targets.Select(static target => target.Expr)));
            return NeedsPlaceholders ? Wrap(0, row) : row;
        }

        if (var.Column > targets.Count)
        {
            return PgConst.Null(var.Type);
        }

        var expr = targets[var.Column - 1].Expr;
        return NeedsPlaceholders && MustWrap(expr) ? Wrap(var.Column, expr) : expr;
    }

    private bool MustWrap(PgExpr expr) => expr switch
    {
        PgVar inner => source.Lateral && !_sources.Contains(inner.Source),
        PgPlaceholder => false,
        _ => !PgWalk.Vars(expr).Exists(var => _sources.Contains(var.Source)) || PgTraits.IsNonStrict(expr),
    };

    private PgExpr Wrap(int column, PgExpr expr)
    {
        if (!_wrapped.TryGetValue(column, out var wrapped))
        {
            var placeholder = new PgPlaceholder(root.Global.NextPlaceholder(), expr, new HashSet<int>(_sources));
            root.Placeholders.Add(placeholder);
            wrapped = placeholder;
            _wrapped[column] = wrapped;
        }

        return wrapped;
    }

    /// <summary>Below the nulling join nothing needs wrapping, but for the condition of a FULL JOIN itself.</summary>
    public void InJoinTree(PgJoinNode node, PgJoin? nulling)
    {
        switch (node)
        {
            case PgFrom from:
                foreach (var item in from.Items)
                {
                    InJoinTree(item, nulling);
                }

                from.Quals = from.Quals is { } where ? VarReplacer.Replace(where, source.Id, Replace) : null;
                break;
            case PgJoin join:
                var saved = NeedsPlaceholders;
                if (ReferenceEquals(join, nulling))
                {
                    NeedsPlaceholders = false;
                    nulling = null;
                }

                InJoinTree(join.Left, nulling);
                InJoinTree(join.Right, nulling);
                NeedsPlaceholders |= join.Kind == JoinKind.Full;
                join.Quals = join.Quals is { } on ? VarReplacer.Replace(on, source.Id, Replace) : null;
                NeedsPlaceholders = saved;
                break;
        }
    }

    /// <summary>Wrapped expressions that were computed at the subquery are computed at its sources now.</summary>
    public void InPlaceholders(int pulled)
    {
        foreach (var placeholder in root.Placeholders)
        {
            if (placeholder.Sources.Remove(pulled))
            {
                placeholder.Sources.UnionWith(_sources);
            }
        }
    }
}
