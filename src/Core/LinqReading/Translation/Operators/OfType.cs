using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>OfType and Cast over hierarchies.</summary>
internal sealed partial class TranslationRun
{
    private Rows? OfType(Rows rows, OperatorNode op)
    {
        var target = op.Method.TypeArguments.Length == 1 ? op.Method.TypeArguments[0] : ClrTypes.ElementOf(op.Type);
        if (target is null)
        {
            return NotTranslated(op);
        }

        if (target.SpecialType == SpecialType.System_Object)
        {
            return rows;
        }

        var element = ApplyPending(rows);
        if (Failure is not null)
        {
            return null;
        }

        if (element is not EntityShape entity)
        {
            return rows;
        }

        if (Model?.Find(target) is not { } wanted)
        {
            return rows;
        }

        if (Model.IsSameOrBelow(entity.Entity.Entity, wanted))
        {
            return rows;
        }

        if (!Model.IsSameOrBelow(wanted, entity.Entity.Entity))
        {
            return NotTranslated(op);
        }

        if (op.Name == "OfType" && entity.Entity.Columns is NamedColumns { Table: UnionTable union } && ReferenceEquals(union.Parent, rows.Select) && !rows.Select.IsLimited)
        {
            // Tables of other types are left out of the union, unless it was cut down before.
            var names = Model.WithDerived(wanted).ConvertAll(static e => e.DisplayName);
            union.Arms = union.Arms.RemoveAll(arm => !names.Contains(arm.Type));
        }
        else if (op.Name == "OfType" && TypePredicate(entity.Entity, wanted) is { } predicate)
        {
            rows.Select.ApplyPredicate(predicate);
        }

        rows.Element = new EntityShape(entity.Entity.As(wanted));
        return rows;
    }
}
