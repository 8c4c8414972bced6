using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Skip and Take.</summary>
internal sealed partial class TranslationRun
{
    private Rows? Skip(Rows rows, OperatorNode op, Env env)
    {
        if (op.Arguments.Length != 1 || Scalar(op.Arguments[0], env) is not { } count)
        {
            return NotTranslated(op);
        }

        rows.Select.ApplyOffset(count);
        return rows;
    }

    private Rows? Take(Rows rows, OperatorNode op, Env env)
    {
        if (op.Arguments.Length != 1 || Scalar(op.Arguments[0], env) is not { } count)
        {
            return NotTranslated(op);
        }

        rows.Select.ApplyLimit(count);
        return rows;
    }
}
