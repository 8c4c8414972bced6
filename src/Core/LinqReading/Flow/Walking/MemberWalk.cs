using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Results;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Findings;
using ShardSafety.Core.Planning;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <summary>Follows one member by itself: its parameters, its object and its type parameters are what a caller gives.</summary>
internal static class MemberWalk
{
    public static Summary Follow(FlowContext flow, SummaryReader summaries, ISymbol unit, ImmutableArray<IOperation> blocks, int depth, CancellationToken cancellationToken)
    {
        var recorder = new Recorder(flow, summaries, unit, blocks);
        var root = new Frame(0, unit) { Method = unit as IMethodSymbol, This = SelfOf(flow, unit) };
        var interpreter = new Interpreter(flow, summaries, recorder, root, depth, cancellationToken);
        interpreter.FollowRoot(unit, blocks);
        return recorder.Finish() with { HandsOut = interpreter.HandsOut() };
    }

    private static AbstractValue? SelfOf(FlowContext flow, ISymbol unit)
    {
        if (unit.IsStatic || ExtensionBlocks.IsMember(unit) || unit.ContainingType is not { } type)
        {
            return null;
        }

        return flow.Known.IsContext(type)
            ? new ContextValue("this", type)
            : new ReferenceValue(new HeapObject(type, "this", "this", HeapKind.Self));
    }
}

/// <content>The member at hand.</content>
internal sealed partial class Interpreter
{
    public void FollowRoot(ISymbol unit, ImmutableArray<IOperation> blocks)
    {
        if (unit is IMethodSymbol method)
        {
            foreach (var parameter in GivenTo(method))
            {
                var given = GivenBy(parameter, parameter.Name);
                SetSlot(new Slot(_frame, parameter), given is FromCallerValue unknown && parameter.Type.TypeKind == TypeKind.Delegate ? unknown with { IsFunctionArgument = true } : given);
            }
        }

        foreach (var block in blocks)
        {
            _state ??= _blank;
            ValueOrStatement(block);
        }

        _state ??= _blank;
        CheckTracked();
        CheckPromise(unit, blocks);
        FollowUncalled(blocks);
    }

    private ImmutableArray<IParameterSymbol> GivenTo(IMethodSymbol method) =>
        ExtensionBlocks.Receiver(method, _flow.Source, _cancellationToken) is { } receiver ? method.Parameters.Insert(0, receiver) : method.Parameters;

    /// <summary><c>[ShardScoped]</c> on a member: every query it returns is fixed to one key.</summary>
    private void CheckPromise(ISymbol unit, ImmutableArray<IOperation> blocks)
    {
        if (!Markings.IsScoped(unit))
        {
            return;
        }

        foreach (var alternative in _frame.Returns.SelectMany(static r => Paths.Alternatives(r.Value)))
        {
            var plan = alternative.Value switch
            {
                QueryValue query => PlanOf(query),
                UnknownValue unknown => Unknown(unknown.Reason),
                _ => null,
            };
            if (plan is { Verdict: not (Verdict.Local or Verdict.Router) })
            {
                _recorder.Noted(_frame, blocks[0].Syntax, new Observed(plan, alternative.Path, FindingKind.BrokenPromise) { Subject = unit is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : unit.Name });
            }
        }
    }

    /// <summary>Functions that nobody in view calls are followed with nothing known of their arguments.</summary>
    private void FollowUncalled(ImmutableArray<IOperation> blocks)
    {
        for (var i = 0; i < _recorder.Functions.Count; i++)
        {
            var (lambda, _) = _recorder.Functions[i];
            if (!_recorder.WasCalled(lambda.Body!.Syntax))
            {
                _state = ((Closure)lambda.Scope!).State;
                _assumed = Paths.NoAssumption;
                HandOver(lambda, lambda.Body);
            }
        }

        foreach (var function in blocks.SelectMany(static b => b.Descendants()).OfType<ILocalFunctionOperation>())
        {
            if (!_recorder.WasCalled(function.Syntax))
            {
                _state = _blank;
                foreach (var parameter in _frame.Method is { } method ? GivenTo(method) : ImmutableArray<IParameterSymbol>.Empty)
                {
                    SetSlot(new Slot(_frame, parameter), GivenBy(parameter, parameter.Name));
                }

                var given = function.Symbol.Parameters.Select(p => GivenBy(p, p.Name + At(function.Syntax))).ToImmutableArray();
                CallLocalFunction(function.Symbol, given, function.Syntax, function);
            }
        }
    }
}
