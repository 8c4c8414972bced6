using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Where.</summary>
internal sealed partial class TranslationRun
{
    private Rows? Where(Rows rows, OperatorNode op, Env env)
    {
        if (op.Lambda(0) is not { } lambda)
        {
            return UnreadArgument(op);
        }

        if (lambda.Parameters.Length != 1)
        {
            return NotTranslated(op);
        }

        return Restrict(rows, lambda, env) ? rows : null;
    }

    /// <summary>Adds a predicate over a row; false with <see cref="Failure"/> set.</summary>
    private bool Restrict(Rows rows, LambdaNode lambda, Env env)
    {
        if (Predicate(lambda.Body, Over(lambda, env, rows.Element)) is not { } predicate)
        {
            return false;
        }

        rows.Select.ApplyPredicate(predicate);
        return true;
    }

    private Rows? UnreadArgument(OperatorNode op)
    {
        foreach (var argument in op.Arguments)
        {
            if (argument is UnreadNode unread)
            {
                Fail(unread.Reason, unread.At);
                return null;
            }
        }

        return NotTranslated(op);
    }
}
