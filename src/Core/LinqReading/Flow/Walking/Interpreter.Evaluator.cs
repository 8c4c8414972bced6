using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Answers to the translator: values of code inside a query's lambda that do not depend on its row.</content>
internal sealed partial class Interpreter
{
    internal AbstractValue EvaluateFor(IOperation operation, Closure? closure)
    {
        var (frame, state, assumed) = (_frame, _state, _assumed);
        if (closure is not null)
        {
            _frame = closure.Frame;
            _state = closure.State;
            _assumed = closure.Assumes;
        }

        _quiet++;
        try
        {
            var value = Evaluate(operation);
            return IsWritten(operation) ? value : AsParameter(value, operation);
        }
        finally
        {
            _quiet--;
            (_frame, _state, _assumed) = (frame, state, assumed);
        }
    }

    /// <summary>Whether EF Core sees the value itself rather than a variable that holds it.</summary>
    private static bool IsWritten(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation.ConstantValue.HasValue;
    }

    /// <summary>EF Core sends a variable's value as a parameter, whatever it is.</summary>
    private AbstractValue AsParameter(AbstractValue value, IOperation operation) => value switch
    {
        ChoiceValue flag when flag.Alternatives.All(static a => a.Value is ConstantValue { Value: bool or string }) => new RuntimeValue(IdentityOf(flag), Shown(operation.Syntax), operation.Type),
        ConstantValue constant => new RuntimeValue(IdentityOf(constant), Shown(operation.Syntax), constant.Type ?? operation.Type) { Flag = constant.Value as bool? },
        _ => value,
    };

    internal Origin OriginOf(SyntaxNode node) => _flow.OriginOf(node);

    internal ITypeSymbol ResolveFor(ITypeSymbol type, Closure closure) => closure.Frame.Types.Apply(type, _flow.Compilation);

    internal IMethodSymbol ResolveFor(IMethodSymbol method, Closure closure) => closure.Frame.Types.Apply(method, _flow.Compilation);

    /// <summary>The surroundings of a query filter: those of the context's own code.</summary>
    internal Closure ScopeOf(AbstractValue self)
    {
        var type = self is ContextValue context ? (ISymbol)context.Type : _frame.Unit;
        return new Closure(new Frame(FrameId(null), type) { This = self, Depth = _frame.Depth + 1, Caller = _frame, CallSite = _frame.CallSite }, _state ?? _blank, Paths.NoAssumption);
    }
}
