using System;
using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Whether two sets of sources may be joined, given the joins whose place is not free (<c>join_is_legal</c>).</summary>
internal sealed class JoinLegality(PlannerRoot root)
{
    /// <summary>The members of the list that is being joined.</summary>
    public List<ulong> Initial { get; set; } = new();

    public bool IsLegal(ulong first, ulong second, out SpecialJoin? match, out bool reversed)
    {
        match = null;
        reversed = false;
        var unique = false;
        var mustBeLeft = false;
        var whole = first | second;
        foreach (var join in root.SpecialJoins)
        {
            if ((join.MinRight & whole) == 0 || Within(whole, join.MinRight)
                || (Within(join.MinLeft, first) && Within(join.MinRight, first))
                || (Within(join.MinLeft, second) && Within(join.MinRight, second)))
            {
                continue;
            }

            if (join.Kind == JoinKind.Semi
                && ((Within(join.SynRight, first) && join.SynRight != first) || (Within(join.SynRight, second) && join.SynRight != second)))
            {
                continue;
            }

            bool? found = null;
            if (Within(join.MinLeft, first) && Within(join.MinRight, second))
            {
                found = false;
            }
            else if (Within(join.MinLeft, second) && Within(join.MinRight, first))
            {
                found = true;
            }
            else if (join is { Kind: JoinKind.Semi, CanUnique: true } && join.SynRight == second)
            {
                found = false;
                unique = true;
            }
            else if (join is { Kind: JoinKind.Semi, CanUnique: true } && join.SynRight == first)
            {
                found = true;
                unique = true;
            }

            if (found is { } turned)
            {
                if (match is not null)
                {
                    return false;
                }

                match = join;
                reversed = turned;
                continue;
            }

            if ((first & join.MinRight) != 0 && (second & join.MinRight) != 0)
            {
                continue;
            }

            if (join.Kind != JoinKind.Left || (whole & join.MinLeft) != 0)
            {
                return false;
            }

            mustBeLeft = true;
        }

        if (mustBeLeft && match is not { Kind: JoinKind.Left, LeftStrict: true })
        {
            return false;
        }

        return !root.HasLateral || IsLateralLegal(first, second, match, reversed, unique);
    }

    private bool IsLateralLegal(ulong first, ulong second, SpecialJoin? match, bool reversed, bool unique)
    {
        var forward = (first & Lateral(second)) != 0;
        var backward = (second & Lateral(first)) != 0;
        if (forward && backward)
        {
            return false;
        }

        if (forward && ((match is not null && (reversed || unique || match.Kind == JoinKind.Full)) || (first & Direct(second)) == 0))
        {
            return false;
        }

        if (backward && ((match is not null && (!reversed || unique || match.Kind == JoinKind.Full)) || (second & Direct(first)) == 0))
        {
            return false;
        }

        var whole = first | second;
        var needed = Lateral(whole) & ~whole;
        if (needed == 0)
        {
            return true;
        }

        var plus = whole;
        bool more;
        do
        {
            more = false;
            foreach (var join in root.SpecialJoins)
            {
                if (join.Kind != JoinKind.Full && (join.MinLeft & plus) != 0 && !Within(join.MinRight, plus))
                {
                    plus |= join.MinRight;
                    more = true;
                }
            }
        }
        while (more);
        return (plus & needed) == 0;
    }

    private ulong Lateral(ulong bits) => Sum(bits, static rel => rel.Lateral);

    private ulong Direct(ulong bits) => Sum(bits, static rel => rel.DirectLateral);

    private ulong Sum(ulong bits, Func<Rel, ulong> of)
    {
        var sum = 0UL;
        foreach (var rel in root.Rels.Values)
        {
            if ((rel.Bit & bits) != 0)
            {
                sum |= of(rel);
            }
        }

        return sum & ~bits;
    }

    /// <summary><c>has_join_restriction</c>.</summary>
    public bool IsRestricted(ulong bits)
    {
        foreach (var rel in root.Rels.Values)
        {
            if ((rel.Bit & bits) != 0 && ((rel.Lateral & ~bits) != 0 || (rel.HasLateralReferencers && PlannerRoot.IsSingle(bits))))
            {
                return true;
            }
        }

        foreach (var placeholder in root.Placeholders)
        {
            var at = root.Bits(placeholder);
            if (Within(bits, at) && bits != at)
            {
                return true;
            }
        }

        return root.SpecialJoins.Exists(join => join.Kind != JoinKind.Full
            && !(Within(join.MinLeft, bits) && Within(join.MinRight, bits))
            && ((join.MinLeft & bits) != 0 || (join.MinRight & bits) != 0));
    }

    /// <summary><c>have_join_order_restriction</c>: whether only joining these two lets a later join happen.</summary>
    public bool HasOrderRestriction(ulong first, ulong second, Func<ulong, ulong, bool> relevant)
    {
        if ((first & Direct(second)) != 0 || (second & Direct(first)) != 0)
        {
            return true;
        }

        foreach (var placeholder in root.Placeholders)
        {
            var at = root.Bits(placeholder);
            if (Within(first, at) && Within(second, at))
            {
                return true;
            }
        }

        var restricted = root.SpecialJoins.Exists(join => join.Kind != JoinKind.Full
            && ((Within(join.MinLeft, first) && Within(join.MinRight, second))
                || (Within(join.MinLeft, second) && Within(join.MinRight, first))
                || ((join.MinRight & first) != 0 && (join.MinRight & second) != 0)
                || ((join.MinLeft & first) != 0 && (join.MinLeft & second) != 0)));
        return restricted && !HasLegalClause(first, relevant) && !HasLegalClause(second, relevant);
    }

    private bool HasLegalClause(ulong bits, Func<ulong, ulong, bool> relevant) =>
        Initial.Exists(other => (other & bits) == 0 && relevant(bits, other) && IsLegal(bits, other, out _, out _));

    private static bool Within(ulong bits, ulong of) => (bits & ~of) == 0;
}
