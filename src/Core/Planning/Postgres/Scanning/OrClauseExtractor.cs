using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>
/// Where every branch of an OR over several sources says something of one of them, so does the OR
/// (<c>extract_restriction_or_clauses</c> in <c>orclauses.c</c>). PostgreSQL leaves out what lets nearly all rows pass; such a
/// condition names no shard, so here it makes no difference.
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
                    && Extract(root, or, rel) is { } extracted)
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
}
