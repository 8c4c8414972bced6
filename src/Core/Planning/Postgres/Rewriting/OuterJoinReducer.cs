using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Rewriting;

/// <summary>
/// An outer join whose missing rows a condition above rejects is an inner join; one whose missing rows it asks for is an
/// anti-join (<c>reduce_outer_joins</c> in <c>prepjointree.c</c>).
/// </summary>
internal static class OuterJoinReducer
{
    public static void Run(PgQuery query) => Recurse(query.From, new(), new(), new());

    private static void Recurse(
        PgJoinNode node,
        HashSet<int> nonNullSources,
        HashSet<(int Source, int Column)> nonNullColumns,
        HashSet<(int Source, int Column)> nullColumns)
    {
        switch (node)
        {
            case PgFrom from:
                var sources = NonNullable.SourcesOf(from.Quals);
                sources.UnionWith(nonNullSources);
                var columns = NonNullable.Vars(from.Quals);
                columns.UnionWith(nonNullColumns);
                var nulls = NonNullable.ForcedNull(from.Quals);
                nulls.UnionWith(nullColumns);
                foreach (var item in from.Items)
                {
                    Recurse(item, sources, columns, nulls);
                }

                break;
            case PgJoin join when PgWalk.AnyJoin(join, static inner => inner.IsOuter):
                Join(join, nonNullSources, nonNullColumns, nullColumns);
                break;
        }
    }

    private static void Join(
        PgJoin join,
        HashSet<int> nonNullSources,
        HashSet<(int Source, int Column)> nonNullColumns,
        HashSet<(int Source, int Column)> nullColumns)
    {
        var leftHeld = PgWalk.Leaves(join.Left).Exists(nonNullSources.Contains);
        var rightHeld = PgWalk.Leaves(join.Right).Exists(nonNullSources.Contains);
        join.Kind = (join.Kind, leftHeld, rightHeld) switch
        {
            (JoinKind.Left, _, true) => JoinKind.Inner,
            (JoinKind.Right, true, _) => JoinKind.Inner,
            (JoinKind.Full, true, true) => JoinKind.Inner,
            (JoinKind.Full, true, false) => JoinKind.Left,
            (JoinKind.Full, false, true) => JoinKind.Right,
            _ => join.Kind,
        };
        if (join.Kind == JoinKind.Right)
        {
            (join.Left, join.Right) = (join.Right, join.Left);
            join.Kind = JoinKind.Left;
        }

        var localColumns = NonNullable.Vars(join.Quals);
        if (join.Kind == JoinKind.Left)
        {
            var right = PgWalk.Leaves(join.Right);
            if (localColumns.Any(column => nullColumns.Contains(column) && right.Contains(column.Source)))
            {
                join.Kind = JoinKind.Anti;
            }
        }

        if (join.Kind == JoinKind.Full)
        {
            Recurse(join.Left, new(), new(), new());
            Recurse(join.Right, new(), new(), new());
            return;
        }

        var localSources = NonNullable.SourcesOf(join.Quals);
        var localNulls = NonNullable.ForcedNull(join.Quals);
        if (join.Kind is JoinKind.Inner or JoinKind.Semi)
        {
            localSources.UnionWith(nonNullSources);
            localColumns.UnionWith(nonNullColumns);
            localNulls.UnionWith(nullColumns);
            Recurse(join.Left, localSources, localColumns, localNulls);
        }
        else
        {
            Recurse(join.Left, nonNullSources, nonNullColumns, nullColumns);
        }

        Recurse(join.Right, localSources, localColumns, localNulls);
    }
}
