using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>Drops sources of one empty row that join with others (<c>remove_useless_result_rtes</c>).</summary>
internal sealed class ResultRemover(PlannerRoot root)
{
    private readonly PgQuery _query = root.Query;

    public void Run() => _query.From = (PgFrom)Recurse(_query.From, true);

    private PgJoinNode Recurse(PgJoinNode node, bool top)
    {
        switch (node)
        {
            case PgFrom from:
                for (var i = 0; i < from.Items.Count; i++)
                {
                    from.Items[i] = Recurse(from.Items[i], false);
                    if (from.Items.Count > 1 && Result(from.Items[i]) is { } gone && !HasDependents(gone))
                    {
                        Drop(gone, from);
                        from.Items.RemoveAt(i--);
                    }
                }

                return !top && from.Quals is null && from.Items.Count == 1 ? from.Items[0] : from;
            case PgJoin join:
                join.Left = Recurse(join.Left, false);
                join.Right = Recurse(join.Right, false);
                return Join(join);
            default:
                return node;
        }
    }

    private PgJoinNode Join(PgJoin join)
    {
        switch (join.Kind)
        {
            case JoinKind.Inner when Result(join.Left) is { } left && !HasDependents(left):
                Drop(left, join.Right);
                return Keep(join.Right, join.Quals);
            case JoinKind.Inner or JoinKind.Semi when Result(join.Right) is { } right:
                Drop(right, join.Left);
                return Keep(join.Left, join.Quals);
            case JoinKind.Left when Result(join.Right) is { } nullable && (join.Quals is null || !HasDependents(nullable)):
                Drop(nullable, join.Left);
                return join.Left;
            default:
                return join;
        }
    }

    private static PgJoinNode Keep(PgJoinNode node, PgExpr? quals) =>
        quals is null ? node : new PgFrom(new List<PgJoinNode> { node }, quals);

    private int? Result(PgJoinNode node) =>
        node is PgLeaf leaf && _query.Find(leaf.Source) is { Kind: PgSourceKind.Result } source ? source.Id : null;

    /// <summary>Wrapped expressions that only this source can compute.</summary>
    private bool HasDependents(int source) =>
        root.Placeholders.Exists(placeholder => placeholder.Sources.Count == 1 && placeholder.Sources.Contains(source));

    private void Drop(int source, PgJoinNode remaining)
    {
        foreach (var placeholder in root.Placeholders)
        {
            if (placeholder.Sources.Remove(source))
            {
                foreach (var leaf in PgWalk.Leaves(remaining))
                {
                    if (leaf != source)
                    {
                        placeholder.Sources.Add(leaf);
                    }
                }
            }
        }
    }
}
