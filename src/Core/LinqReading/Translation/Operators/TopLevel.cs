using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Finishing;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Operators that end a query: what its one row or value is.</summary>
internal sealed partial class TranslationRun
{
    internal Finished? FinishSingle(OperatorNode op, ImmutableArray<int>? path)
    {
        if (Build(op.Source, Env.Empty) is not { } rows || !Cut(rows, op, Env.Empty, subquery: false, includes: true))
        {
            return null;
        }

        return Finish(rows, path);
    }

    internal Finished? ScalarCommand(OperatorNode op)
    {
        if (Build(op.Source, Env.Empty) is not { } rows)
        {
            return null;
        }

        switch (QueryMethods.WithoutAsync(op.Name))
        {
            case "Any" or "All":
                return Bare(ExistsIn(rows, op, Env.Empty));
            case "Contains":
                return Bare(ContainsIn(rows, op, Env.Empty));
            case "Count" or "LongCount" or "Sum" or "Average" or "Min" or "Max":
                return AggregateRows(rows, op, Env.Empty) is { } value ? new Finished(rows.Select, [new NamedOutput("c", value)], 0) : null;
            default:
                NotTranslated(op);
                return null;
        }
    }

    /// <summary><c>SELECT EXISTS (…)</c>.</summary>
    private static Finished? Bare(Expr? value) => value is null ? null : new Finished(new Selects.Select(), [new NamedOutput("c", value)], 0);
}
