using System.Collections.Generic;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Syntax;

/// <summary>A query as written: SELECT, VALUES, a set operation or a write, with what may stand around it.</summary>
internal abstract class QuerySyntax
{
    public int Start { get; set; }

    public int End { get; set; }

    public WithSyntax? With { get; set; }

    public List<OrderSyntax> OrderBy { get; set; } = [];

    public ExprSyntax? Limit { get; set; }

    public ExprSyntax? Offset { get; set; }

    public bool WithTies { get; set; }

    public List<LockSyntax> Locks { get; } = [];
}

internal sealed class SelectSyntax : QuerySyntax
{
    public bool Distinct { get; set; }

    public List<ExprSyntax> DistinctOn { get; set; } = [];

    public List<OutputSyntax> Output { get; } = [];

    public List<FromSyntax> From { get; set; } = [];

    public ExprSyntax? Where { get; set; }

    public List<ExprSyntax> GroupBy { get; set; } = [];

    public ExprSyntax? Having { get; set; }

    public List<WindowSyntax> Windows { get; } = [];
}

internal sealed class ValuesSyntax(List<List<ExprSyntax>> rows) : QuerySyntax
{
    public List<List<ExprSyntax>> Rows { get; } = rows;
}

internal sealed class SetSyntax(SetKind kind, bool all, QuerySyntax left, QuerySyntax right) : QuerySyntax
{
    public SetKind Kind { get; } = kind;

    public bool All { get; } = all;

    public QuerySyntax Left { get; } = left;

    public QuerySyntax Right { get; } = right;

    /// <summary>How many set operations stand below each other on the left side.</summary>
    public int Chain { get; } = left is SetSyntax inner ? inner.Chain + 1 : 0;

    /// <summary>Whether something stands around the operation that makes it a query of its own inside another one.</summary>
    public bool HasTail => With is not null || OrderBy.Count > 0 || Limit is not null || Offset is not null || Locks.Count > 0;
}

internal sealed class WithSyntax(bool recursive, List<CteSyntax> items)
{
    public bool Recursive { get; } = recursive;

    public List<CteSyntax> Items { get; } = items;
}

internal sealed class CteSyntax(string name, List<string> columns, bool? materialized, QuerySyntax query)
{
    public string Name { get; } = name;

    public List<string> Columns { get; } = columns;

    public bool? Materialized { get; } = materialized;

    public QuerySyntax Query { get; } = query;

    public int Start { get; set; }

    public int End { get; set; }

    /// <summary>SEARCH or CYCLE stands behind it, which adds columns.</summary>
    public List<string> ExtraColumns { get; set; } = [];

    /// <summary>SEARCH stands behind it.</summary>
    public bool Searches { get; set; }
}

internal sealed class OutputSyntax(ExprSyntax expr, string? name)
{
    public ExprSyntax Expr { get; } = expr;

    public string? Name { get; } = name;
}

internal sealed class OrderSyntax(ExprSyntax expr, bool descending)
{
    public ExprSyntax Expr { get; } = expr;

    public bool Descending { get; } = descending;
}

/// <summary>A window: named in a WINDOW clause, or what stands behind OVER.</summary>
internal sealed class WindowSyntax
{
    /// <summary>The name that a WINDOW clause gives it.</summary>
    public string? Name { get; set; }

    /// <summary>The window it refers to or builds on.</summary>
    public string? Base { get; set; }

    public List<ExprSyntax> PartitionBy { get; set; } = [];

    public List<OrderSyntax> OrderBy { get; set; } = [];
}

internal sealed class LockSyntax(string strength, List<string> tables)
{
    public string Strength { get; } = strength;

    public List<string> Tables { get; } = tables;

    public int Start { get; set; }

    public int End { get; set; }
}
