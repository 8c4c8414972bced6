using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Tree;

/// <summary>
/// A column of a source. Sources have numbers unique in the statement, so one that is not in the query at hand belongs to an
/// outer query: what PostgreSQL says by <c>varlevelsup</c> and, once planned, by an execution parameter.
/// </summary>
/// <param name="source">The source's number.</param>
/// <param name="column">The column's position from 1; 0 is the whole row, negative a system column.</param>
internal sealed class PgVar(int source, int column, SqlType type) : PgExpr(type, ImmutableArray<PgExpr>.Empty)
{
    public int Source { get; } = source;

    public int Column { get; } = column;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => this;

    protected override bool SameHead(PgExpr other) => other is PgVar var && var.Source == Source && var.Column == Column;
}

/// <summary>
/// A constant; also a parameter, which Citus sees with its value. A value that is not known has an identity: equal
/// identities are equal values, different ones different.
/// </summary>
internal sealed class PgConst : PgExpr
{
    private PgConst(SqlType type, object? value, string? identity, bool isNull)
        : base(type, ImmutableArray<PgExpr>.Empty)
    {
        Value = value;
        Identity = identity;
        IsNull = isNull;
    }

    public static readonly PgConst True = Of(true, SqlType.Bool);

    public static readonly PgConst False = Of(false, SqlType.Bool);

    /// <summary>A bool, long, decimal, double, string, or an ImmutableArray of such for an array; null when null or not known.</summary>
    public object? Value { get; }

    /// <summary>What the value is called, when it is not known.</summary>
    public string? Identity { get; }

    public bool IsNull { get; }

    public bool IsKnown => Identity is null;

    /// <summary>How messages name the value.</summary>
    public string? Display { get; init; }

    public bool IsTrue => Value is true;

    /// <summary>False or NULL: a predicate that lets no row pass.</summary>
    public bool IsFalseOrNull => IsNull || Value is false;

    public static PgConst Of(object value, SqlType type) => new(type, value, null, false);

    public static PgConst Null(SqlType type) => new(type, null, null, true);

    public static PgConst Unknown(string identity, SqlType type) => new(type, null, identity, false);

    public static PgConst Bool(bool value) => value ? True : False;

    /// <summary>The same value under another type.</summary>
    public PgConst As(SqlType type) => new(type, Value, Identity, IsNull) { At = At, Display = Display };

    /// <summary>The same value, written elsewhere.</summary>
    public PgConst With(Origin at, string? display) => new(Type, Value, Identity, IsNull) { At = at, Display = display };

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => this;

    protected override bool SameHead(PgExpr other) =>
        other is PgConst constant && constant.IsNull == IsNull && constant.Identity == Identity && SameValue(constant.Value, Value)
        && constant.Type.Name == Type.Name;

    private static bool SameValue(object? left, object? right) =>
        left is ImmutableArray<object?> first && right is ImmutableArray<object?> second
            ? SameItems(first, second)
            : Equals(left, right);

    private static bool SameItems(ImmutableArray<object?> left, ImmutableArray<object?> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (!SameValue(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Something the front end could not read; a value of unknown make.</summary>
internal sealed class PgOpaque(string reason, Volatility volatility, ImmutableArray<PgExpr> args) : PgExpr(SqlType.Unknown, args)
{
    public string Reason { get; } = reason;

    public Volatility Volatility { get; } = volatility;

    public override PgExpr WithArgs(ImmutableArray<PgExpr> args) => new PgOpaque(Reason, Volatility, args) { At = At };

    protected override bool SameHead(PgExpr other) => false;
}
