using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Carries a constant over an outer join's condition: where the kept side's column equals a constant, rows of the other side
/// matter only where theirs does too (<c>reconsider_outer_join_clauses</c> in <c>equivclass.c</c>).
/// </summary>
internal sealed class OuterJoinClauses(PlannerRoot root, EquivalenceMaker equivalences, ClauseDistributor distributor)
{
    public void Run()
    {
        bool found;
        do
        {
            found = false;
            for (var i = 0; i < distributor.LeftJoinClauses.Count; i++)
            {
                if (Reconsider(distributor.LeftJoinClauses[i], true))
                {
                    found = true;
                    PutBack(distributor.LeftJoinClauses[i]);
                    distributor.LeftJoinClauses.RemoveAt(i--);
                }
            }

            for (var i = 0; i < distributor.RightJoinClauses.Count; i++)
            {
                if (Reconsider(distributor.RightJoinClauses[i], false))
                {
                    found = true;
                    PutBack(distributor.RightJoinClauses[i]);
                    distributor.RightJoinClauses.RemoveAt(i--);
                }
            }

            for (var i = 0; i < distributor.FullJoinClauses.Count; i++)
            {
                if (ReconsiderFull(distributor.FullJoinClauses[i]))
                {
                    found = true;
                    PutBack(distributor.FullJoinClauses[i]);
                    distributor.FullJoinClauses.RemoveAt(i--);
                }
            }
        }
        while (found);
        PlaceAll(distributor.LeftJoinClauses);
        PlaceAll(distributor.RightJoinClauses);
        PlaceAll(distributor.FullJoinClauses);
    }

    /// <summary>The condition itself is redundant now. From PostgreSQL 16 on, TRUE takes its place, and Citus no longer sees the keys joined.</summary>
    private void PutBack(Clause clause) =>
        distributor.Place(root.Global.Options.PostgresVersion < 16
            ? clause
            : new Clause(PgConst.True, clause.Required) { IsPushedDown = clause.IsPushedDown, OuterBits = clause.OuterBits });

    private void PlaceAll(List<Clause> clauses)
    {
        foreach (var clause in clauses)
        {
            distributor.Place(clause);
        }
    }

    private bool Reconsider(Clause clause, bool outerOnLeft)
    {
        var op = (PgOp)clause.Expr;
        var (outer, outerType) = outerOnLeft ? (op.Left, op.Operator.Left!) : (op.Right, op.Operator.Right);
        var (inner, innerType) = outerOnLeft ? (op.Right, op.Operator.Right) : (op.Left, op.Operator.Left!);
        foreach (var equivalence in root.Equivalences)
        {
            if (!equivalence.HasConstant || equivalence.HasVolatile || equivalence.Family != clause.Family)
            {
                continue;
            }

            if (!equivalence.Members.Exists(member => member.Type.Name == outerType.Name && member.Expr.Same(outer)))
            {
                continue;
            }

            return Imply(equivalence, clause, inner, innerType, outerOnLeft ? clause.RightBits : clause.LeftBits);
        }

        return false;
    }

    private bool Imply(EquivalenceClass equivalence, Clause clause, PgExpr inner, SqlType innerType, ulong innerBits)
    {
        var matched = false;
        foreach (var constant in equivalence.Members.ToArray())
        {
            if (!constant.IsConstant)
            {
                continue;
            }

            var op = OperatorResolver.ComparisonOperator("=", innerType, constant.Type);
            if (op.Family != equivalence.Family)
            {
                continue;
            }

            matched |= equivalences.Process(
                new Clause(new PgOp(op, ImmutableArray.Create(inner, constant.Expr)) { At = clause.Expr.At }, innerBits)
                {
                    LeftBits = innerBits, IsPushedDown = true, NullableBits = clause.NullableBits & innerBits, Family = op.Family,
                },
                true);
        }

        return matched;
    }

    /// <summary>Of FULL JOIN … USING: the merged column, COALESCE of both sides, equals a constant.</summary>
    private bool ReconsiderFull(Clause clause)
    {
        var op = (PgOp)clause.Expr;
        foreach (var equivalence in root.Equivalences.ToArray())
        {
            if (!equivalence.HasConstant || equivalence.Family != clause.Family)
            {
                continue;
            }

            var merged = equivalence.Members.Find(member => member.Expr is PgForm { Kind: PgFormKind.Coalesce, Args.Length: 2 } coalesce
                && coalesce.Args[0].Same(op.Left) && coalesce.Args[1].Same(op.Right));
            if (merged is null)
            {
                continue;
            }

            var left = Imply(equivalence, clause, op.Left, op.Operator.Left!, clause.LeftBits);
            var right = Imply(equivalence, clause, op.Right, op.Operator.Right, clause.RightBits);
            if (left && right)
            {
                equivalence.Members.Remove(merged);
                return true;
            }
        }

        return false;
    }
}
