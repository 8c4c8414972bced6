using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Drops left joins that can add neither rows nor columns, and makes semi-joins with a unique right side plain
/// (<c>remove_useless_joins</c>, <c>reduce_unique_semijoins</c> in <c>analyzejoins.c</c>).
/// </summary>
internal static class JoinRemover
{
    public static JoinList RemoveUseless(PlannerRoot root, JoinList list, ClauseDistributor distributor)
    {
        var again = true;
        while (again)
        {
            again = false;
            foreach (var join in root.SpecialJoins)
            {
                if (join is { Kind: JoinKind.Left, DelaysUpper: false } && PlannerRoot.IsSingle(join.MinRight) && Find(root, join.MinRight) is { } rel && IsUseless(root, join, rel))
                {
                    root.SpecialJoins.Remove(join);
                    Remove(root, rel, join, distributor);
                    list = Without(list, rel.Source.Id) ?? list;
                    again = true;
                    break;
                }
            }
        }

        return list;
    }

    private static Rel? Find(PlannerRoot root, ulong bit) => root.Rels.Values.FirstOrDefault(rel => rel.Bit == bit);

    private static bool IsUseless(PlannerRoot root, SpecialJoin join, Rel rel)
    {
        var joined = join.MinLeft | join.MinRight;
        if (rel.Needed.Values.Any(needed => (needed & ~joined) != 0))
        {
            return false;
        }

        if (root.Placeholders.Exists(placeholder => (root.Bits(placeholder) & rel.Bit) != 0))
        {
            return false;
        }

        return Uniqueness.IsDistinct(root, rel, rel.JoinClauses.Where(clause => IsOwn(clause, joined) && SidesMatch(clause, join.MinLeft, rel.Bit)));
    }

    private static bool IsOwn(Clause clause, ulong joined) => !clause.IsPushedDown && (clause.Required & ~joined) == 0;

    private static bool SidesMatch(Clause clause, ulong outer, ulong inner) =>
        clause.Family is not null && clause.CanJoin
        && (((clause.LeftBits & ~outer) == 0 && clause.RightBits == inner) || (clause.LeftBits == inner && (clause.RightBits & ~outer) == 0));

    private static void Remove(PlannerRoot root, Rel rel, SpecialJoin removed, ClauseDistributor distributor)
    {
        rel.IsDead = true;
        root.Rels.Remove(rel.Source.Id);
        var joined = removed.MinLeft | removed.MinRight;
        var kept = rel.JoinClauses.Where(clause => (clause.IsPushedDown || (clause.Required & ~joined) != 0) && (root.Bits(clause.Expr) & rel.Bit) == 0).ToList();
        foreach (var other in root.Rels.Values)
        {
            other.JoinClauses.RemoveAll(clause => (clause.Required & rel.Bit) != 0);
            foreach (var column in other.Needed.Keys.ToList())
            {
                other.Needed[column] &= ~rel.Bit;
                if (other.Needed[column] == 0)
                {
                    other.Needed.Remove(column);
                }
            }
        }

        foreach (var join in root.SpecialJoins)
        {
            join.MinLeft &= ~rel.Bit;
            join.MinRight &= ~rel.Bit;
        }

        // Conditions from above that waited for the join without naming its columns.
        foreach (var clause in kept)
        {
            distributor.Place(clause.With(clause.Required & ~rel.Bit));
        }
    }

    private static JoinList? Without(JoinList list, int source)
    {
        if (list.Items is not { } items)
        {
            return list.Source == source ? null : list;
        }

        return new JoinList { Items = items.Select(item => Without(item, source)).Where(static item => item is not null).Select(static item => item!).ToList() };
    }

    public static void ReduceUniqueSemiJoins(PlannerRoot root)
    {
        root.SpecialJoins.RemoveAll(join => join.Kind == JoinKind.Semi && PlannerRoot.IsSingle(join.MinRight)
            && Find(root, join.MinRight) is { } rel && Uniqueness.IsDistinct(root, rel, Clauses(root, join, rel)));
    }

    private static IEnumerable<Clause> Clauses(PlannerRoot root, SpecialJoin join, Rel rel) =>
        rel.JoinClauses.Where(clause => (clause.Required & ~(join.MinLeft | join.MinRight)) == 0)
            .Concat(ImpliedEqualities.Between(root, join.MinLeft, rel.Bit))
            .Where(clause => SidesMatch(clause, join.MinLeft, rel.Bit));
}
