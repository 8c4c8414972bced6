using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Finishing;

/// <summary>Set operations: the arms are subquery sources of a query that is nothing else.</summary>
internal sealed partial class Finisher
{
    /// <summary>A SELECT that only passes a set operation's columns on is that set operation.</summary>
    private Query? AsBareSetOperation(Select select, IReadOnlyList<(string Name, Expr Expr)> outputs)
    {
        if (select.Tables.Count != 1 || select.Where.Count > 0 || select.IsGrouped || select.Having.Count > 0
            || select.Distinct || select.Orderings.Count > 0 || select.Limit is not null || select.Offset is not null)
        {
            return null;
        }

        if (select.Tables[0].Table is UnionTable union)
        {
            return AsBareUnion(union, outputs);
        }

        if (select.Tables[0].Table is not SetTable set)
        {
            return null;
        }

        if ((outputs.Count == 0 || (outputs.Count == 1 && ReferenceEquals(outputs[0].Expr, One))) && Prunable(set))
        {
            Empty(set);
            return SetQuery(set);
        }

        var columns = set.Left.Fixed!;
        if (outputs.Count != columns.Count)
        {
            return null;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (outputs[i].Expr is not LogicalColumn column || !ReferenceEquals(column.Table, set) || column.Name != columns[i].Name)
            {
                return null;
            }
        }

        return SetQuery(set);
    }

    /// <summary>A hierarchy's tables with nothing asked of them keep all their columns.</summary>
    private Query? AsBareUnion(UnionTable union, IReadOnlyList<(string Name, Expr Expr)> outputs)
    {
        if (outputs.Count != 0 && outputs.Count != union.Columns.Length)
        {
            return null;
        }

        foreach (var (_, expr) in outputs)
        {
            if (expr is not LogicalColumn column || !ReferenceEquals(column.Table, union))
            {
                return null;
            }
        }

        _columns[union] = [.. union.Columns];
        return UnionQuery(union);
    }

    /// <summary>Columns of UNION ALL that nothing uses are left out, unless an arm is DISTINCT or a set operation that compares rows.</summary>
    private void Prune(SetTable set)
    {
        if (!Prunable(set))
        {
            return;
        }

        if (!_columns.TryGetValue(set, out var used))
        {
            Empty(set);
            return;
        }

        for (var i = set.Left.Fixed!.Count - 1; i >= 0; i--)
        {
            if (!used.Contains(set.Left.Fixed[i].Name) && set.Left.Fixed.Count > 1)
            {
                set.Left.Fixed.RemoveAt(i);
                set.Right.Fixed!.RemoveAt(i);
            }
        }
    }

    private static bool Prunable(SetTable set) => set.All && !set.Left.Distinct && !set.Right.Distinct;

    private static readonly Constant One = new(1L) { Type = SqlType.Int4 };

    /// <summary>Rows that are only counted, or looked for, carry nothing but themselves.</summary>
    private static void Empty(SetTable set)
    {
        set.Left.Fixed = [new Slot(set.Left, One, "c")];
        set.Right.Fixed = [new Slot(set.Right, One, "c")];
    }

    private Query SetQuery(SetTable set)
    {
        var sources = ImmutableArray.CreateBuilder<Source>();
        var tree = Branch(set, sources);
        var output = ImmutableArray.CreateBuilder<OutputColumn>();
        var first = FirstLeaf(tree);
        foreach (var slot in set.Left.Fixed!)
        {
            output.Add(new OutputColumn(slot.Name, new ColumnRef(first, slot.Name) { Type = slot.Expr.Type }));
        }

        return new Query { At = set.At, Sources = sources.ToImmutable(), SetOperation = tree, Output = output.ToImmutable() };
    }

    private SetNode Branch(SetTable set, ImmutableArray<Source>.Builder sources) =>
        new SetBranch(set.Kind, set.All, Arm(set.Left, sources), Arm(set.Right, sources));

    private SetNode Arm(Select arm, ImmutableArray<Source>.Builder sources)
    {
        var outputs = new List<(string, Expr)>();
        foreach (var slot in arm.Fixed!)
        {
            outputs.Add((slot.Name, slot.Expr));
        }

        var query = Finish(arm, outputs);
        if (query is { SetOperation: { } nested })
        {
            sources.AddRange(query.Sources);
            return nested;
        }

        var id = _next++;
        sources.Add(new SubquerySource(id, "arm" + sources.Count, query));
        return new SetLeaf(id);
    }

    private static int FirstLeaf(SetNode node)
    {
        while (node is SetBranch branch)
        {
            node = branch.Left;
        }

        return ((SetLeaf)node).Source;
    }

    /// <summary>The tables of a hierarchy, one for each concrete type.</summary>
    private Query UnionQuery(UnionTable union)
    {
        var sources = ImmutableArray.CreateBuilder<Source>();
        SetNode? tree = null;
        var used = _columns.TryGetValue(union, out var names) ? union.Columns.RemoveAll(column => !names.Contains(column)) : [];
        foreach (var (type, name, columns) in union.Arms)
        {
            var table = new TableSource(_next++, "t", name) { Display = union.Display, At = union.At };
            var output = ImmutableArray.CreateBuilder<OutputColumn>();
            foreach (var column in used)
            {
                output.Add(new OutputColumn(column, columns.Contains(column) ? new ColumnRef(table.Id, column) : new Constant(column == UnionTable.Discriminator ? type : null)));
            }

            if (used.IsEmpty)
            {
                output.Add(new OutputColumn("c", One));
            }

            var arm = new Query { Sources = ImmutableArray.Create<Source>(table), From = new FromList(ImmutableArray.Create<FromNode>(new FromSource(table.Id)), null), Output = output.ToImmutable() };
            if (union.Arms.Length == 1)
            {
                return arm;
            }

            var leaf = new SubquerySource(_next++, "arm" + sources.Count, arm);
            sources.Add(leaf);
            tree = tree is null ? new SetLeaf(leaf.Id) : new SetBranch(SetKind.Union, All: true, tree, new SetLeaf(leaf.Id));
        }

        var first = FirstLeaf(tree!);
        var list = ImmutableArray.CreateBuilder<OutputColumn>();
        foreach (var column in used)
        {
            list.Add(new OutputColumn(column, new ColumnRef(first, column)));
        }

        if (used.IsEmpty)
        {
            list.Add(new OutputColumn("c", new ColumnRef(first, "c")));
        }

        return new Query { At = union.At, Sources = sources.ToImmutable(), SetOperation = tree, Output = list.ToImmutable() };
    }
}
