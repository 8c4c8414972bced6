using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Select: kept pending, except over groups.</summary>
internal sealed partial class TranslationRun
{
    private Rows? Project(Rows rows, OperatorNode op, Env env)
    {
        if (op.Lambda(0) is not { } lambda)
        {
            return UnreadArgument(op);
        }

        if (lambda.Parameters.Length != 1)
        {
            return NotTranslated(op);
        }

        var inner = Over(lambda, env, rows.Element);
        if (rows.Grouping is not null)
        {
            return ProjectGroups(rows, lambda.Body, inner);
        }

        rows.Element = new PendingShape(lambda.Body, inner);
        rows.Projected = true;
        return rows;
    }

    /// <summary>A selector over groups is applied at once: its aggregates belong to this SELECT and no later one.</summary>
    private Rows? ProjectGroups(Rows rows, Node body, Env env)
    {
        rows.Grouping = null;
        rows.Element = Store(rows.Select, Expand(new PendingShape(body, env)), "c");
        rows.Projected = false;
        return rows;
    }

    /// <summary>Gives every computed value of a shape a place in the select list, so that it stays in that SELECT when others are put around it.</summary>
    private Shape Store(Select select, Shape shape, string name)
    {
        switch (shape)
        {
            case ScalarShape { Value: LogicalColumn or LogicalSlot or Constant or Parameter }:
                return shape;
            case ScalarShape scalar:
                return new ScalarShape(new LogicalSlot(select.AddSlot(scalar.Value, name)) { Type = scalar.Value.Type }, scalar.Type);
            case NewShape made:
                var parts = ImmutableArray.CreateBuilder<NewPart>(made.Parts.Length);
                foreach (var part in made.Parts)
                {
                    parts.Add(part with { Value = Store(select, part.Value, part.Name ?? name) });
                }

                return made.Of(parts.MoveToImmutable());
            default:
                return shape;
        }
    }
}
