using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Builds equality classes and derives conditions from them (<c>equivclass.c</c>).</summary>
internal sealed class EquivalenceMaker(PlannerRoot root)
{
    /// <summary>Takes an equality into a class; false when the clause must be used as it is (<c>process_equivalence</c>).</summary>
    public bool Process(Clause clause, bool belowOuterJoin)
    {
        var op = (PgOp)clause.Expr;
        if (op.Left.Same(op.Right))
        {
            // x = x says no more than that x is not NULL.
            clause.Expr = new PgNullTest(op.Left, false) { At = op.At };
            return false;
        }

        if (belowOuterJoin && ((clause.LeftBits != 0 && PgTraits.IsNonStrict(op.Left)) || (clause.RightBits != 0 && PgTraits.IsNonStrict(op.Right))))
        {
            return false;
        }

        var leftType = op.Operator.Left!;
        var rightType = op.Operator.Right;
        var first = Find(op.Left, leftType, clause.Family!, belowOuterJoin);
        var second = Find(op.Right, rightType, clause.Family!, belowOuterJoin);
        if (first is not null && second is not null)
        {
            if (!ReferenceEquals(first, second))
            {
                Merge(first, second);
            }
        }
        else if (first is not null)
        {
            first.Add(op.Right, clause.RightBits, clause.RightBits & clause.NullableBits, rightType);
        }
        else if (second is not null)
        {
            first = second;
            first.Add(op.Left, clause.LeftBits, clause.LeftBits & clause.NullableBits, leftType);
        }
        else
        {
            first = new EquivalenceClass(clause.Family!);
            first.Add(op.Left, clause.LeftBits, clause.LeftBits & clause.NullableBits, leftType);
            first.Add(op.Right, clause.RightBits, clause.RightBits & clause.NullableBits, rightType);
            root.Equivalences.Add(first);
        }

        first.Sources.Add(clause);
        first.BelowOuterJoin |= belowOuterJoin;
        return true;
    }

    private EquivalenceClass? Find(PgExpr expr, SqlType type, string family, bool belowOuterJoin)
    {
        foreach (var candidate in root.Equivalences)
        {
            if (candidate.HasVolatile || candidate.Family != family)
            {
                continue;
            }

            foreach (var member in candidate.Members)
            {
                // Below an outer join constants are not as constant as they look.
                if ((belowOuterJoin || candidate.BelowOuterJoin) && member.IsConstant)
                {
                    continue;
                }

                if (member.Type.Name == type.Name && member.Expr.Same(expr))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private void Merge(EquivalenceClass into, EquivalenceClass other)
    {
        into.Members.AddRange(other.Members);
        into.Sources.AddRange(other.Sources);
        into.Bits |= other.Bits;
        into.HasConstant |= other.HasConstant;
        into.BelowOuterJoin |= other.BelowOuterJoin;
        root.Equivalences.Remove(other);
    }

    /// <summary><c>generate_base_implied_equalities</c>: what a class says of single sources.</summary>
    public void Derive(ClauseDistributor distributor)
    {
        foreach (var equivalence in root.Equivalences)
        {
            if (equivalence.Members.Count <= 1)
            {
                continue;
            }

            if (equivalence.HasConstant)
            {
                DeriveConstants(equivalence, distributor);
            }
            else if (!PlannerRoot.IsSingle(equivalence.Bits) || equivalence.Members.Count > 1)
            {
                DeriveWithoutConstant(equivalence, distributor);
            }
        }
    }

    /// <summary>
    /// What is grouped, sorted or made distinct has a class too, of one member until the arms of a UNION ALL join it
    /// (<c>get_eclass_for_sort_expr</c>).
    /// </summary>
    public void AddSorted(PgQuery query)
    {
        var exprs = query.GroupBy.Concat(query.OrderRefs.Select(index => query.Targets[index].Expr))
            .Concat(query.Distinct ? query.DistinctExprs : Enumerable.Empty<PgExpr>())
            .Concat(query.Windows().SelectMany(static window => window.PartitionBy));
        foreach (var expr in exprs)
        {
            var bits = root.Bits(expr);
            if (bits != 0 && PgTypes.FamilyOf(expr.Type) is { } family && Find(expr, PgTypes.Base(expr.Type), family, false) is null && !PgTraits.IsVolatile(expr))
            {
                var equivalence = new EquivalenceClass(family);
                equivalence.Add(expr, bits, 0, PgTypes.Base(expr.Type));
                root.Equivalences.Add(equivalence);
            }
        }
    }

    private void DeriveConstants(EquivalenceClass equivalence, ClauseDistributor distributor)
    {
        if (equivalence.Members.Count == 2 && equivalence.Sources.Count == 1)
        {
            distributor.Place(equivalence.Sources[0]);
            return;
        }

        var constant = equivalence.Constant()!;
        foreach (var member in equivalence.Members)
        {
            if (!ReferenceEquals(member, constant))
            {
                Imply(equivalence, member, constant, distributor);
            }
        }
    }

    private void Imply(EquivalenceClass equivalence, EquivalenceMember left, EquivalenceMember right, ClauseDistributor distributor)
    {
        var op = OperatorResolver.ComparisonOperator("=", left.Type, right.Type);
        if (op.Family != equivalence.Family)
        {
            return;
        }

        PgExpr expr = new PgOp(op, ImmutableArray.Create(left.Expr, right.Expr)) { At = left.Expr.At };
        if (left.IsConstant && right.IsConstant)
        {
            expr = ConstantFolder.Fold(expr);
            if (expr is PgConst { IsTrue: true } or PgConst { IsKnown: false })
            {
                // Two values that are not known may well be equal.
                return;
            }
        }

        var bits = root.Bits(expr);
        var pseudoConstant = bits == 0;
        if (pseudoConstant)
        {
            root.HasPseudoConstantQuals = true;
            bits = equivalence.BelowOuterJoin ? equivalence.Bits : root.Bits(root.Query.From);
        }

        distributor.Place(new Clause(expr, bits)
        {
            LeftBits = left.Bits, RightBits = right.Bits, IsPushedDown = true, NullableBits = left.Nullable | right.Nullable,
            IsPseudoConstant = pseudoConstant, Family = pseudoConstant ? null : equivalence.Family,
        });
    }

    private void DeriveWithoutConstant(EquivalenceClass equivalence, ClauseDistributor distributor)
    {
        var previous = new Dictionary<ulong, EquivalenceMember>();
        foreach (var member in equivalence.Members)
        {
            if (PlannerRoot.IsSingle(member.Bits))
            {
                if (previous.TryGetValue(member.Bits, out var before))
                {
                    Imply(equivalence, before, member, distributor);
                }

                previous[member.Bits] = member;
            }

            distributor.NeedColumns(member.Expr, equivalence.Bits);
        }
    }
}
