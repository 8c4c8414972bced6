using System.Text;
using ShardSafety.Core.Queries;

namespace ShardSafety.Agreement.Linq;

/// <summary>
/// What matters of a query's shape to a sharded plan, as text that is equal for two readings of the same query: sources by
/// table and nesting, kinds of joins, what columns are compared to what, grouping, DISTINCT, limits, set operations and the
/// kinds of subqueries. Names of aliases and of passed-on columns, functions and the order of conjuncts take no part.
/// </summary>
internal sealed class ShapeComparer
{
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, Query> _subqueries = [];
    private int _tables;

    public static string Digest(Statement statement) => statement.Query is { } query ? new ShapeComparer().Of(query, 0) : statement.Verb;

    private string Of(Query query, int depth)
    {
        if (depth > 60)
        {
            return "…";
        }

        var pad = new string(' ', depth * 2);
        var text = new StringBuilder();
        if (query.Write is { } write)
        {
            Name(write.Target);
        }

        foreach (var source in query.Sources)
        {
            Name(source);
        }

        if (query.SetOperation is { } set)
        {
            return pad + "set " + Of(set, query, depth);
        }

        text.Append(pad).Append(query.Command);
        if (query.Distinct)
        {
            text.Append(" distinct");
        }

        if (query.Write is { } target)
        {
            text.Append(' ').Append(_names[target.Target.Id]).Append(" set ").Append(string.Join(",", target.Assignments.Select(a => a.Column + "=" + Expression(a.Value, depth)).Order(StringComparer.Ordinal)));
        }

        text.AppendLine();
        foreach (var item in query.From.Items)
        {
            From(item, query, depth + 1, text, "from");
        }

        Conjuncts(query.From.Where, "where", depth, text);
        if (query.GroupBy.Length > 0)
        {
            text.Append(pad).Append(" group ").AppendLine(string.Join(",", query.GroupBy.Select(g => Expression(g, depth)).Order(StringComparer.Ordinal)));
        }

        Conjuncts(query.Having, "having", depth, text);
        if (query.Limit is not null || query.Offset is not null)
        {
            text.Append(pad).Append(query.Limit is null ? " offset" : query.Offset is null ? " limit" : " limit offset").AppendLine();
        }

        var output = query.Output.Select(o => Expression(o.Expr, depth)).Where(o => query.Distinct || o.Contains('(')).Distinct().Order(StringComparer.Ordinal).ToList();
        if (output.Count > 0)
        {
            text.Append(pad).Append(" gives ").AppendLine(string.Join(",", output));
        }

        return text.ToString().TrimEnd();
    }

    private void Name(Source source)
    {
        _names[source.Id] = source is TableSource table ? table.Table.Name + "#" + ++_tables : "?";
        if (source is SubquerySource subquery)
        {
            _subqueries[source.Id] = subquery.Query;
            if (subquery.Query.SetOperation is null)
            {
                foreach (var inner in subquery.Query.Sources)
                {
                    Name(inner);
                }
            }
        }
    }

    private string Of(SetNode node, Query query, int depth)
    {
        if (node is SetBranch branch)
        {
            return $"{branch.Kind}{(branch.All ? " all" : "")} (\n{Of(branch.Left, query, depth + 1)}\n{Of(branch.Right, query, depth + 1)})";
        }

        return query.Sources.OfType<SubquerySource>().FirstOrDefault(s => s.Id == ((SetLeaf)node).Source) is { } arm
            ? new ShapeComparer().Of(arm.Query, depth + 1) + "\n" + new string(' ', depth * 2) + "  columns " + string.Join(",", arm.Query.Output.Select(o => Expression(o.Expr, depth)))
            : "?";
    }

    private void From(FromNode node, Query query, int depth, StringBuilder text, string how)
    {
        var pad = new string(' ', depth * 2);
        switch (node)
        {
            case FromJoin join:
                From(join.Left, query, depth, text, how);
                From(join.Right, query, depth, text, join.On is null or Constant ? join.Kind + " cross" : join.Kind.ToString());
                Conjuncts(join.On is Constant ? null : join.On, "on", depth, text);
                break;
            case FromList list:
                foreach (var item in list.Items)
                {
                    From(item, query, depth, text, how);
                }

                Conjuncts(list.Where, "on", depth, text);
                break;
            case FromSource leaf:
                var source = query.Sources.FirstOrDefault(s => s.Id == leaf.Source);
                text.Append(pad).Append(how).Append(' ');
                text.AppendLine(source switch
                {
                    TableSource => _names[source.Id],
                    SubquerySource subquery => (subquery.Lateral && how.EndsWith("cross", StringComparison.Ordinal) ? "lateral " : "") + "(\n" + Of(subquery.Query, depth + 1) + ")",
                    FunctionSource function => function.Call.Name + "()",
                    ValuesSource => "values",
                    CteSource => "cte",
                    _ => "?",
                });
                break;
        }
    }

    private void Conjuncts(Expr? condition, string word, int depth, StringBuilder text)
    {
        if (condition is null)
        {
            return;
        }

        var args = condition is BoolExpr { Op: BoolOp.And } and ? Flatten(and) : [condition];
        foreach (var line in args.Where(a => a is not NullTest { IsNull: false } and not OpExpr { Operator: "=", Left: Constant, Right: Constant }).Select(a => Expression(a, depth)).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(' ', depth * 2).Append(' ').Append(word).Append(' ').AppendLine(line);
        }
    }

