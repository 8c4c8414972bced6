using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>DefaultIfEmpty where it is not part of a join.</summary>
internal sealed partial class TranslationRun
{
    private Rows? DefaultIfEmpty(Rows rows, OperatorNode op)
    {
        if (op.Arguments.Length > 0)
        {
            return NotTranslated(op);
        }

        var element = ApplyPending(rows);
        if (Failure is not null)
        {
            return null;
        }

        element = Store(rows.Select, element, "c");
        AddEmptyRow(rows);
        rows.Element = Snapshot(element, rows.Owner, closed: element is NewShape);
        MarkOptional(rows.Element);
        return rows;
    }

    /// <summary><c>FROM (SELECT NULL) e LEFT JOIN … ON TRUE</c>.</summary>
    private static void AddEmptyRow(Rows rows)
    {
        var select = rows.Select;
        if (select.Orderings.Count > 0 || select.NeedsPushDownAsInner)
        {
            select.PushDown();
        }

        var table = select.Tables[0].Table;
        select.Tables.Clear();
        var empty = new Selects.Select();
        empty.Fixed = [new Slot(empty, new Constant(null), "empty")];
        var dummy = new SubqueryTable(empty);
        empty.AsTable = dummy;
        select.Add(EntryKind.First, dummy, null);
        select.Add(EntryKind.Left, table, new Constant(true) { Type = SqlType.Bool });
        table.Optional = true;
    }
}
