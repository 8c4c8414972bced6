using System;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Catalog;

/// <summary>A comparison's place in its btree operator family (<c>stratnum.h</c>, and <c>ROWCOMPARE_NE</c>).</summary>
internal enum PgStrategy { None, Less, LessEqual, Equal, GreaterEqual, Greater, NotEqual }

/// <summary>An operator as <c>pg_operator</c> and <c>pg_amop</c> describe it.</summary>
/// <param name="Name">Its name, <c>!=</c> read as <c>&lt;&gt;</c>.</param>
/// <param name="Left">The left operand's type; null for a prefix operator.</param>
/// <param name="Right">The right operand's type.</param>
/// <param name="Result">The result's type.</param>
internal sealed record PgOperator(string Name, SqlType? Left, SqlType Right, SqlType Result)
{
    /// <summary>The btree family whose strategy it is; null when it belongs to none.</summary>
    public string? Family { get; init; }

    public PgStrategy Strategy { get; init; }

    public Volatility Volatility { get; init; } = Volatility.Immutable;

    public bool Strict { get; init; } = true;

    public bool IsEquality => Strategy == PgStrategy.Equal;

    /// <summary>Whether equality classes may be made of it (<c>op_mergejoinable</c>).</summary>
    public bool IsMergeable => IsEquality && Family is not null;

    /// <summary>The operator that says the opposite, or null.</summary>
    public PgOperator? Negator()
    {
        var name = Name switch
        {
            "<" => ">=", ">" => "<=", "<=" => ">", ">=" => "<", "=" => "<>", "<>" => "=",
            "~~" => "!~~", "!~~" => "~~", "~~*" => "!~~*", "!~~*" => "~~*",
            "~" => "!~", "!~" => "~", "~*" => "!~*", "!~*" => "~*",
            _ => null,
        };
        return name is null ? null : this with { Name = name, Strategy = Opposite(Strategy) };
    }

    private static PgStrategy Opposite(PgStrategy strategy) => strategy switch
    {
        PgStrategy.Less => PgStrategy.GreaterEqual,
        PgStrategy.Greater => PgStrategy.LessEqual,
        PgStrategy.LessEqual => PgStrategy.Greater,
        PgStrategy.GreaterEqual => PgStrategy.Less,
        PgStrategy.Equal => PgStrategy.NotEqual,
        PgStrategy.NotEqual => PgStrategy.Equal,
        _ => strategy,
    };

    public static PgStrategy StrategyOf(string name) => name switch
    {
        "<" => PgStrategy.Less,
        "<=" => PgStrategy.LessEqual,
        "=" => PgStrategy.Equal,
        ">=" => PgStrategy.GreaterEqual,
        ">" => PgStrategy.Greater,
        "<>" => PgStrategy.NotEqual,
        _ => PgStrategy.None,
    };

    public static string Normalize(string name) => name switch
    {
        "!=" => "<>",
        "LIKE" => "~~",
        "NOT LIKE" => "!~~",
        "ILIKE" => "~~*",
        "NOT ILIKE" => "!~~*",
        _ => name,
    };
}