    private static IEnumerable<Expr> Flatten(BoolExpr and) =>
        and.Args.SelectMany(a => a is BoolExpr { Op: BoolOp.And } inner ? Flatten(inner) : [a]);

    /// <summary>Equality and row comparisons in full, everything else as what it is made of.</summary>
    private string Expression(Expr expr, int depth)
    {
        if (depth > 60)
        {
            return "…";
        }

        switch (expr)
        {
            case ColumnRef column:
                return Column(column, 0);
            case Constant:
                return "const";
            case Parameter:
                return "@";
            case OpExpr { Operator: "=", Left: { } left, Right: var right }:
                var sides = new[] { Expression(left, depth + 1), Expression(right, depth + 1) };
                Array.Sort(sides, StringComparer.Ordinal);
                return sides[0] + " = " + sides[1];
            case BoolExpr logic when logic.Args.Where(a => a is not NullTest).Select(a => Expression(a, depth + 1)).Distinct().Count() == 1:
                return Expression(logic.Args.First(a => a is not NullTest), depth + 1);
            case BoolExpr logic:
                return logic.Op + "(" + string.Join(",", logic.Args.Where(a => a is not NullTest).Select(a => Expression(a, depth + 1)).Distinct().Order(StringComparer.Ordinal)) + ")";
            case NotExpr { Arg: NotExpr inner }:
                return Expression(inner.Arg, depth + 1);
            case NotExpr { Arg: BoolExpr { Op: BoolOp.And } and } when and.Args.Count(a => a is not NullTest) == 1:
                return "not(" + Expression(and.Args.First(a => a is not NullTest), depth + 1) + ")";
            case NotExpr not:
                return "not(" + Expression(not.Arg, depth + 1) + ")";
            case SubLink link:
                return link.Kind + (link.Test is null ? "" : " " + Expression(link.Test, depth + 1)) + " (\n" + Of(link.Query, depth + 2) + ")";
            case ArrayOpExpr { All: true, Operator: "<>" } none:
                return "not(any(" + Expression(none.Left, depth + 1) + "))";
            case ArrayOpExpr array:
                return "any(" + Expression(array.Left, depth + 1) + ")";
            case AggregateExpr aggregate:
                return "agg(" + string.Join(",", Parts(aggregate, depth)) + ")";
            case WindowExpr window:
                return "window(" + string.Join(",", window.Window.PartitionBy.Select(p => Expression(p, depth + 1)).Order(StringComparer.Ordinal)) + ")";
            case CastExpr plain when Parts(plain.Arg, depth).Count == 0:
                return Expression(plain.Arg, depth + 1);
            case CoalesceExpr { Args: [var first, Constant] }:
                return Expression(first, depth + 1);
            case CastExpr { Arg: AggregateExpr or CoalesceExpr } cast:
                return Expression(cast.Arg, depth + 1);
            default:
                var parts = Parts(expr, depth);
                return parts.Count == 0 ? "value" : "of{" + string.Join(",", parts) + "}";
        }
    }

    private List<string> Parts(Expr expr, int depth)
    {
        var found = new List<string>();
        foreach (var child in Children(expr))
        {
            if (child is ColumnRef or SubLink or AggregateExpr or WindowExpr)
            {
                found.Add(Expression(child, depth + 1));
            }
            else
            {
                found.AddRange(Parts(child, depth));
            }
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<Expr> Children(Expr expr) => expr switch
    {
        BoolExpr b => b.Args,
        NotExpr n => [n.Arg],
        NullTest n => [n.Arg],
        BooleanTest n => [n.Arg],
        DistinctExpr d => [d.Left, d.Right],
        OpExpr o => o.Left is null ? [o.Right] : [o.Left, o.Right],
        ArrayOpExpr a => [a.Left, a.Array],
        ArrayExpr a => a.Items,
        RowExpr r => r.Items,
        FuncExpr f => f.Args,
        CastExpr c => [c.Arg],
        CaseExpr c => c.Whens.SelectMany(w => new[] { w.When, w.Then }).Concat(c.Else is null ? [] : [c.Else]).Concat(c.Subject is null ? [] : [c.Subject]),
        CoalesceExpr c => c.Args,
        MinMaxExpr m => m.Args,
        AggregateExpr a => a.Filter is null ? a.Args : a.Args.Add(a.Filter),
        _ => [],
    };

    /// <summary>The table's column that a reference leads to, through subqueries that pass it on.</summary>
    private string Column(ColumnRef column, int depth)
    {
        if (depth < 50 && _subqueries.TryGetValue(column.Source, out var query))
        {
            if (query.Output.FirstOrDefault(o => o.Name == column.Name)?.Expr is { } inner && query.SetOperation is null)
            {
                return inner is ColumnRef next ? Column(next, depth + 1) : inner is WindowExpr or AggregateExpr ? Expression(inner, depth + 1) : "computed";
            }

            return "set." + (query.Output.Select((o, i) => (o.Name, i)).FirstOrDefault(o => o.Name == column.Name).i);
        }

        return _names.GetValueOrDefault(column.Source, "?") + "." + column.Name;
    }
}
