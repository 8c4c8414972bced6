using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Selects;

/// <summary>
/// A SELECT while operators are applied to it. Mutable; follows EF Core's <c>SelectExpression</c> in when it becomes a
/// subquery of itself.
/// </summary>
internal sealed partial class Select
{
    public List<TableEntry> Tables { get; private set; } = [];

    /// <summary>Conjuncts of WHERE.</summary>
    public List<Expr> Where { get; private set; } = [];

    public List<Expr> GroupBy { get; private set; } = [];

    /// <summary>Conjuncts of HAVING.</summary>
    public List<Expr> Having { get; private set; } = [];

    public List<OrderItem> Orderings { get; private set; } = [];

    public Expr? Limit { get; private set; }

    public Expr? Offset { get; private set; }

    public bool Distinct { get; set; }

    /// <summary>The select list where it counts what stands in it: under DISTINCT and in an arm of a set operation.</summary>
    public List<Slot>? Fixed { get; set; }

    /// <summary>Expressions of its select list that later operators refer to.</summary>
    public List<Slot> Slots { get; private set; } = [];

    /// <summary>The table it is by now, once it became a subquery in FROM.</summary>
    public FromTable? AsTable { get; set; }

    /// <summary>What it gives to the query around it, by name; filled when that query is finished.</summary>
    public List<Slot> Exposed { get; } = [];

    public bool IsGrouped => GroupBy.Count > 0;

    public bool IsLimited => Limit is not null || Offset is not null;

    public static Select From(FromTable table)
    {
        var select = new Select();
        select.Add(EntryKind.First, table, null);
        return select;
    }

    public void Add(EntryKind kind, FromTable table, Expr? on, Origin at = default, bool prunable = false)
    {
        table.Parent = this;
        Tables.Add(new TableEntry(Tables.Count == 0 && kind is EntryKind.Inner or EntryKind.Cross ? EntryKind.First : kind, table, on) { At = at, Prunable = prunable });
    }

    public void ApplyPredicate(Expr predicate)
    {
        if (predicate is Constant { Value: true })
        {
            return;
        }

        if (IsLimited)
        {
            PushDown();
        }

        var target = IsGrouped ? Having : Where;
        if (predicate is BoolExpr { Op: BoolOp.And } and)
        {
            target.AddRange(and.Args);
        }
        else
        {
            target.Add(predicate);
        }
    }

    public void ApplyOrdering(Expr expr, bool descending, bool append)
    {
        if (Limit is Constant { Value: 1L })
        {
            return;
        }

        if (!append)
        {
            if (Distinct || IsLimited)
            {
                PushDown();
            }

            Orderings.Clear();
        }

        if (expr is not (Constant or Parameter))
        {
            Orderings.Add(new OrderItem(expr, descending));
        }
    }

    public void ReverseOrderings()
    {
        if (IsLimited)
        {
            PushDown();
        }

        for (var i = 0; i < Orderings.Count; i++)
        {
            Orderings[i] = Orderings[i] with { Descending = !Orderings[i].Descending };
        }
    }

    /// <summary>Take, First and their kin: two limits are one, the smaller.</summary>
    public void ApplyLimit(Expr limit)
    {
        if (Limit is Constant { Value: long old } && limit is Constant { Value: long now })
        {
            if (old > now)
            {
                SetLimit(limit);
            }
        }
        else if (Limit is null)
        {
            SetLimit(limit);
        }
        else if (!Limit.Equals(limit))
        {
            SetLimit(new MinMaxExpr(Greatest: false, ImmutableArray.Create(Limit, limit)) { Type = SqlType.Int4 });
        }
    }

    private void SetLimit(Expr limit)
    {
        Limit = limit;
        if (Offset is null && limit is Constant { Value: 1L })
        {
            Distinct = false;
            Fixed = null;
        }
    }

    public void ApplyOffset(Expr offset)
    {
        if (IsLimited || (Distinct && Orderings.Count == 0))
        {
            PushDown();
        }

        Offset = offset;
    }

