using System.Collections.Immutable;
using System.Linq;

namespace ShardSafety.Core.Queries;

/// <summary>
/// A scalar expression as PostgreSQL's parser would leave it (compare <c>primnodes.h</c>): names resolved, nothing folded.
/// Immutable. <see cref="At"/> is where it was written and takes no part in what it means.
/// </summary>
internal abstract record Expr
{
    public Origin At { get; init; } = Origin.None;

    public SqlType Type { get; init; } = SqlType.Unknown;
}

/// <summary>
/// A column of a source. Sources are numbered once in a whole statement, so a reference to a source that is not in the
/// query at hand is a correlated one, and pulling a subquery up changes no reference.
/// </summary>
/// <param name="Source">The <see cref="Source.Id"/>.</param>
/// <param name="Name">The column's name in the database, or the output name of a subquery.</param>
internal sealed record ColumnRef(int Source, string Name) : Expr;

/// <summary>The whole row of a source (<c>t</c> or <c>t.*</c> as a value).</summary>
internal sealed record RowRef(int Source) : Expr;

/// <summary>A literal. <paramref name="Value"/> is null for NULL, else a bool, long, decimal, double, string, or an ImmutableArray of such values for an array.</summary>
internal sealed record Constant(object? Value) : Expr
{
    public bool IsNull => Value is null;
}

/// <summary>
/// A value that arrives with the execution. Two parameters are the same value exactly when their identities are equal;
/// Citus sees them as constants, so different identities count as different values.
/// </summary>
/// <param name="Identity">
/// What the value is: a parameter's name, or in C# the path of symbols that leads to it. A flag that is another's negation has
/// the other's with <c>!</c> before it.
/// </param>
/// <param name="Display">How messages name it, in words of the user's code.</param>
internal sealed record Parameter(string Identity, string Display) : Expr
{
    /// <summary>The value, where it is known (recorded statements); else null.</summary>
    public Constant? Bound { get; init; }

    /// <summary>Of a list: its only item, where the code shows that it has one (a parameter or a constant); else null.</summary>
    public Expr? Only { get; init; }
}

/// <summary>Conjunction or disjunction, flattened.</summary>
internal sealed record BoolExpr(BoolOp Op, ImmutableArray<Expr> Args) : Expr
{
    /// <summary>Equal terms make equal expressions, so that a model with such a filter has value equality.</summary>
    public bool Equals(BoolExpr? other) => other is not null && Op == other.Op && Type == other.Type && At == other.At && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => unchecked(((int)Op * 31) + Args.Length);
}

internal enum BoolOp { And, Or }

internal sealed record NotExpr(Expr Arg) : Expr;

/// <summary>IS NULL or IS NOT NULL.</summary>
internal sealed record NullTest(Expr Arg, bool IsNull) : Expr;

/// <summary>IS [NOT] TRUE, FALSE or UNKNOWN.</summary>
internal sealed record BooleanTest(Expr Arg, bool? Value, bool Negated) : Expr;

/// <summary>IS [NOT] DISTINCT FROM.</summary>
internal sealed record DistinctExpr(Expr Left, Expr Right, bool Negated) : Expr;

/// <summary>An operator with one or two operands; <paramref name="Left"/> is null for a prefix operator.</summary>
internal sealed record OpExpr(string Operator, Expr? Left, Expr Right) : Expr;

/// <summary><c>scalar op ANY (array)</c>, <c>ALL</c>, or an IN list, which PostgreSQL reads as the former where it can.</summary>
/// <param name="Operator">The operator, <c>=</c> for IN and <c>&lt;&gt;</c> with <see cref="All"/> for NOT IN.</param>
/// <param name="Left">The scalar.</param>
/// <param name="Array">An <see cref="ArrayExpr"/>, a parameter of array type, or any other expression of array type.</param>
/// <param name="All">ALL rather than ANY.</param>
internal sealed record ArrayOpExpr(string Operator, Expr Left, Expr Array, bool All) : Expr;

internal sealed record ArrayExpr(ImmutableArray<Expr> Items) : Expr;

internal sealed record RowExpr(ImmutableArray<Expr> Items) : Expr;

/// <summary>A function call that is neither an aggregate nor a window function. The name is folded, with its schema if one was written other than pg_catalog.</summary>
internal sealed record FuncExpr(string Name, ImmutableArray<Expr> Args) : Expr
{
    /// <summary>What the front end knows of a function that is not one of PostgreSQL's; null asks the planner's catalogue of functions.</summary>
    public Volatility? Volatility { get; init; }
}

internal enum Volatility { Immutable, Stable, Volatile }

/// <summary>A cast, written or implied by the front end; <see cref="Expr.Type"/> is the target.</summary>
internal sealed record CastExpr(Expr Arg) : Expr
{
    /// <summary>An operator or a column asked for it; nobody wrote it. Citus looks through such casts.</summary>
    public bool Implied { get; init; }
}

/// <summary>CASE; <paramref name="Subject"/> is null for the searched form.</summary>
internal sealed record CaseExpr(Expr? Subject, ImmutableArray<CaseWhen> Whens, Expr? Else) : Expr;

internal sealed record CaseWhen(Expr When, Expr Then);

internal sealed record CoalesceExpr(ImmutableArray<Expr> Args) : Expr;

/// <summary>GREATEST or LEAST.</summary>
internal sealed record MinMaxExpr(bool Greatest, ImmutableArray<Expr> Args) : Expr;

/// <summary>An aggregate call. It belongs to the innermost query one of whose sources its arguments name (as in SQL).</summary>
internal sealed record AggregateExpr(string Name, ImmutableArray<Expr> Args) : Expr
{
    public bool Star { get; init; }

    public bool Distinct { get; init; }

    public Expr? Filter { get; init; }

    public ImmutableArray<OrderItem> OrderBy { get; init; } = ImmutableArray<OrderItem>.Empty;

    public bool WithinGroup { get; init; }
}

/// <summary>A window function call over <paramref name="Window"/>.</summary>
internal sealed record WindowExpr(string Name, ImmutableArray<Expr> Args, WindowSpec Window) : Expr
{
    public bool IsAggregate { get; init; }

    public Expr? Filter { get; init; }
}

internal sealed record WindowSpec(ImmutableArray<Expr> PartitionBy, ImmutableArray<OrderItem> OrderBy);

/// <summary>A subquery inside an expression.</summary>
/// <param name="Kind">How its rows become a value.</param>
/// <param name="Operator">For ANY and ALL: the operator (<c>=</c> for IN; NOT IN is a NOT around it).</param>
/// <param name="Test">For ANY and ALL: the left-hand side, a <see cref="RowExpr"/> for several columns.</param>
/// <param name="Query">The subquery.</param>
internal sealed record SubLink(SubLinkKind Kind, string? Operator, Expr? Test, Query Query) : Expr;

internal enum SubLinkKind { Exists, Any, All, Scalar, Array }

/// <summary>
/// Something the front end could not read to the end, with the parts it could. The planner treats it as a value of
/// unknown make: it never fixes a key. <paramref name="Fatal"/> says that not even its shape (subqueries, tables in it) is
/// known, so the statement's verdict is unknown.
/// </summary>
internal sealed record OpaqueExpr(string Reason, ImmutableArray<Expr> Parts, bool Fatal) : Expr
{
    public Volatility Volatility { get; init; } = Volatility.Volatile;

    /// <summary>Whether it may be what fixes the key: a statement that is not safe without it is unknown with it.</summary>
    public bool MayFixKey { get; init; }
}

/// <summary>DEFAULT in VALUES or SET.</summary>
internal sealed record DefaultExpr : Expr;
