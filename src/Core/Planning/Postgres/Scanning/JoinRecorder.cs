using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Tells Citus of the ways a join could be done (<c>populate_joinrel_with_paths</c> and the join hook).</summary>
internal sealed class JoinRecorder(PlannerRoot root)
{
    private readonly RestrictionContext _context = root.Global.Restrictions;

    /// <summary>Notes the join; true when it can give no row.</summary>
    public bool Record(ulong left, ulong right, SpecialJoin? special, List<Clause> clauses, HashSet<ulong> dummies)
    {
        var kind = special?.Kind ?? JoinKind.Inner;
        var never = clauses.Exists(static clause => clause.IsFalse);
        var neverAbove = clauses.Exists(static clause => clause.IsFalse && clause.IsPushedDown);
        switch (kind)
        {
            case JoinKind.Inner:
                if (dummies.Contains(left) || dummies.Contains(right) || never)
                {
                    return true;
                }

                Note(JoinKind.Inner, kind, left, right, clauses);
                Note(JoinKind.Inner, kind, right, left, clauses);
                return false;
            case JoinKind.Left:
                if (dummies.Contains(left) || neverAbove)
                {
                    return true;
                }

                MarkRight(never, right, special!, dummies);
                Note(JoinKind.Left, kind, left, right, clauses);
                Note(JoinKind.Right, kind, right, left, clauses);
                return false;
            case JoinKind.Full:
                if ((dummies.Contains(left) && dummies.Contains(right)) || neverAbove)
                {
                    return true;
                }

                Note(JoinKind.Full, kind, left, right, clauses);
                Note(JoinKind.Full, kind, right, left, clauses);
                return false;
            case JoinKind.Semi:
                if (dummies.Contains(left) || dummies.Contains(right) || never)
                {
                    return true;
                }

                if ((special!.MinLeft & ~left) == 0 && (special.MinRight & ~right) == 0)
                {
                    Note(JoinKind.Semi, kind, left, right, clauses);
                }

                if (special.SynRight == right && special.CanUnique)
                {
                    Note(JoinKind.Semi, kind, left, right, clauses);
                    Note(JoinKind.Semi, kind, right, left, clauses);
                }

                return false;
            default:
                if (dummies.Contains(left) || neverAbove)
                {
                    return true;
                }

                MarkRight(never, right, special!, dummies);
                Note(JoinKind.Anti, kind, left, right, clauses);
                return false;
        }
    }

    private static void MarkRight(bool never, ulong right, SpecialJoin special, HashSet<ulong> dummies)
    {
        if (never && (right & ~special.SynRight) == 0)
        {
            dummies.Add(right);
        }
    }

    private void Note(JoinKind method, JoinKind kind, ulong outer, ulong inner, List<Clause> clauses)
    {
        // Before 17, PostgreSQL does not ask extensions about joins that a condition without columns guards.
        if (root.Global.Options.PostgresVersion < 17 && clauses.Exists(static clause => clause.IsPseudoConstant))
        {
            return;
        }

        _context.Joins.Add(new JoinRestriction(method, root, outer, inner)
        {
            Clauses = clauses.Concat(ImpliedEqualities.Between(root, outer, inner)).Where(static clause => clause.Expr is Tree.PgOp { IsEquality: true }).ToList(),
        });
        _context.HasSemiJoin |= kind == JoinKind.Semi;
        _context.HasOuterJoin |= kind is JoinKind.Left or JoinKind.Full or JoinKind.Right or JoinKind.Anti;
    }
}
