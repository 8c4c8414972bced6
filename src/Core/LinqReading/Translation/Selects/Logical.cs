using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>
/// A column of a table wherever that table stands by now: operators push tables down into subqueries after expressions over
/// them were made, so where a column is read from is settled when the whole query is known (<see cref="Finishing.Finisher"/>).
/// </summary>
internal sealed record LogicalColumn(FromTable Table, string Name, bool CanBeNull) : Expr;

/// <summary>An expression in a select list, wherever that list stands by now.</summary>
internal sealed record LogicalSlot(Slot Slot) : Expr;

/// <summary>A subquery that is not finished yet.</summary>
internal sealed record LogicalSubquery(SubLinkKind Kind, Select Query, ImmutableArray<Expr> Outputs) : Expr
{
    /// <summary>Whether it can give NULL.</summary>
    public bool CanBeNull { get; init; }
}

/// <summary>An equality in C#'s sense; which SQL it takes depends on what can be NULL (EF Core's <c>SqlNullabilityProcessor</c>).</summary>
internal sealed record ClrEquality(Expr Left, Expr Right, bool Negated) : Expr;

/// <summary>IN over a subquery, in C#'s sense.</summary>
internal sealed record ClrContains(Expr Item, Select Query, Expr Output) : Expr;

/// <summary>An entry of a select list.</summary>
internal sealed class Slot(Select owner, Expr expr, string name)
{
    public Select Owner { get; set; } = owner;

    public Expr Expr { get; set; } = expr;

    public string Name { get; } = name;
}
