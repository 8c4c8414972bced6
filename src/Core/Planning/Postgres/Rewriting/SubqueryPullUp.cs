using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>
/// Merges simple subqueries of FROM into the query around them (<c>pull_up_subqueries</c> in <c>prepjointree.c</c>), so that
/// conditions on either side meet.
/// </summary>
internal sealed class SubqueryPullUp(PlannerRoot root)
{
    private readonly PgQuery _query = root.Query;
    private readonly ConstantSourcePullUp _constants = new(root);

    public void Run() => _query.From = (PgFrom)Recurse(_query.From, null, null, null);

    /// <param name="node">The part of the join tree.</param>
    /// <param name="outer">The innermost outer join around it.</param>
    /// <param name="nulling">The innermost outer join whose nullable side it is on.</param>
    /// <param name="arm">The UNION ALL arm it is.</param>
    private PgJoinNode Recurse(PgJoinNode node, PgJoin? outer, PgJoin? nulling, AppendArm? arm)
    {
        switch (node)
        {
            case PgLeaf leaf when _query.Find(leaf.Source) is { } source:
                return Leaf(leaf, source, outer, nulling, arm);
            case PgFrom from:
                for (var i = 0; i < from.Items.Count; i++)
                {
                    from.Items[i] = Recurse(from.Items[i], outer, nulling, null);
                }

                return from;
            case PgJoin join:
                var (leftOuter, leftNulling, rightOuter, rightNulling) = join.Kind switch
                {
                    JoinKind.Inner => (outer, nulling, outer, nulling),
                    JoinKind.Full => (join, join, join, join),
                    JoinKind.Right => (join, join, join, nulling),
                    _ => (join, nulling, join, join),
                };
                join.Left = Recurse(join.Left, leftOuter, leftNulling, null);
                join.Right = Recurse(join.Right, rightOuter, rightNulling, null);
                return join;
            default:
                return node;
        }
    }

    private PgJoinNode Leaf(PgLeaf leaf, PgSource source, PgJoin? outer, PgJoin? nulling, AppendArm? arm)
    {
        if (source.Kind == PgSourceKind.Subquery && source.Subquery is { } subquery && !source.IsAppendParent)
        {
            if (SimpleSubquery.IsSimple(_query, subquery, source, outer) && (arm is null || SimpleSubquery.IsSafeArm(subquery)))
            {
                return PullUp(leaf, source, outer, nulling, arm);
            }

            if (UnionAll.IsSimple(subquery))
            {
                return PullUpUnion(leaf, source);
            }
        }

        if (source.Kind == PgSourceKind.Values && outer is null && arm is null && _constants.IsSimpleValues(source))
        {
            _constants.PullUpValues(source);
        }
        else if (source.Kind == PgSourceKind.Function && arm is null && nulling is null)
        {
            _constants.PullUpFunction(source);
        }

        return leaf;
    }

    /// <summary><c>pull_up_simple_subquery</c>.</summary>
    private PgJoinNode PullUp(PgLeaf leaf, PgSource source, PgJoin? outer, PgJoin? nulling, AppendArm? arm)
    {
        var copy = PgCopier.Copy(source.Subquery!);
        EmptyFrom.Fill(copy, root.Global.NextSource);
        var inner = new PlannerRoot(copy, root, root.Global);
        if (copy.HasSubLinks)
        {
            new SublinkPullUp(inner).Run();
        }

        new SubqueryPullUp(inner).Run();

        // Pulling up into the subquery may have made it less simple than it was.
        if (!SimpleSubquery.IsSimple(_query, copy, source, outer) || (arm is not null && !SimpleSubquery.IsSafeArm(copy)))
        {
            return leaf;
        }

        var targets = copy.Targets;
        var replacer = new PulledUpColumns(root, source, targets, PgWalk.Leaves(copy.From))
        {
            NeedsPlaceholders = nulling is not null || arm is not null || _query.HasGroupingSets,
        };
        _query.AppendAll(copy);
        root.AppendArms.AddRange(inner.AppendArms);
        root.Placeholders.AddRange(inner.Placeholders);
        _query.HasSubLinks |= copy.HasSubLinks;
        if (source.Lateral)
        {
            foreach (var child in copy.Sources)
            {
                child.Lateral |= child.Kind is PgSourceKind.Subquery or PgSourceKind.Function or PgSourceKind.Values;
            }
        }

        VarReplacer.OutsideJoinTree(_query, source.Id, replacer.Replace);
        replacer.InJoinTree(_query.From, nulling);
        foreach (var other in root.AppendArms)
        {
            other.Columns = other.Columns.ConvertAll(column => VarReplacer.Replace(column, source.Id, replacer.Replace));
        }

        if (arm is not null)
        {
            arm.Columns = targets.ConvertAll(static target => target.Expr);
        }

        replacer.InPlaceholders(leaf.Source);
        source.Subquery = null;
        return copy.From.Items.Count == 1 && copy.From.Quals is null ? copy.From.Items[0] : copy.From;
    }

    /// <summary><c>pull_up_simple_union_all</c>: the arms become members of an append relation.</summary>
    private PgJoinNode PullUpUnion(PgLeaf leaf, PgSource source)
    {
        var copy = PgCopier.Copy(source.Subquery!);
        _query.AppendAll(copy);
        if (source.Lateral)
        {
            foreach (var child in copy.Sources)
            {
                child.Lateral = true;
            }
        }

        source.Subquery = copy;
        AddArms(copy.SetOperation!, source);
        source.IsAppendParent = true;
        return leaf;
    }

    public void AddArms(PgSetNode node, PgSource parent)
    {
        if (node is PgSetBranch branch)
        {
            AddArms(branch.Left, parent);
            AddArms(branch.Right, parent);
            return;
        }

        if (node is not PgSetLeaf leaf || _query.Find(leaf.Source) is not { } child)
        {
            return;
        }

        var columns = new List<PgExpr>();
        for (var i = 0; i < child.Columns.Count; i++)
        {
            columns.Add(new PgVar(child.Id, i + 1, child.TypeOf(i + 1)));
        }

        var arm = new AppendArm(parent.Id, child.Id) { Columns = columns };
        root.AppendArms.Add(arm);
        var pulled = Recurse(new PgLeaf(child.Id), null, null, arm);
        if (pulled is PgLeaf { Source: var now } && now != child.Id)
        {
            var index = root.AppendArms.IndexOf(arm);
            if (index >= 0)
            {
                root.AppendArms[index] = new AppendArm(parent.Id, now) { Columns = arm.Columns };
            }
        }
    }
}
