using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Finishing;

/// <summary>UPDATE … FROM and DELETE … USING.</summary>
internal sealed partial class Finisher
{
    public Query Write(CommandKind kind, Select select, FromTable target, List<(string Column, Expr Value, Origin At)> assignments, Origin at)
    {
        _visible.Add(select);
        foreach (var entry in select.Tables)
        {
            _ids[entry.Table] = _next++;
        }

        var set = ImmutableArray.CreateBuilder<Assignment>();
        foreach (var (column, value, written) in assignments)
        {
            set.Add(new Assignment(column, Resolve(value, optimized: false)) { At = written });
        }

        // Conditions of inner joins stand in WHERE, before the query's own.
        var conjuncts = new List<Expr>();
        foreach (var entry in select.Tables)
        {
            if (entry is { Kind: EntryKind.Inner, On: { } on })
            {
                if (on is BoolExpr { Op: BoolOp.And } and)
                {
                    conjuncts.AddRange(and.Args);
                }
                else
                {
                    conjuncts.Add(on);
                }
            }
        }

        conjuncts.AddRange(select.Where);
        var where = Condition(conjuncts);
        var sources = new List<Source>();
        var items = ImmutableArray.CreateBuilder<FromNode>();
        FromNode? last = null;
        for (var i = 0; i < select.Tables.Count; i++)
        {
            var entry = select.Tables[i];
            if (ReferenceEquals(entry.Table, target) || (entry.Prunable && !_used.Contains(entry.Table)))
            {
                continue;
            }

            // First the condition: what it names must be given by a subquery that is joined.
            var on = entry is { Kind: EntryKind.Left, On: { } condition } ? Resolve(condition, optimized: true) : new Constant(true) { Type = SqlType.Bool };
            var source = SourceOf(entry.Table, entry.Kind);
            sources.Add(source);
            FromNode leaf = new FromSource(source.Id);
            if (entry.Kind is EntryKind.Left or EntryKind.OuterApply && last is not null)
            {
                items.RemoveAt(items.Count - 1);
                leaf = new FromJoin(JoinKind.Left, last, leaf, on) { At = entry.At };
            }

            last = leaf;
            items.Add(leaf);
        }

        var name = ((BaseTable)target).Name;
        var table = new TableSource(_ids[target], Alias(target, _ids[target]), name) { Display = ((BaseTable)target).Display, At = target.At };
        _visible.Remove(select);
        return new Query
        {
            At = at,
            Command = kind,
            Sources = sources.ToImmutableArray(),
            From = new FromList(items.ToImmutable(), where),
            Write = new WriteTarget(table) { Assignments = set.ToImmutable() },
        };
    }
}
