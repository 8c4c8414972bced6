using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Rows that the change tracker writes.</content>
internal sealed partial class Interpreter
{
    private AbstractValue Tracked(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation) => Runtime(operation);

    private AbstractValue Saved(IOperation operation) => Runtime(operation);

    private void FilteredTooLate(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
    }
}
