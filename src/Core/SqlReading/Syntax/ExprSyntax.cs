using System.Collections.Generic;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Syntax;

/// <summary>An expression as written, names unresolved. Made by the parser, read by the binder, then dropped.</summary>
internal abstract class ExprSyntax
{
    public int Start { get; set; }

    public int End { get; set; }
}

/// <summary>A literal whose type its form tells; strings are <see cref="SqlType.Unknown"/> until something resolves them.</summary>
internal sealed class LiteralSyntax(object? value, SqlType type) : ExprSyntax
{
    public object? Value { get; } = value;

    public SqlType Type { get; } = type;
}

internal sealed class ParameterSyntax(string text) : ExprSyntax
{
    public string Text { get; } = text;
}

/// <summary><c>a</c>, <c>a.b</c>, <c>s.a.b</c>; with <see cref="Star"/> the row or its columns (<c>a.*</c>, <c>*</c>).</summary>
internal sealed class NameSyntax(List<string> parts, bool star) : ExprSyntax
{
    public List<string> Parts { get; } = parts;

    public bool Star { get; } = star;
}

internal sealed class LogicSyntax(BoolOp op, List<ExprSyntax> args) : ExprSyntax
{
    public BoolOp Op { get; } = op;

    public List<ExprSyntax> Args { get; } = args;
}

internal sealed class NotSyntax(ExprSyntax arg) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;
}

internal sealed class OperatorSyntax(string name, ExprSyntax? left, ExprSyntax right) : ExprSyntax
{
    public string Name { get; } = name;

    public ExprSyntax? Left { get; } = left;

    public ExprSyntax Right { get; } = right;

    /// <summary>How many operators stand below each other on the left side.</summary>
    public int Chain { get; } = left is OperatorSyntax inner ? inner.Chain + 1 : 0;
}

/// <summary>IS [NOT] NULL, TRUE, FALSE, UNKNOWN.</summary>
internal sealed class IsSyntax(ExprSyntax arg, string what, bool negated) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;

    public string What { get; } = what;

    public bool Negated { get; } = negated;
}

internal sealed class DistinctFromSyntax(ExprSyntax left, ExprSyntax right, bool negated) : ExprSyntax
{
    public ExprSyntax Left { get; } = left;

    public ExprSyntax Right { get; } = right;

    public bool Negated { get; } = negated;
}

internal sealed class BetweenSyntax(ExprSyntax arg, ExprSyntax low, ExprSyntax high, bool negated, bool symmetric) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;

    public ExprSyntax Low { get; } = low;

    public ExprSyntax High { get; } = high;

    public bool Negated { get; } = negated;

    public bool Symmetric { get; } = symmetric;
}

/// <summary>IN over a list.</summary>
internal sealed class InSyntax(ExprSyntax arg, List<ExprSyntax> items, bool negated) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;

    public List<ExprSyntax> Items { get; } = items;

    public bool Negated { get; } = negated;
}

/// <summary><c>arg op ANY (array)</c> or <c>ALL</c>.</summary>
internal sealed class QuantifiedSyntax(string name, ExprSyntax arg, ExprSyntax array, bool all) : ExprSyntax
{
    public string Name { get; } = name;

    public ExprSyntax Arg { get; } = arg;

    public ExprSyntax Array { get; } = array;

    public bool All { get; } = all;
}

/// <summary>A subquery in any place of an expression.</summary>
internal sealed class SubquerySyntax(SubLinkKind kind, string? name, ExprSyntax? test, QuerySyntax query) : ExprSyntax
{
    public SubLinkKind Kind { get; } = kind;

    public string? Name { get; } = name;

    public ExprSyntax? Test { get; } = test;

    public QuerySyntax Query { get; set; } = query;
}

internal sealed class CallSyntax(List<string> name, List<ExprSyntax> args) : ExprSyntax
{
    public List<string> Name { get; } = name;

    public List<ExprSyntax> Args { get; } = args;

    public bool Star { get; set; }

    public bool Distinct { get; set; }

    public List<OrderSyntax> OrderBy { get; set; } = [];

    public bool WithinGroup { get; set; }

    public ExprSyntax? Filter { get; set; }

    public WindowSyntax? Over { get; set; }
}

internal sealed class CastSyntax(ExprSyntax arg, SqlType type) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;

    public SqlType Type { get; } = type;
}

internal sealed class CaseSyntax(ExprSyntax? subject, List<(ExprSyntax When, ExprSyntax Then)> whens, ExprSyntax? otherwise) : ExprSyntax
{
    public ExprSyntax? Subject { get; } = subject;

    public List<(ExprSyntax When, ExprSyntax Then)> Whens { get; } = whens;

    public ExprSyntax? Else { get; } = otherwise;
}

/// <summary>ARRAY[…], ROW(…) and (a, b), COALESCE, GREATEST, LEAST, and the grouping forms, told apart by <see cref="Kind"/>.</summary>
internal sealed class ListSyntax(ListKind kind, List<ExprSyntax> items) : ExprSyntax
{
    public ListKind Kind { get; } = kind;

    public List<ExprSyntax> Items { get; } = items;
}

internal enum ListKind { Array, Row, Coalesce, Greatest, Least, GroupingSets, Cube, Rollup }

/// <summary><c>a[i]</c>, <c>a[i:j]</c> or <c>(row).field</c>.</summary>
internal sealed class AccessSyntax(ExprSyntax arg, List<ExprSyntax> indexes, string? field) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;

    public List<ExprSyntax> Indexes { get; } = indexes;

    public string? Field { get; } = field;

    public bool Slice { get; set; }
}

internal sealed class CollateSyntax(ExprSyntax arg) : ExprSyntax
{
    public ExprSyntax Arg { get; } = arg;
}

internal sealed class DefaultSyntax : ExprSyntax;
