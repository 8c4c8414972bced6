using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Only UNION can be pushed down, and only over distributed tables (<c>DeferErrorIfUnsupportedUnionQuery</c>).</summary>
internal static class UnionRules
{
    public static CitusRefusal? Check(PgQuery query)
    {
        var kind = RecurringKind.None;
        if (Find(query, query.SetOperation!, ref kind) is { } refusal)
        {
            return refusal;
        }

        var detail = kind switch
        {
            RecurringKind.ReferenceTable => "Reference tables are not supported with union operator",
            RecurringKind.Function => "Table functions are not supported with union operator",
            RecurringKind.EmptyFrom => "Subqueries without a FROM clause are not supported with union operator",
            RecurringKind.IntermediateResult => "Complex subqueries and CTEs are not supported within a UNION",
            RecurringKind.Values => "VALUES is not supported within a UNION",
            _ => null,
        };
        return detail is null ? null : new CitusRefusal(CitusWords.CannotPushDown, detail) { At = query.At };
    }

    /// <summary>Outer branches first, as the statements were collected; the first recurring arm ends the search.</summary>
    private static CitusRefusal? Find(PgQuery query, PgSetNode node, ref RecurringKind kind)
    {
        if (node is not PgSetBranch branch)
        {
            return null;
        }

        if (branch.Kind != SetKind.Union)
        {
            return new CitusRefusal(CitusWords.CannotPushDown, "Intersect and Except are currently unsupported") { At = query.At };
        }

        foreach (var side in new[] { branch.Left, branch.Right })
        {
            if (side is PgSetLeaf leaf && query.Find(leaf.Source) is { Subquery: { } arm })
            {
                kind = RecurringTuples.OfFrom(arm);
                if (kind != RecurringKind.None)
                {
                    return null;
                }
            }
        }

        foreach (var side in new[] { branch.Left, branch.Right })
        {
            if (Find(query, side, ref kind) is { } refusal)
            {
                return refusal;
            }

            if (kind != RecurringKind.None)
            {
                return null;
            }
        }

        return null;
    }
}
