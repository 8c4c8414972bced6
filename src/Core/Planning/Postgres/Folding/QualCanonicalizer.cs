using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>
/// <c>canonicalize_qual</c> (<c>prepqual.c</c>): takes out of an OR what every branch says, so that
/// <c>(k = 1 AND a) OR (k = 1 AND b)</c> fixes k.
/// </summary>
internal static class QualCanonicalizer
{
    public static PgExpr Canonicalize(PgExpr qual) => qual switch
    {
        PgBool { Logic: PgLogic.Or } or => Or(or),
        PgBool { Logic: PgLogic.And } and => And(and),
        _ => qual,
    };

    /// <summary>The clauses of a conjunction.</summary>
    public static List<PgExpr> Clauses(PgExpr? qual) => qual switch
    {
        null => new List<PgExpr>(),
        PgBool { Logic: PgLogic.And } and => and.Args.ToList(),
        PgConst { IsTrue: true } => new List<PgExpr>(),
        _ => new List<PgExpr> { qual },
    };

    private static PgExpr And(PgBool and)
    {
        var kept = new List<PgExpr>();
        foreach (var arg in and.Args)
        {
            var part = Canonicalize(arg);
            switch (part)
            {
                case PgConst { IsTrue: true }:
                    break;
                case PgConst { IsFalseOrNull: true }:
                    return PgConst.False;
                case PgBool { Logic: PgLogic.And } inner:
                    kept.AddRange(inner.Args);
                    break;
                default:
                    kept.Add(part);
                    break;
            }
        }

        return kept.Count == 0 ? PgConst.True : PgBool.And(kept.ToImmutableArray());
    }

    private static PgExpr Or(PgBool or)
    {
        var kept = new List<PgExpr>();
        foreach (var arg in or.Args)
        {
            var part = Canonicalize(arg);
            switch (part)
            {
                case PgConst { IsTrue: true }:
                    return part;
                case PgConst { IsFalseOrNull: true }:
                    break;
                case PgBool { Logic: PgLogic.Or } inner:
                    kept.AddRange(inner.Args);
                    break;
                default:
                    kept.Add(part);
                    break;
            }
        }

        return Distribute(kept);
    }

    /// <summary><c>process_duplicate_ors</c>.</summary>
    private static PgExpr Distribute(List<PgExpr> branches)
    {
        if (branches.Count == 0)
        {
            return PgConst.False;
        }

        if (branches.Count == 1)
        {
            return branches[0];
        }

        var reference = ImmutableArray<PgExpr>.Empty;
        var shortest = int.MaxValue;
        foreach (var branch in branches)
        {
            if (branch is PgBool { Logic: PgLogic.And } and)
            {
                if (and.Args.Length < shortest)
                {
                    reference = and.Args;
                    shortest = and.Args.Length;
                }
            }
            else
            {
                reference = ImmutableArray.Create(branch);
                break;
            }
        }

        var winners = new List<PgExpr>();
        foreach (var candidate in reference)
        {
            if (!winners.Exists(candidate.Same) && branches.TrueForAll(branch => Says(branch, candidate)))
            {
                winners.Add(candidate);
            }
        }

        if (winners.Count == 0)
        {
            return new PgBool(PgLogic.Or, branches.ToImmutableArray());
        }

        var rest = new List<PgExpr>();
        foreach (var branch in branches)
        {
            var left = branch is PgBool { Logic: PgLogic.And } and
                ? and.Args.Where(arg => !winners.Exists(arg.Same)).ToImmutableArray()
                : ImmutableArray<PgExpr>.Empty;
            if (left.IsEmpty)
            {
                rest.Clear();
                break;
            }

            rest.Add(PgBool.And(left));
        }

        if (rest.Count > 0)
        {
            winners.Add(rest.Count == 1 ? rest[0] : new PgBool(PgLogic.Or, rest.ToImmutableArray()));
        }

        return PgBool.And(winners.ToImmutableArray());
    }

    private static bool Says(PgExpr branch, PgExpr clause) =>
        branch is PgBool { Logic: PgLogic.And } and ? and.Args.Any(clause.Same) : branch.Same(clause);
}
