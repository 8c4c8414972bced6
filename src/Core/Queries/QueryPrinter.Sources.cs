using System.Collections.Immutable;

namespace ShardSafety.Core.Queries;

/// <summary>What rows come from and go to.</summary>
internal sealed partial class QueryPrinter
{
    private void WriteFrom(Query query)
    {
        for (var i = 0; i < query.From.Items.Length; i++)
        {
            Add(i > 0 ? ", " : " from ");
            Write(query.From.Items[i], query);
        }

        WriteOptional(" where ", query.From.Where);
    }

    private void Write(FromNode node, Query query)
    {
        switch (node)
        {
            case FromSource leaf:
                WriteSource(leaf.Source, query);
                break;
            case FromJoin join when ++_depth < Deepest:
                Add("(");
                Write(join.Left, query);
                Add(" " + join.Kind.ToString().ToLowerInvariant() + " join ");
                Write(join.Right, query);
                WriteOptional(" on ", join.On);
                Add(")");
                _depth--;
                break;
            case FromList list:
                Add("(");
                for (var i = 0; i < list.Items.Length; i++)
                {
                    Add(i > 0 ? ", " : "");
                    Write(list.Items[i], query);
                }

                WriteOptional(" where ", list.Where);
                Add(")");
                break;
            default:
                Add("…");
                break;
        }
    }

    private void WriteSource(int id, Query query)
    {
        foreach (var source in query.Sources)
        {
            if (source.Id == id)
            {
                Write(source);
                return;
            }
        }

        Add("#" + id);
    }

    private void Write(Source source)
    {
        Add(source.Lateral && source is not FunctionSource ? "lateral " : "");
        switch (source)
        {
            case TableSource table:
                Add((table.Only ? "only " : "") + table.Table + "#" + table.Id + (table.Sampled ? " sampled" : ""));
                break;
            case SubquerySource subquery:
                Add("(");
                Write(subquery.Query);
                Add(")#" + subquery.Id);
                break;
            case FunctionSource function:
                Write(function.Call);
                Add((function.WithOrdinality ? " ordinality" : "") + "#" + function.Id);
                break;
            case ValuesSource values:
                WriteRows(values.Rows);
                Add("#" + values.Id);
                break;
            case CteSource cte:
                Add("cte " + cte.Cte + "#" + cte.Id);
                break;
            case UnknownSource unknown:
                Add("unknown(" + unknown.Reason + ")#" + unknown.Id);
                break;
        }
    }

    private void WriteRows(ImmutableArray<ImmutableArray<Expr>> rows)
    {
        Add("values");
        for (var i = 0; i < rows.Length; i++)
        {
            Add(i > 0 ? ", (" : " (");
            WriteAll(rows[i]);
            Add(")");
        }
    }

    private void Write(SetNode node, Query query)
    {
        switch (node)
        {
            case SetLeaf leaf:
                WriteSource(leaf.Source, query);
                break;
            case SetBranch branch when ++_depth < Deepest:
                Add("{");
                Write(branch.Left, query);
                Add(" " + branch.Kind.ToString().ToLowerInvariant() + (branch.All ? " all " : " "));
                Write(branch.Right, query);
                Add("}");
                _depth--;
                break;
            default:
                Add("…");
                break;
        }
    }

    private void WriteChange(Query query, WriteTarget write)
    {
        Add(query.Command.ToString().ToLowerInvariant() + " " + write.Target.Table + "#" + write.Target.Id);
        if (write.Columns is { } columns)
        {
            Add(" (" + string.Join(", ", columns) + ")");
        }

        if (query.Command == CommandKind.Insert)
        {
            Add(" ");
            if (write.Rows is { } rows)
            {
                WriteSource(rows, query);
            }
        }

        WriteAssignments(" set ", write.Assignments);
        WriteFrom(query);
        WriteOptional(" on ", write.MergeOn);
        foreach (var action in write.MergeActions)
        {
            Add(" when " + action.Match.ToString().ToLowerInvariant());
            WriteOptional(" and ", action.Condition);
            Add(" then " + (action.Kind?.ToString().ToLowerInvariant() ?? "nothing"));
            WriteAssignments(" ", action.Assignments);
            if (action.Kind == CommandKind.Insert)
            {
                Add(" (" + string.Join(", ", action.InsertColumns) + ") ");
                WriteRows([action.InsertValues]);
            }
        }

        if (write.OnConflict is { } conflict)
        {
            WriteOptional(" on conflict where ", conflict.TargetWhere);
            Add(" on conflict do " + (conflict.Assignments.IsEmpty ? "nothing" : "update"));
            WriteAssignments(" ", conflict.Assignments);
            WriteOptional(" where ", conflict.Where);
            Add(conflict.Excluded >= 0 && !conflict.Assignments.IsEmpty ? " excluded#" + conflict.Excluded : "");
        }

        if (!query.Output.IsEmpty)
        {
            Add(" returning ");
            WriteOutputs(query.Output);
        }
    }

    private void WriteAssignments(string before, ImmutableArray<Assignment> assignments)
    {
        for (var i = 0; i < assignments.Length; i++)
        {
            Add((i > 0 ? ", " : before) + assignments[i].Column + " = ");
            Write(assignments[i].Value);
        }
    }
}
