using System.Collections.Generic;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Syntax;

/// <summary>INSERT, UPDATE, DELETE or MERGE.</summary>
internal sealed class WriteSyntax(CommandKind kind, TableSyntax target) : QuerySyntax
{
    public CommandKind Kind { get; } = kind;

    public TableSyntax Target { get; } = target;

    /// <summary>The columns an INSERT names; null without a list.</summary>
    public List<string>? Columns { get; set; }

    /// <summary>The rows of an INSERT; null for DEFAULT VALUES.</summary>
    public QuerySyntax? Rows { get; set; }

    public ConflictSyntax? Conflict { get; set; }

    /// <summary>SET of an UPDATE.</summary>
    public List<SetItemSyntax> Set { get; set; } = [];

    /// <summary>FROM of an UPDATE, USING of a DELETE or MERGE.</summary>
    public List<FromSyntax> From { get; set; } = [];

    public ExprSyntax? Where { get; set; }

    /// <summary>WHERE CURRENT OF a cursor.</summary>
    public bool CurrentOf { get; set; }

    /// <summary>ON of a MERGE.</summary>
    public ExprSyntax? On { get; set; }

    public List<MergeSyntax> Actions { get; } = [];

    public List<OutputSyntax> Returning { get; set; } = [];
}

/// <summary><c>a = value</c>, or <c>(a, b) = value</c>.</summary>
internal sealed class SetItemSyntax(List<string> columns, ExprSyntax value, bool row)
{
    public List<string> Columns { get; } = columns;

    public ExprSyntax Value { get; } = value;

    public bool Row { get; } = row;

    public int Start { get; set; }

    public int End { get; set; }
}

internal sealed class ConflictSyntax
{
    public List<ExprSyntax> Target { get; set; } = [];

    /// <summary>WHERE behind the target, which says which partial index is meant.</summary>
    public ExprSyntax? TargetWhere { get; set; }

    public bool Update { get; set; }

    public List<SetItemSyntax> Set { get; set; } = [];

    public ExprSyntax? Where { get; set; }
}

internal sealed class MergeSyntax(MergeMatch match, ExprSyntax? condition)
{
    public MergeMatch Match { get; } = match;

    public ExprSyntax? Condition { get; } = condition;

    /// <summary>Null for DO NOTHING.</summary>
    public CommandKind? Kind { get; set; }

    public List<SetItemSyntax> Set { get; set; } = [];

    public List<string> Columns { get; set; } = [];

    /// <summary>Empty for DEFAULT VALUES.</summary>
    public List<ExprSyntax> Values { get; set; } = [];
}

/// <summary>A whole command.</summary>
internal sealed class StatementSyntax(StatementKind kind, string verb)
{
    public StatementKind Kind { get; } = kind;

    public string Verb { get; } = verb;

    public QuerySyntax? Query { get; set; }

    public List<TableSyntax> Tables { get; } = [];

    public Unreadable? Error { get; set; }
}
