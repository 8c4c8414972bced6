using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Contains over rows: IN, or EXISTS where NULLs or several columns ask for it.</summary>
internal sealed partial class TranslationRun
{
    private Expr? ContainsIn(Rows rows, OperatorNode op, Env env)
    {
        if (op.Arguments.Length != 1)
        {
            NotTranslated(op);
            return null;
        }

        var item = Expand(Bind(op.Arguments[0], env));
        var element = ApplyPending(rows);
        if (Failure is not null)
        {
            return null;
        }

        var value = item switch
        {
            ScalarShape scalar when element is ScalarShape => scalar.Value,
            SingleShape single when element is ScalarShape => ScalarOf(single, op.At),
            _ => null,
        };
        if (element is EntityShape { Entity: { Entity.Key.Count: 1 } entity } && KeyValues(item, entity, op.At) is [var key]
            && entity.Entity.FindProperty(entity.Entity.Key[0]) is { } property)
        {
            value = key;
            element = new ScalarShape(entity.Columns.Column(property), null);
        }

        if (value is not null && element is ScalarShape output)
        {
            var select = rows.Select;
            if (select.Limit is null && select.Offset is null)
            {
                select.Orderings.Clear();
            }

            select.Distinct = false;
            select.Fixed = null;
            return new ClrContains(Typed(value, output.Value.Type), select, output.Value) { Type = SqlType.Bool, At = op.At };
        }

        if (AreEqual(element, item, op.At, negated: false) is not { } equal)
        {
            Fail("EF Core cannot translate this Contains", op.At);
            return null;
        }

        rows.Select.ApplyPredicate(equal);
        return Exists(rows.Select, op.At);
    }
}
