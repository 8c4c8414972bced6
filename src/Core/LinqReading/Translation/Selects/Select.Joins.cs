using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>Joins (EF Core's <c>SelectExpression.AddJoin</c>): a lateral join becomes a plain one where its condition allows.</summary>
internal sealed partial class Select
{
    /// <summary>Joins another select to this one.</summary>
    /// <param name="kind">How.</param>
    /// <param name="inner">What.</param>
    /// <param name="on">The condition; null for cross joins and applies.</param>
    /// <param name="projected">What the inner select gives, for an apply: it stays lateral when that names the outer.</param>
    public void Join(EntryKind kind, Select inner, Expr? on, IReadOnlyList<Expr> projected, Origin at = default)
    {
        if (kind is EntryKind.CrossApply or EntryKind.OuterApply && TryUnapply(kind, inner, projected, at))
        {
            return;
        }

        if (NeedsPushDownAsOuter)
        {
            PushDown();
        }

        FromTable table;
        if (inner.NeedsPushDownAsInner || inner.Tables.Count == 0)
        {
            inner.PushDown();
        }

        table = inner.Tables[0].Table;
        if (kind is EntryKind.Left or EntryKind.OuterApply)
        {
            table.Optional = true;
        }
        else if (kind == EntryKind.Right)
        {
            foreach (var entry in Tables)
            {
                entry.Table.Optional = true;
            }
        }

        // What the inner select holds belongs to this one from here on.
        foreach (var slot in inner.Slots)
        {
            slot.Owner = this;
            Slots.Add(slot);
        }

        inner.Slots.Clear();
        Add(kind, table, on, at);
    }

    private bool TryUnapply(EntryKind kind, Select inner, IReadOnlyList<Expr> projected, Origin at)
    {
        var limit = inner.Limit;
        var offset = inner.Offset;
        if (inner.Distinct && inner.IsLimited)
        {
            return false;
        }

        inner.ClearLimits();
        var conditions = inner.IsGrouped ? inner.Having : inner.Where;
        var kept = new List<Expr>(conditions);
        var keys = JoinKeys.Extract(this, inner, conditions, projected, allowInequality: limit is null && offset is null);
        if (keys is null || JoinKeys.NamesOuter(this, inner, projected))
        {
            conditions.Clear();
            conditions.AddRange(kept);
            inner.RestoreLimits(limit, offset);
            return false;
        }

        if (limit is not null || offset is not null)
        {
            NumberRows(inner, keys, limit, offset);
        }

        Join(kind == EntryKind.CrossApply ? EntryKind.Inner : EntryKind.Left, inner, JoinKeys.Condition(keys), projected, at);
        return true;
    }

    /// <summary>A limit for each outer row becomes ROW_NUMBER() over the join's columns.</summary>
    private static void NumberRows(Select inner, List<JoinKey> keys, Expr? limit, Expr? offset)
    {
        var partitions = ImmutableArray.CreateBuilder<Expr>();
        foreach (var key in keys)
        {
            if (key.Operator == "=")
            {
                partitions.Add(key.Inner);
            }
        }

        var orderings = inner.Orderings.ToImmutableArray();
        inner.Orderings.Clear();
        var row = inner.AddSlot(new WindowExpr("row_number", ImmutableArray<Expr>.Empty, new WindowSpec(partitions.ToImmutable(), orderings)) { Type = SqlType.Int8 }, "row");
        inner.PushDown();
        var number = new LogicalSlot(row) { Type = SqlType.Int8 };
        if (offset is not null)
        {
            inner.Where.Add(new OpExpr("<", offset, number) { Type = SqlType.Bool });
            limit = limit is null ? null : new OpExpr("+", offset, limit) { Type = SqlType.Int4 };
        }

        if (limit is not null)
        {
            inner.Where.Add(new OpExpr("<=", number, limit) { Type = SqlType.Bool });
        }
    }
}
