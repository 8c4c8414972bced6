using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Where every branch of an OR over several sources says something of one of them, so does the OR
/// (<c>extract_restriction_or_clauses</c> in <c>orclauses.c</c>).
/// </summary>
internal static class OrClauseExtractor
{
    public static void Run(PlannerRoot root)
    {
        foreach (var rel in root.Rels.Values)
        {
            foreach (var clause in rel.JoinClauses)
            {
                if (clause.Expr is PgBool { Logic: PgLogic.Or } or && (clause.OuterBits & rel.Bit) == 0 && (clause.NullableBits & rel.Bit) == 0
                    && Extract(root, or, rel) is { } extracted && Selectivity(extracted) <= 0.9)
                {
                    rel.BaseClauses.Add(new Clause(extracted, rel.Bit) { IsPushedDown = true });
                }
            }
        }
    }

    private static PgExpr? Extract(PlannerRoot root, PgBool or, Rel rel)
    {
        var branches = ImmutableArray.CreateBuilder<PgExpr>();
        foreach (var branch in or.Args)
        {
            var said = ImmutableArray.CreateBuilder<PgExpr>();
            foreach (var clause in QualCanonicalizer.Clauses(branch))
            {
                if (clause is PgBool { Logic: PgLogic.Or } inner && root.Bits(inner) != rel.Bit)
                {
                    if (branch is PgBool && Extract(root, inner, rel) is { } nested)
                    {
                        said.Add(nested);
                    }
                }
                else if (root.Bits(clause) == rel.Bit && !PgTraits.IsVolatile(clause))
                {
                    said.Add(clause);
                }
            }

            if (said.Count == 0)
            {
                return null;
            }

            branches.Add(PgBool.And(said.ToImmutable()));
        }

        return ConstantFolder.Fold(new PgBool(PgLogic.Or, branches.ToImmutable()));
    }

    /// <summary>What PostgreSQL guesses without statistics: a condition that lets nearly all rows pass is not worth extracting.</summary>
    private static double Selectivity(PgExpr expr) => expr switch
    {
        PgBool { Logic: PgLogic.And } and => and.Args.Aggregate(1.0, static (all, arg) => all * Selectivity(arg)),
        PgBool { Logic: PgLogic.Or } or => or.Args.Aggregate(0.0, static (all, arg) => all + Selectivity(arg) - (all * Selectivity(arg))),
        PgBool not => 1 - Selectivity(not.Args[0]),
        PgOp { Operator.Strategy: PgStrategy.Equal } => 0.005,
        PgOp { Operator.Strategy: PgStrategy.NotEqual } => 0.995,
        PgOp { Operator.Strategy: not PgStrategy.None } => 0.3333,
        PgOp { Operator.Name: "!~~" or "!~~*" or "!~" or "!~*" } => 0.995,
        PgOp => 0.005,
        PgNullTest test => test.IsNull ? 0.005 : 0.995,
        PgArrayOp { Any: true } => 0.05,
        PgArrayOp => 0.95,
        PgConst { IsTrue: true } => 1,
        PgConst => 0,
        _ => 0.5,
    };
}
