using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Join conditions that equality classes imply (<c>generate_join_implied_equalities</c>).</summary>
internal static class ImpliedEqualities
{
    /// <summary>One condition for each class that has members on both sides; none where a constant says it already.</summary>
    public static IEnumerable<Clause> Between(PlannerRoot root, ulong outer, ulong inner)
    {
        foreach (var equivalence in root.Equivalences)
        {
            if (equivalence.HasConstant || equivalence.Members.Count <= 1 || (equivalence.Bits & outer) == 0 || (equivalence.Bits & inner) == 0)
            {
                continue;
            }

            var left = equivalence.Members.Find(member => !member.IsChild && member.Bits != 0 && (member.Bits & ~outer) == 0);
            var right = equivalence.Members.Find(member => !member.IsChild && member.Bits != 0 && (member.Bits & ~inner) == 0);
            if (left is null || right is null)
            {
                continue;
            }

            var op = OperatorResolver.ComparisonOperator("=", left.Type, right.Type);
            yield return new Clause(new PgOp(op, ImmutableArray.Create(left.Expr, right.Expr)), left.Bits | right.Bits)
            {
                LeftBits = left.Bits, RightBits = right.Bits, IsPushedDown = true, Family = equivalence.Family,
            };
        }
    }

    /// <summary>Whether some class has members on both sides (<c>have_relevant_eclass_joinclause</c>).</summary>
    public static bool Connects(PlannerRoot root, ulong first, ulong second)
    {
        foreach (var equivalence in root.Equivalences)
        {
            if (equivalence.Members.Count > 1 && (equivalence.Bits & first) != 0 && (equivalence.Bits & second) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some class reaches out of these sources (<c>has_relevant_eclass_joinclause</c>).</summary>
    public static bool ReachesOut(PlannerRoot root, ulong bits)
    {
        foreach (var equivalence in root.Equivalences)
        {
            if (equivalence.Members.Count > 1 && (equivalence.Bits & bits) != 0 && (equivalence.Bits & ~bits) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
