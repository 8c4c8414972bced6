using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>OrderBy, ThenBy, Reverse.</summary>
internal sealed partial class TranslationRun
{
    private Rows? OrderBy(Rows rows, OperatorNode op, Env env, bool descending, bool append)
    {
        if (op.Lambda(0) is not { } lambda)
        {
            return UnreadArgument(op);
        }

        return OrderByShape(rows, Bind(lambda.Body, Over(lambda, env, rows.Element)), descending, append, op);
    }

    private Rows? OrderByElement(Rows rows, bool descending) =>
        OrderByShape(rows, Expand(rows.Element), descending, append: false, null);

    private Rows? OrderByShape(Rows rows, Shape key, bool descending, bool append, OperatorNode? op)
    {
        var keys = new List<Expr>();
        if (!Flatten(key, keys))
        {
            if (Failure is null)
            {
                Fail(key is FailedShape failed ? failed.Reason : "EF Core cannot translate what the rows are ordered by", op?.At ?? Origin.None);
            }

            return null;
        }

        foreach (var expr in keys)
        {
            rows.Select.ApplyOrdering(expr, descending, append);
            append = true;
        }

        return rows;
    }

    private static Rows Reverse(Rows rows)
    {
        rows.Select.ReverseOrderings();
        return rows;
    }

    /// <summary>The values a key is made of: of an entity its key's, of an object its parts'.</summary>
    private bool Flatten(Shape shape, List<Expr> into)
    {
        switch (Force(shape))
        {
            case ScalarShape scalar:
                into.Add(scalar.Value);
                return true;
            case EntityShape entity:
                foreach (var property in entity.Entity.Entity.Key)
                {
                    if (entity.Entity.Entity.FindProperty(property) is { } column)
                    {
                        into.Add(entity.Entity.Columns.Column(column));
                    }
                }

                return true;
            case SingleShape single when ScalarOf(single, Origin.None) is { } value:
                into.Add(value);
                return true;
            default:
                return false;
        }
    }
}
