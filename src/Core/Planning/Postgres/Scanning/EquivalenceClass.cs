using System.Collections.Generic;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>Expressions that equal one another wherever all of them can be checked (<c>EquivalenceClass</c>).</summary>
internal sealed class EquivalenceClass(string family)
{
    public string Family { get; } = family;

    public List<EquivalenceMember> Members { get; } = new();

    public List<Clause> Sources { get; } = new();

    public ulong Bits { get; set; }

    public bool HasConstant { get; set; }

    public bool BelowOuterJoin { get; set; }

    public bool HasVolatile { get; set; }

    public EquivalenceMember Add(PgExpr expr, ulong bits, ulong nullable, SqlType type, bool child = false)
    {
        var member = new EquivalenceMember(expr, bits, nullable, type) { IsConstant = bits == 0 && !child, IsChild = child };
        Members.Add(member);
        if (!child)
        {
            Bits |= bits;
            HasConstant |= member.IsConstant;
        }

        return member;
    }

    /// <summary>The constant to derive conditions with: a real one rather than a column of an outer query.</summary>
    public EquivalenceMember? Constant()
    {
        EquivalenceMember? found = null;
        foreach (var member in Members)
        {
            if (member.IsConstant)
            {
                found = member;
                if (member.Expr is PgConst)
                {
                    break;
                }
            }
        }

        return found;
    }
}

/// <param name="Expr">The expression.</param>
/// <param name="Bits">The sources it needs.</param>
/// <param name="Nullable">Those of them that a lower outer join may have made NULL.</param>
/// <param name="Type">The operand's type.</param>
internal sealed record EquivalenceMember(PgExpr Expr, ulong Bits, ulong Nullable, SqlType Type)
{
    public bool IsConstant { get; init; }

    /// <summary>It stands for the parent's member in an arm of a UNION ALL.</summary>
    public bool IsChild { get; init; }
}
