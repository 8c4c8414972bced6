using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>UNION ALL trees that need no plan of their own (<c>is_simple_union_all</c>, <c>flatten_simple_union_all</c>).</summary>
internal static class UnionAll
{
    public static bool IsSimple(PgQuery query) =>
        query.Command == CommandKind.Select && query.SetOperation is { } set && query.OrderRefs.Count == 0 && query.Limit is null
        && query.Offset is null && !query.HasRowLocks && query.Ctes.Count == 0 && IsPlain(set, query, Types(query));

    private static List<SqlType> Types(PgQuery query)
    {
        var types = new List<SqlType>();
        foreach (var source in query.Sources)
        {
            for (var i = 0; i < source.Types.Count; i++)
            {
                if (i == types.Count)
                {
                    types.Add(source.Types[i]);
                }
                else
                {
                    types[i] = PgTypes.Common(new[] { types[i], source.Types[i] });
                }
            }
        }

        return types;
    }

    /// <summary>All branches UNION ALL, and every arm's columns of the union's own types.</summary>
    private static bool IsPlain(PgSetNode node, PgQuery query, List<SqlType> types)
    {
        if (node is PgSetBranch branch)
        {
            return branch.Kind == SetKind.Union && branch.All && IsPlain(branch.Left, query, types) && IsPlain(branch.Right, query, types);
        }

        if (node is not PgSetLeaf leaf || query.Find(leaf.Source) is not { } arm)
        {
            return false;
        }

        for (var i = 0; i < arm.Types.Count && i < types.Count; i++)
        {
            if (arm.Types[i].Name != types[i].Name && !arm.Types[i].IsUnknown && !types[i].IsUnknown)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A query that is nothing but a UNION ALL becomes a scan of an append relation. The leftmost arm's source stands for the
    /// union; a copy of it takes its place among the arms.
    /// </summary>
    public static void Flatten(PlannerRoot root)
    {
        var query = root.Query;
        if (query.SetOperation is not { } set || query.Ctes.Count > 0 || !IsPlainTop(set) || !IsPlain(set, query, Types(query)))
        {
            return;
        }

        var leftmost = set;
        while (leftmost is PgSetBranch branch)
        {
            leftmost = branch.Left;
        }

        if (leftmost is not PgSetLeaf first || query.Find(first.Source) is not { } parent)
        {
            return;
        }

        var twin = parent.Copy(root.Global.NextSource());
        query.Append(twin);
        parent.IsAppendParent = true;
        query.From.Items.Clear();
        query.From.Items.Add(new PgLeaf(parent.Id));
        query.SetOperation = null;
        new SubqueryPullUp(root).AddArms(Swap(set, first.Source, twin.Id), parent);
    }

    private static bool IsPlainTop(PgSetNode set) => set is PgSetBranch { Kind: SetKind.Union, All: true };

    private static PgSetNode Swap(PgSetNode node, int from, int to) => node switch
    {
        PgSetBranch branch => new PgSetBranch(branch.Kind, branch.All, Swap(branch.Left, from, to), branch.Right),
        PgSetLeaf leaf when leaf.Source == from => new PgSetLeaf(to),
        _ => node,
    };
}
