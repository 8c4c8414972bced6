using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Scanning;

/// <summary>A condition and where it applies (<c>RestrictInfo</c>).</summary>
internal sealed class Clause(PgExpr expr, ulong required)
{
    public PgExpr Expr { get; set; } = expr;

    /// <summary>The sources that must be joined before it can be checked.</summary>
    public ulong Required { get; } = required;

    public ulong LeftBits { get; init; }

    public ulong RightBits { get; init; }

    /// <summary>It comes from above the join at which it is checked.</summary>
    public bool IsPushedDown { get; init; }

    /// <summary>Of an outer join's own condition: the sources of the side that keeps its rows.</summary>
    public ulong OuterBits { get; init; }

    /// <summary>The sources that a lower outer join may have made NULL.</summary>
    public ulong NullableBits { get; init; }

    /// <summary>It names no column and nothing volatile.</summary>
    public bool IsPseudoConstant { get; init; }

    /// <summary>The family in which it is an equality; null when no equality class can use it.</summary>
    public string? Family { get; init; }

    public bool CanJoin => LeftBits != 0 && RightBits != 0 && (LeftBits & RightBits) == 0;

    /// <summary>The same condition over other sources.</summary>
    public Clause With(ulong required) => new(Expr, required)
    {
        LeftBits = LeftBits, RightBits = RightBits, IsPushedDown = IsPushedDown, OuterBits = OuterBits, NullableBits = NullableBits,
        IsPseudoConstant = IsPseudoConstant, Family = Family,
    };

    /// <summary>The same condition with an arm of a UNION ALL in its union's place.</summary>
    public Clause ForArm(ulong parent, ulong child)
    {
        ulong Swap(ulong bits) => (bits & parent) == 0 ? bits : (bits & ~parent) | child;
        return new Clause(Expr, Swap(Required))
        {
            LeftBits = Swap(LeftBits), RightBits = Swap(RightBits), IsPushedDown = IsPushedDown, OuterBits = Swap(OuterBits),
            NullableBits = Swap(NullableBits), IsPseudoConstant = IsPseudoConstant, Family = Family,
        };
    }

    public bool IsFalse => Expr is PgConst { IsFalseOrNull: true };
}

/// <summary>A source of the join tree (<c>RelOptInfo</c>).</summary>
internal sealed class Rel(PgSource source, ulong bit)
{
    public PgSource Source { get; } = source;

    public ulong Bit { get; } = bit;

    public System.Collections.Generic.List<Clause> BaseClauses { get; } = new();

    public System.Collections.Generic.List<Clause> JoinClauses { get; } = new();

    /// <summary>By column: the joins that need it, with the top bit for the select list.</summary>
    public System.Collections.Generic.Dictionary<int, ulong> Needed { get; } = new();

    public ulong DirectLateral { get; set; }

    public ulong Lateral { get; set; }

    public bool HasLateralReferencers { get; set; }

    /// <summary>It was proved to give no row.</summary>
    public bool IsDummy { get; set; }

    /// <summary>Its outer join was removed.</summary>
    public bool IsDead { get; set; }

    public const ulong Final = 1UL << 63;
}

/// <summary>A join whose place is not free (<c>SpecialJoinInfo</c>).</summary>
internal sealed class SpecialJoin(JoinKind kind)
{
    public JoinKind Kind { get; } = kind;

    public ulong MinLeft { get; set; }

    public ulong MinRight { get; set; }

    public ulong SynLeft { get; init; }

    public ulong SynRight { get; init; }

    public bool LeftStrict { get; init; }

    /// <summary>A condition that must wait for it keeps joins above it from changing places with it; PostgreSQL 15 only.</summary>
    public bool DelaysUpper { get; set; }

    /// <summary>Of a semi-join: its right side can be made unique, and then joined first.</summary>
    public bool CanUnique { get; init; }
}
