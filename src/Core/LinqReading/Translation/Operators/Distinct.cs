using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Distinct.</summary>
internal sealed partial class TranslationRun
{
    private Rows? Distinct(Rows rows, OperatorNode op)
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

        var select = rows.Select;
        element = Store(select, element, "c");
        if (select.Limit is Constant { Value: 1L })
        {
            rows.Element = element;
            return rows;
        }

        if (select.Limit is not null || select.Offset is not null)
        {
            select.PushDown();
        }

        select.Distinct = true;
        select.Fixed = OutputList(select, element);
        rows.Element = Snapshot(element, rows.Owner, closed: element is NewShape);
        return rows;
    }

    /// <summary>
    /// Makes the pending projection part of the SELECT, as EF Core does before operators that work on whole rows: navigations
    /// in it are joined, and a SELECT that is DISTINCT already becomes a subquery.
    /// </summary>
    private Shape ApplyPending(Rows rows)
    {
        var element = Expand(rows.Element);
        if (rows.Projected && rows.Select.Distinct)
        {
            rows.Select.PushDown();
        }

        rows.Projected = false;
        rows.Element = element;
        return element;
    }

    /// <summary>
    /// The entities of a shape as rows of their own: what was joined to them before is not looked at again. Closed ones have
    /// no navigations to EF Core.
    /// </summary>
    private static Shape Snapshot(Shape shape, RowsOwner owner, bool closed = false)
    {
        switch (shape)
        {
            case EntityShape entity:
                return new EntityShape(entity.Entity.Snapshot(entity.Entity.Columns, owner, closed));
            case NewShape made:
                var parts = ImmutableArray.CreateBuilder<NewPart>(made.Parts.Length);
                foreach (var part in made.Parts)
                {
                    parts.Add(part with { Value = Snapshot(part.Value, owner, closed) });
                }

                return made.Of(parts.MoveToImmutable());
            default:
                return shape;
        }
    }

    /// <summary>The select list of a shape, each column once.</summary>
    private List<Slot> OutputList(Selects.Select select, Shape shape)
    {
        var list = new List<Slot>();
        Collect(shape, "c");
        return list;

        void Collect(Shape part, string name)
        {
            switch (part)
            {
                case ScalarShape scalar:
                    Put(scalar.Value, scalar.Value is LogicalColumn read ? read.Name : scalar.Value is LogicalSlot slot ? slot.Slot.Name : name);
                    break;
                case EntityShape entity:
                    foreach (var (expr, column) in ColumnsOf(entity.Entity))
                    {
                        Put(expr, column);
                    }

                    break;
                case NewShape made:
                    foreach (var inner in made.Parts)
                    {
                        Collect(inner.Value, inner.Name ?? name);
                    }

                    break;
            }
        }

        void Put(Expr expr, string name)
        {
            foreach (var known in list)
            {
                if (Selects.Select.SameColumn(known.Expr, expr))
                {
                    return;
                }
            }

            list.Add(new Slot(select, expr, Selects.Select.UniqueName(list, name)));
        }
    }
}