    public void ClearLimits()
    {
        Limit = null;
        Offset = null;
    }

    public void RestoreLimits(Expr? limit, Expr? offset)
    {
        Limit = limit;
        Offset = offset;
    }

    /// <summary>Before an aggregate over all rows.</summary>
    public void PrepareForAggregate(bool liftOrderings = true)
    {
        if (Distinct || IsLimited || IsGrouped)
        {
            PushDown(liftOrderings);
        }
    }

    /// <summary>Whether a join to it has to go around it.</summary>
    public bool NeedsPushDownAsOuter => Distinct || IsLimited || IsGrouped;

    /// <summary>Whether it can only be joined as a subquery.</summary>
    public bool NeedsPushDownAsInner => Distinct || IsLimited || Where.Count > 0 || Tables.Count > 1 || IsGrouped;

    /// <summary>Becomes a SELECT over itself. References follow by themselves: they name tables and slots, not places.</summary>
    public void PushDown(bool liftOrderings = true)
    {
        var inner = new Select
        {
            Tables = Tables,
            Where = Where,
            GroupBy = GroupBy,
            Having = Having,
            Orderings = Orderings,
            Limit = Limit,
            Offset = Offset,
            Distinct = Distinct,
            Fixed = Fixed,
            Slots = Slots,
        };
        foreach (var entry in inner.Tables)
        {
            entry.Table.Parent = inner;
        }

        foreach (var slot in inner.Slots)
        {
            slot.Owner = inner;
        }

        Tables = [];
        Where = [];
        GroupBy = [];
        Having = [];
        Limit = null;
        Offset = null;
        Distinct = false;
        Fixed = null;
        Slots = [];
        Orderings = [];
        if (liftOrderings)
        {
            foreach (var ordering in inner.Orderings)
            {
                Orderings.Add(ordering with { Expr = ordering.Expr is LogicalColumn or LogicalSlot ? ordering.Expr : new LogicalSlot(inner.AddSlot(ordering.Expr, "c")) { Type = ordering.Expr.Type } });
            }
        }

        if (!inner.IsLimited)
        {
            inner.Orderings = [];
        }

        var table = new SubqueryTable(inner);
        inner.AsTable = table;
        Add(EntryKind.First, table, null);
    }

    /// <summary>A named place in the select list for an expression.</summary>
    public Slot AddSlot(Expr expr, string name)
    {
        var slot = new Slot(this, expr, name);
        Slots.Add(slot);
        return slot;
    }

    /// <summary>The output name under which the query around it sees an expression.</summary>
    public string Expose(Expr expr, string name)
    {
        var list = Fixed ?? Exposed;
        foreach (var slot in list)
        {
            if (SameColumn(slot.Expr, expr))
            {
                return slot.Name;
            }
        }

        var unique = UniqueName(list, name);
        list.Add(new Slot(this, expr, unique));
        return unique;
    }

    public static string UniqueName(List<Slot> list, string name)
    {
        var unique = name;
        for (var i = 0; Taken(list, unique); i++)
        {
            unique = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return unique;

        static bool Taken(List<Slot> slots, string candidate)
        {
            foreach (var slot in slots)
            {
                if (slot.Name == candidate)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static bool SameColumn(Expr a, Expr b) => (a, b) switch
    {
        (LogicalColumn x, LogicalColumn y) => ReferenceEquals(x.Table, y.Table) && x.Name == y.Name,
        _ => ReferenceEquals(a, b),
    };

    /// <summary>Whether a table stands in this select or in a subquery in its FROM.</summary>
    public bool Holds(FromTable table)
    {
        for (var at = table.Parent; at is not null; at = at.AsTable?.Parent)
        {
            if (ReferenceEquals(at, this))
            {
                return true;
            }
        }

        return false;
    }

    public bool Holds(Slot slot)
    {
        for (var at = slot.Owner; at is not null; at = at.AsTable?.Parent)
        {
            if (ReferenceEquals(at, this))
            {
                return true;
            }
        }

        return false;
    }
}
