using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>What must be joined before an outer, semi- or anti-join can be done (<c>make_outerjoininfo</c>).</summary>
internal static class SpecialJoinMaker
{
    public static SpecialJoin Make(PlannerRoot root, PgJoin join, ulong left, ulong right, ulong innerJoined)
    {
        if (join.Kind == JoinKind.Full)
        {
            return new SpecialJoin(join.Kind) { SynLeft = left, SynRight = right, MinLeft = left, MinRight = right };
        }

        var clauseBits = root.Bits(join.Quals);
        var strict = 0UL;
        foreach (var source in NonNullable.SourcesOf(join.Quals))
        {
            strict |= root.Bit(source);
        }

        var minLeft = clauseBits & left;
        var minRight = (clauseBits | innerJoined) & right;
        foreach (var other in root.SpecialJoins)
        {
            if (other.Kind == JoinKind.Full)
            {
                if ((left & (other.SynLeft | other.SynRight)) != 0)
                {
                    minLeft |= other.SynLeft | other.SynRight;
                }

                if ((right & (other.SynLeft | other.SynRight)) != 0)
                {
                    minRight |= other.SynLeft | other.SynRight;
                }

                continue;
            }

            if ((left & other.SynRight) != 0 && (clauseBits & other.SynRight) != 0
                && (join.Kind is JoinKind.Semi or JoinKind.Anti || (strict & other.MinRight) == 0))
            {
                minLeft |= other.SynLeft | other.SynRight;
            }

            if ((right & other.SynRight) != 0
                && ((clauseBits & other.SynRight) != 0 || (clauseBits & other.MinLeft) == 0
                    || join.Kind is JoinKind.Semi or JoinKind.Anti || other.Kind is JoinKind.Semi or JoinKind.Anti || !other.LeftStrict || other.DelaysUpper))
            {
                minRight |= other.SynLeft | other.SynRight;
            }
        }

        foreach (var placeholder in root.Placeholders)
        {
            var bits = root.Bits(placeholder);
            if ((bits & right) != 0 && (bits & ~right) == 0)
            {
                minRight |= bits;
            }
        }

        return new SpecialJoin(join.Kind)
        {
            SynLeft = left,
            SynRight = right,
            MinLeft = minLeft == 0 ? left : minLeft,
            MinRight = minRight == 0 ? right : minRight,
            LeftStrict = (strict & left) != 0,
            CanUnique = join.Kind == JoinKind.Semi && CanUnique(root, join.Quals, right),
        };
    }

    /// <summary>A semi-join on equalities alone can join its right side made unique (<c>compute_semijoin_info</c>).</summary>
    private static bool CanUnique(PlannerRoot root, PgExpr? quals, ulong right)
    {
        var found = false;
        foreach (var clause in QualCanonicalizer.Clauses(quals))
        {
            if (clause is not PgOp { IsBinary: true } op)
            {
                if ((root.Bits(clause) & ~right) != 0)
                {
                    return false;
                }

                continue;
            }

            var first = root.Bits(op.Left);
            var second = root.Bits(op.Right);
            var matches = (first != 0 && second != 0 && (first & ~right) == 0 && (second & right) == 0)
                || (first != 0 && second != 0 && (second & ~right) == 0 && (first & right) == 0);
            if (!matches)
            {
                if (((first | second) & ~right) != 0)
                {
                    return false;
                }

                continue;
            }

            if (!op.Operator.IsMergeable)
            {
                return false;
            }

            found = true;
        }

        return found;
    }
}
