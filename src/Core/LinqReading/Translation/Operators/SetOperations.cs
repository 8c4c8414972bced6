using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Union, Concat, Intersect, Except.</summary>
internal sealed partial class TranslationRun
{
    private Rows? SetOperation(Rows left, OperatorNode op, Env env, SetKind kind, bool all)
    {
        if (op.Arguments.Length != 1)
        {
            return NotTranslated(op);
        }

        var first = ApplyPending(left);
        if (Failure is not null || Build(op.Arguments[0], env) is not { } right)
        {
            return null;
        }

        var second = ApplyPending(right);
        if (Failure is not null)
        {
            return null;
        }

        var firstArm = DetachArm(left.Select);
        var secondArm = DetachArm(right.Select);
        firstArm.Fixed = [];
        secondArm.Fixed = [];
        var table = new SetTable(kind, all, firstArm, secondArm) { At = op.At };
        firstArm.AsTable = table;
        secondArm.AsTable = table;
        left.Select.Add(EntryKind.First, table, null);
        var paired = Pair(first, second, table, left.Owner, "c", op);
        var element = paired is NewShape ? Snapshot(paired, left.Owner, closed: true) : paired;
        if (element is null)
        {
            Fail("EF Core cannot translate a set operation over rows of different make", op.At);
            return null;
        }

        left.Element = element;
        return left;
    }

    /// <summary>What a SELECT holds, as one of its own; a limited one stays a subquery inside it.</summary>
    private static Selects.Select DetachArm(Selects.Select select)
    {
        if (select.Limit is not null || select.Offset is not null)
        {
            select.PushDown();
        }

        select.PushDown(liftOrderings: false);
        var arm = ((SubqueryTable)select.Tables[0].Table).Query;
        select.Tables.Clear();
        arm.Orderings.Clear();
        return arm;
    }

    private Shape? Pair(Shape first, Shape second, SetTable table, RowsOwner owner, string name, OperatorNode op)
    {
        switch (Force(first), Force(second))
        {
            case (ScalarShape a, ScalarShape b):
                return new ScalarShape(PutPair(a.Value, b.Value, table, name), a.Type);
            case (EntityShape a, EntityShape b):
                return PairEntities(a.Entity, b.Entity, table, owner);
            case (NewShape a, NewShape b) when a.Parts.Length == b.Parts.Length:
                var parts = ImmutableArray.CreateBuilder<NewPart>(a.Parts.Length);
                foreach (var part in a.Parts)
                {
                    var other = part.Name is null ? b.Parts[parts.Count].Value : b.Find(part.Name);
                    if (other is null || Pair(part.Value, other, table, owner, part.Name ?? name, op) is not { } paired)
                    {
                        return null;
                    }

                    parts.Add(new NewPart(part.Name, paired));
                }

                return a.Of(parts.MoveToImmutable());
            default:
                return null;
        }
    }

    private Shape? PairEntities(EntityRef a, EntityRef b, SetTable table, RowsOwner owner)
    {
        var names = new Dictionary<string, string>();
        var columnsOfB = new Dictionary<string, Expr>();
        foreach (var (expr, column) in ColumnsOf(b, withOwned: false))
        {
            columnsOfB[column] = expr;
        }

        foreach (var (expr, column) in ColumnsOf(a, withOwned: false))
        {
            var other = columnsOfB.TryGetValue(column, out var found) ? found : new Constant(null);
            names[column] = ((LogicalColumn)PutPair(expr, other, table, column)).Name;
        }

        var entity = a.Entity.Id == b.Entity.Id ? a.Entity : Model!.IsSameOrBelow(a.Entity, b.Entity) ? b.Entity : a.Entity;
        return new EntityShape(new EntityRef(entity, new NamedColumns(table, names), owner)
        {
            Optional = a.Optional || b.Optional,
            Includes = a.Includes,
            LastInclude = a.LastInclude,
            Display = a.Display,
        });
    }

    private static Expr PutPair(Expr first, Expr second, SetTable table, string name)
    {
        var output = Selects.Select.UniqueName(table.Left.Fixed!, first is LogicalColumn column ? column.Name : first is LogicalSlot slot ? slot.Slot.Name : name);
        table.Left.Fixed!.Add(new Slot(table.Left, first, output));
        table.Right.Fixed!.Add(new Slot(table.Right, second, output));
        return new LogicalColumn(table, output, Nullability.CanBeNull(first) || Nullability.CanBeNull(second)) { Type = first.Type };
    }
}
