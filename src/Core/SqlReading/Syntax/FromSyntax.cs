using System.Collections.Generic;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlReading.Syntax;

/// <summary>An item of FROM as written.</summary>
internal abstract class FromSyntax
{
    public int Start { get; set; }

    public int End { get; set; }

    public string? Alias { get; set; }

    public List<string> Columns { get; set; } = [];
}

internal sealed class TableSyntax(TableName name) : FromSyntax
{
    public TableName Name { get; } = name;

    public bool Only { get; set; }

    public bool Sampled { get; set; }
}

internal sealed class DerivedSyntax(QuerySyntax query) : FromSyntax
{
    public QuerySyntax Query { get; set; } = query;

    public bool Lateral { get; set; }
}

/// <summary>A function in FROM; several for ROWS FROM.</summary>
internal sealed class FunctionSyntax(List<CallSyntax> calls) : FromSyntax
{
    public List<CallSyntax> Calls { get; } = calls;

    public bool Lateral { get; set; }

    public bool WithOrdinality { get; set; }

    /// <summary>The types of a column definition list, beside <see cref="FromSyntax.Columns"/>.</summary>
    public List<SqlType> ColumnTypes { get; set; } = [];

    /// <summary>Columns are not known and not to be asked for (XMLTABLE, JSON_TABLE).</summary>
    public bool OwnColumns { get; set; }
}

internal sealed class JoinSyntax(JoinKind kind, FromSyntax left, FromSyntax right) : FromSyntax
{
    public JoinKind Kind { get; } = kind;

    public FromSyntax Left { get; } = left;

    public FromSyntax Right { get; } = right;

    public ExprSyntax? On { get; set; }

    public bool Natural { get; set; }

    public List<string>? Using { get; set; }

    public string? UsingAlias { get; set; }

    /// <summary>How many joins stand below each other on the left side.</summary>
    public int Chain { get; } = left is JoinSyntax inner ? inner.Chain + 1 : 0;
}
