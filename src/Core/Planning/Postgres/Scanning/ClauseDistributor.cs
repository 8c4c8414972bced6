using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Brings conditions to the sources and joins they apply to (<c>distribute_qual_to_rels</c> in <c>initsplan.c</c>).</summary>
internal sealed class ClauseDistributor(PlannerRoot root, EquivalenceMaker equivalences)
{
    public List<Clause> LeftJoinClauses { get; } = new();

    public List<Clause> RightJoinClauses { get; } = new();

    public List<Clause> FullJoinClauses { get; } = new();

    /// <param name="expr">The condition.</param>
    /// <param name="belowOuterJoin">It is on the nullable side of an outer join.</param>
    /// <param name="scope">The sources under the node it stands at.</param>
    /// <param name="joinScope">Of an outer join's own condition: the sources that join needs.</param>
    /// <param name="kept">Of an outer join's own condition: the sources whose rows it keeps.</param>
    public void Distribute(PgExpr expr, bool belowOuterJoin, ulong scope, ulong joinScope, ulong kept, bool full)
    {
        var bits = root.Bits(expr);
        var pseudoConstant = false;
        if (bits == 0)
        {
            if (joinScope != 0)
            {
                bits = joinScope;
            }
            else
            {
                bits = scope;
                if (!PgTraits.IsVolatile(expr))
                {
                    pseudoConstant = true;
                    root.HasPseudoConstantQuals = true;
                    if (!belowOuterJoin)
                    {
                        bits = root.Bits(root.Query.From);
                    }
                }
            }
        }

        var isOwn = (bits & kept) != 0;
        var nullable = 0UL;
        var delayed = false;
        var mayBeEquivalence = false;
        if (isOwn)
        {
            CheckDelay(ref bits, ref nullable, false);
            bits = joinScope;
        }
        else
        {
            delayed = CheckDelay(ref bits, ref nullable, true);
            if (delayed && IsRedundantNullTest(expr))
            {
                return;
            }

            if (!delayed)
            {
                mayBeEquivalence = true;
                belowOuterJoin |= kept != 0;
            }
        }

        var op = expr as PgOp;
        var binary = op is { IsBinary: true };
        var clause = new Clause(expr, bits)
        {
            LeftBits = binary ? root.Bits(op!.Left) : 0,
            RightBits = binary ? root.Bits(op!.Right) : 0,
            IsPushedDown = !isOwn,
            OuterBits = kept,
            NullableBits = nullable,
            IsPseudoConstant = pseudoConstant,
            Family = Family(op, pseudoConstant),
        };
        if (!PlannerRoot.IsSingle(bits))
        {
            NeedColumns(expr, bits);
        }

        if (clause.Family is not null)
        {
            if (mayBeEquivalence)
            {
                if (equivalences.Process(clause, belowOuterJoin))
                {
                    return;
                }
            }
            else if (isOwn && clause.CanJoin)
            {
                if ((clause.LeftBits & ~kept) == 0 && (clause.RightBits & kept) == 0)
                {
                    LeftJoinClauses.Add(clause);
                    return;
                }

                if ((clause.RightBits & ~kept) == 0 && (clause.LeftBits & kept) == 0)
                {
                    RightJoinClauses.Add(clause);
                    return;
                }

                if (full)
                {
                    FullJoinClauses.Add(clause);
                    return;
                }
            }
        }

        Place(clause);
    }

    /// <summary>The family of an equality that equality classes may use (<c>check_mergejoinable</c>).</summary>
    private static string? Family(PgOp? op, bool pseudoConstant) =>
        op is { IsBinary: true, Operator.IsMergeable: true } && !pseudoConstant && !PgTraits.IsVolatile(op) ? op.Operator.Family : null;

    /// <summary><c>distribute_restrictinfo_to_rels</c>.</summary>
    public void Place(Clause clause)
    {
        foreach (var rel in root.Rels.Values)
        {
            if ((rel.Bit & clause.Required) == 0)
            {
                continue;
            }

            if (rel.Bit == clause.Required)
            {
                if (AlwaysTrue(rel, clause))
                {
                    return;
                }

                rel.BaseClauses.Add(clause);
            }
            else
            {
                rel.JoinClauses.Add(clause);
            }
        }
    }

    /// <summary>
    /// From PostgreSQL 17 on, IS NOT NULL of a column that cannot be NULL is dropped and IS NULL of it is false
    /// (<c>restriction_is_always_true</c>, <c>restriction_is_always_false</c>).
    /// </summary>
    private bool AlwaysTrue(Rel rel, Clause clause)
    {
        if (root.Global.Options.PostgresVersion < 17 || clause.NullableBits != 0)
        {
            return false;
        }

        if (clause.Expr is PgNullTest { IsNull: true } isNull && NeverNull(rel, isNull.Args[0]))
        {
            clause.Expr = PgConst.False;
            return false;
        }

        return clause.Expr switch
        {
            PgNullTest { IsNull: false } notNull => NeverNull(rel, notNull.Args[0]),
            PgBool { Logic: PgLogic.Or } or => System.Linq.ImmutableArrayExtensions.Any(or.Args, arg => arg is PgNullTest { IsNull: false } notNull && NeverNull(rel, notNull.Args[0])),
            _ => false,
        };
    }

    private static bool NeverNull(Rel rel, PgExpr arg) =>
        arg is PgVar { Column: > 0 } var && var.Source == rel.Source.Id && rel.Source.Table is { } table && var.Column <= rel.Source.Columns.Count
        && table.FindColumn(rel.Source.Columns[var.Column - 1]) is { Nullable: false };

    public void NeedColumns(PgExpr expr, ulong where)
    {
        foreach (var var in PgWalk.Vars(expr))
        {
            if (root.Rels.TryGetValue(var.Source, out var rel))
            {
                rel.Needed[var.Column] = (rel.Needed.TryGetValue(var.Column, out var known) ? known : 0) | where;
            }
        }
    }

    /// <summary>
    /// A condition over a column that a lower outer join makes NULL must wait for that join (<c>check_outerjoin_delay</c>).
    /// </summary>
    private bool CheckDelay(ref ulong bits, ref ulong nullable, bool fromAbove)
    {
        var delayed = false;
        var named = bits;
        bool again;
        do
        {
            again = false;
            foreach (var join in root.SpecialJoins)
            {
                if ((bits & join.MinRight) != 0 || (join.Kind == JoinKind.Full && (bits & join.MinLeft) != 0))
                {
                    if ((join.MinLeft & ~bits) != 0 || (join.MinRight & ~bits) != 0)
                    {
                        bits |= join.MinLeft | join.MinRight;
                        delayed = true;
                        again = true;
                    }

                    nullable |= join.MinRight;
                    if (join.Kind == JoinKind.Full)
                    {
                        nullable |= join.MinLeft;
                    }
                    else if (fromAbove && (bits & join.MinLeft) != 0 && root.Global.Options.PostgresVersion < 16)
                    {
                        join.DelaysUpper = true;
                    }
                }
            }
        }
        while (again);
        nullable &= named;
        return delayed;
    }

    /// <summary><c>check_redundant_nullability_qual</c>: an anti-join below already says IS NULL.</summary>
    private bool IsRedundantNullTest(PgExpr expr) =>
        expr is PgNullTest { IsNull: true } test && test.Args[0] is PgVar var
        && root.SpecialJoins.Exists(join => join.Kind == JoinKind.Anti && (join.SynRight & root.Bit(var.Source)) != 0);
}
