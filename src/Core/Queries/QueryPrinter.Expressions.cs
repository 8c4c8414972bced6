using System;
using System.Collections.Immutable;
using System.Globalization;

namespace ShardSafety.Core.Queries;

/// <summary>Expressions; constants show their type where their form does not.</summary>
internal sealed partial class QueryPrinter
{
    private void Write(Expr expr)
    {
        if (++_depth > Deepest)
        {
            Add("…");
        }
        else
        {
            WriteExpr(expr);
        }

        _depth--;
    }

    private void WriteExpr(Expr expr)
    {
        switch (expr)
        {
            case ColumnRef column:
                Add("#" + column.Source + "." + column.Name);
                break;
            case RowRef row:
                Add("#" + row.Source + ".*");
                break;
            case Constant constant:
                Add(Text(constant.Value) + (Shows(constant) ? "::" + constant.Type.Name : ""));
                break;
            case Parameter parameter:
                Add(parameter.Identity + (parameter.Type.IsUnknown ? "" : "::" + parameter.Type.Name));
                break;
            case BoolExpr logic:
                WriteList("(", logic.Args, logic.Op == BoolOp.And ? " and " : " or ", ")");
                break;
            case NotExpr not:
                WriteCall("not ", not.Arg);
                break;
            case NullTest test:
                Write(test.Arg);
                Add(test.IsNull ? " is null" : " is not null");
                break;
            case BooleanTest test:
                Write(test.Arg);
                Add((test.Negated ? " is not " : " is ") + (test.Value switch { true => "true", false => "false", _ => "unknown" }));
                break;
            case DistinctExpr distinct:
                WriteBinary(distinct.Left, distinct.Negated ? "is not distinct from" : "is distinct from", distinct.Right);
                break;
            case OpExpr { Left: null } op:
                WriteCall(op.Operator, op.Right);
                break;
            case OpExpr op:
                WriteBinary(op.Left!, op.Operator, op.Right);
                break;
            case ArrayOpExpr op:
                Write(op.Left);
                Add(" " + op.Operator + (op.All ? " all(" : " any("));
                Write(op.Array);
                Add(")");
                break;
            case ArrayExpr array:
                WriteList("[", array.Items, ", ", "]");
                break;
            case RowExpr row:
                WriteList("row(", row.Items, ", ", ")");
                break;
            case FuncExpr call:
                WriteList(call.Name + "(", call.Args, ", ", ")");
                break;
            case CastExpr cast:
                WriteCall("", cast.Arg);
                Add("::" + cast.Type.Name);
                break;
            case CoalesceExpr coalesce:
                WriteList("coalesce(", coalesce.Args, ", ", ")");
                break;
            case MinMaxExpr minMax:
                WriteList(minMax.Greatest ? "greatest(" : "least(", minMax.Args, ", ", ")");
                break;
            case DefaultExpr:
                Add("default");
                break;
            case OpaqueExpr opaque:
                WriteList((opaque.Fatal ? "unknown(" : "opaque(") + opaque.Reason + (opaque.Parts.IsEmpty ? "" : ": "), opaque.Parts, ", ", ")");
                break;
            default:
                WriteLarge(expr);
                break;
        }
    }

    private void WriteLarge(Expr expr)
    {
        switch (expr)
        {
            case CaseExpr choice:
                Add("case");
                WriteOptional(" ", choice.Subject);
                foreach (var when in choice.Whens)
                {
                    WriteOptional(" when ", when.When);
                    WriteOptional(" then ", when.Then);
                }

                WriteOptional(" else ", choice.Else);
                Add(" end");
                break;
            case AggregateExpr call:
                Add("agg ");
                WriteList(call.Name + (call.Star ? "(*" : call.Distinct ? "(distinct " : "("), call.Args, ", ", "");
                WriteOrder(call.WithinGroup ? ") within group (" : " order by ", call.OrderBy);
                Add(")");
                WriteOptional(" filter ", call.Filter);
                break;
            case WindowExpr call:
                WriteList((call.IsAggregate ? "window agg " : "window ") + call.Name + "(", call.Args, ", ", ")");
                WriteOptional(" filter ", call.Filter);
                WriteList(" over (", call.Window.PartitionBy, ", ", "");
                WriteOrder(" order by ", call.Window.OrderBy);
                Add(")");
                break;
            case SubLink link:
                if (link.Test is not null)
                {
                    Write(link.Test);
                    Add(" " + link.Operator + " ");
                }

                Add(link.Kind.ToString().ToLowerInvariant() + " (");
                Write(link.Query);
                Add(")");
                break;
            default:
                Add(expr.GetType().Name);
                break;
        }
    }

    private void WriteBinary(Expr left, string name, Expr right)
    {
        Add("(");
        Write(left);
        Add(" " + name + " ");
        Write(right);
        Add(")");
    }

    private void WriteCall(string name, Expr arg)
    {
        Add(name + "(");
        Write(arg);
        Add(")");
    }

    private void WriteList(string open, ImmutableArray<Expr> items, string between, string close)
    {
        Add(open);
        for (var i = 0; i < items.Length; i++)
        {
            Add(i > 0 ? between : "");
            Write(items[i]);
        }

        Add(close);
    }

    private static bool Shows(Constant constant) => constant.Value switch
    {
        null => false,
        bool => constant.Type.Name != "bool",
        long => constant.Type.Name != "int4",
        decimal => constant.Type.Name != "numeric",
        _ => !constant.Type.IsUnknown,
    };

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => "'" + text.Replace("'", "''") + "'",
        ImmutableArray<object?> items => "{" + string.Join(",", System.Linq.Enumerable.Select(items, Text)) + "}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "?",
    };
}
