using System.Collections.Immutable;
using System.Text;

namespace ShardSafety.Core.Queries;

/// <summary>
/// A shape as compact text, for tests and for people who ask how a statement was read. Sources print as <c>table#id</c>,
/// their columns as <c>#id.column</c>.
/// </summary>
internal sealed partial class QueryPrinter
{
    /// <summary>Deeper than this prints as an ellipsis.</summary>
    private const int Deepest = 400;

    private readonly StringBuilder _text = new();
    private int _depth;

    public static string Print(Statement statement)
    {
        var printer = new QueryPrinter();
        printer.Write(statement);
        return printer._text.ToString();
    }

    public static string Print(Query query)
    {
        var printer = new QueryPrinter();
        printer.Write(query);
        return printer._text.ToString();
    }

    public static string Print(Expr expr)
    {
        var printer = new QueryPrinter();
        printer.Write(expr);
        return printer._text.ToString();
    }

    private QueryPrinter Add(string text)
    {
        _text.Append(text);
        return this;
    }

    private void Write(Statement statement)
    {
        if (statement.Kind != StatementKind.Query)
        {
            Add(statement.Verb.ToLowerInvariant());
        }

        foreach (var table in statement.Tables)
        {
            Add(" " + table.Table + "#" + table.Id);
        }

        if (statement.Query is not null)
        {
            Write(statement.Query);
        }

        foreach (var part in statement.Unreadable)
        {
            Add(" unreadable(" + part.Reason + ")");
        }
    }

    private void Write(Query query)
    {
        if (++_depth > Deepest)
        {
            Add("…");
            _depth--;
            return;
        }

        foreach (var item in query.With)
        {
            Add("with " + item.Name + "#" + item.Id + (item.Recursive ? " recursive" : "")
                + (item.Materialized switch { true => " materialized", false => " inlined", _ => "" }) + " (");
            Write(item.Query);
            Add(") ");
        }

        if (query.Write is not null)
        {
            WriteChange(query, query.Write);
        }
        else if (query.SetOperation is not null)
        {
            Write(query.SetOperation, query);
        }
        else
        {
            WriteSelect(query);
        }

        WriteTail(query);
        _depth--;
    }

    private void WriteSelect(Query query)
    {
        Add("select ");
        if (query.Distinct)
        {
            Add("distinct ");
            if (!query.DistinctOn.IsEmpty)
            {
                Add("on (");
                WriteAll(query.DistinctOn);
                Add(") ");
            }
        }

        WriteOutputs(query.Output);
        WriteFrom(query);
        if (!query.GroupingSets.IsEmpty)
        {
            Add(" group by sets (");
            for (var i = 0; i < query.GroupingSets.Length; i++)
            {
                Add(i > 0 ? ", (" : "(");
                WriteAll(query.GroupingSets[i]);
                Add(")");
            }

            Add(")");
        }
        else if (!query.GroupBy.IsEmpty)
        {
            Add(" group by ");
            WriteAll(query.GroupBy);
        }

        WriteOptional(" having ", query.Having);
    }

    private void WriteOutputs(ImmutableArray<OutputColumn> outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            Add(i > 0 ? ", " : "");
            Write(outputs[i].Expr);
            if (outputs[i].Expr is not ColumnRef column || column.Name != outputs[i].Name)
            {
                Add(" as " + outputs[i].Name);
            }
        }
    }

    private void WriteTail(Query query)
    {
        WriteOrder(" order by ", query.OrderBy);
        WriteOptional(" limit ", query.Limit);
        Add(query.WithTies ? " with ties" : "");
        WriteOptional(" offset ", query.Offset);
        foreach (var item in query.Locks)
        {
            Add(" for " + item.Strength.ToLowerInvariant());
            foreach (var source in item.Sources)
            {
                Add(" #" + source);
            }
        }

        foreach (var part in query.Unreadable)
        {
            Add(" unreadable(" + part.Reason + ")");
        }
    }

    private void WriteOptional(string before, Expr? expr)
    {
        if (expr is not null)
        {
            Add(before);
            Write(expr);
        }
    }

    private void WriteOrder(string before, ImmutableArray<OrderItem> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Add(i > 0 ? ", " : before);
            Write(items[i].Expr);
            Add(items[i].Descending ? " desc" : "");
        }
    }

    private void WriteAll(ImmutableArray<Expr> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            Add(i > 0 ? ", " : "");
            Write(items[i]);
        }
    }
}
