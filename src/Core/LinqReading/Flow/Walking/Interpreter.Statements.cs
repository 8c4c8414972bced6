using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Statements.</content>
internal sealed partial class Interpreter
{
    /// <summary>Where control goes by <c>break</c>, <c>continue</c> and <c>goto</c>, until the statement around takes it up.</summary>
    private readonly Dictionary<ILabelSymbol, List<Exit>> _jumps = new(SymbolEqualityComparer.Default);

    private static bool IsStatement(IOperation operation) => operation is
        IBlockOperation or IExpressionStatementOperation or IReturnOperation or IVariableDeclarationGroupOperation or ILoopOperation
        or ISwitchOperation or ITryOperation or IUsingOperation or IUsingDeclarationOperation or ILockOperation or IBranchOperation
        or ILabeledOperation or ILocalFunctionOperation or IEmptyOperation or IVariableInitializerOperation or IVariableDeclarationOperation
        or IMethodBodyBaseOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation
        || operation is IConditionalOperation { Type: null } or IThrowOperation { Type: null };

    private void Execute(IOperation? operation)
    {
        if (operation is null || (_state is null && operation is not ILabeledOperation))
        {
            return;
        }

        if (_depth >= MostDepth || _steps >= MostSteps)
        {
            GiveUp(operation);
            return;
        }

        _depth++;
        _steps++;
        try
        {
            Perform(operation);
        }
        finally
        {
            _depth--;
        }
    }

    private void Perform(IOperation operation)
    {
        switch (operation)
        {
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                _frame.Yields.Add(Evaluate(yielded.ReturnedValue));
                break;
            case IReturnOperation returned:
                var answer = returned.ReturnedValue is { } result ? Shared(Evaluate(result), result, _frame.Method?.ReturnType) : Nothing;
                Answer(answer, returned);
                Leave(answer);
                break;
            case IVariableDeclarationOperation declaration:
                foreach (var declarator in declaration.Declarators)
                {
                    var initializer = declarator.GetVariableInitializer();
                    Declare(declarator.Symbol, initializer is null ? new ConstantValue(null, declarator.Symbol.Type) : Shared(Evaluate(initializer.Value), initializer.Value, declarator.Symbol.Type));
                }

                break;
            case IConditionalOperation or IThrowOperation:
                Evaluate(operation);
                break;
            case ILoopOperation loop:
                Loop(loop);
                break;
            case ISwitchOperation choice:
                Switch(choice);
                break;
            case ITryOperation attempt:
                Try(attempt);
                break;
            case ILabeledOperation labeled:
                Land(labeled.Label);
                Execute(labeled.Operation);
                break;
            case IBranchOperation branch:
                Jump(branch);
                break;
            case ILocalFunctionOperation:
                break;
            default:
                // A block, a body, a lock, an initializer …: what is in it, one after the other.
                foreach (var child in operation.ChildOperations)
                {
                    ValueOrStatement(child);
                }

                break;
        }
    }

    private void ExecuteAll(ImmutableArray<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            Execute(operation);
        }
    }

    private void Leave(AbstractValue value)
    {
        if (_state is not null)
        {
            _frame.Returns.Add(new Exit(value, _state, _assumed));
        }

        _state = null;
    }

    private void Jump(IBranchOperation branch)
    {
        if (_state is not null)
        {
            if (!_jumps.TryGetValue(branch.Target, out var waiting))
            {
                _jumps.Add(branch.Target, waiting = []);
            }

            waiting.Add(new Exit(Nothing, _state, _assumed));
        }

        _state = null;
    }

    /// <summary>Takes up what jumped to a label before it was reached.</summary>
    private void Land(ILabelSymbol? label)
    {
        if (label is null || !_jumps.TryGetValue(label, out var waiting) || waiting.Count == 0)
        {
            return;
        }

        _jumps.Remove(label);
        if (_state is not null)
        {
            waiting.Insert(0, new Exit(Nothing, _state, _assumed));
        }

        // From here on only what every way here takes for granted is.
        _assumed = waiting.Select(static exit => exit.Assumes).Aggregate(Paths.Common);
        var branches = waiting.Select(exit => new Branch(exit.State, Nothing, Beyond(exit.Assumes, _assumed), null)).ToImmutableArray();

        var syntax = label.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken);
        Join(branches, syntax ?? SyntaxOfFrame(), out _);
    }

    private SyntaxNode SyntaxOfFrame() => _frame.CallSite ?? _recorder.Root;

    private void Switch(ISwitchOperation operation)
    {
        var value = Evaluate(operation.Value);
        var from = _state;
        var before = Paths.NoAssumption;
        var branches = ImmutableArray.CreateBuilder<Branch>();
        var exhausted = false;
        foreach (var section in operation.Cases.OrderBy(static c => c.Clauses.Any(static x => x is IDefaultCaseClauseOperation)))
        {
            _state = from;
            var condition = section.Clauses.Select(c => Clause(c, value)).Aggregate(Condition.False, static (a, b) => a.Or(b));
            if (condition.Known == false || Paths.Join(before, condition.WhenTrue) is not { } assumes)
            {
                continue;
            }

            var shown = section.Clauses[0] is IDefaultCaseClauseOperation ? "in the default case" : "in " + Shown(section.Clauses[0].Syntax).TrimEnd(':');
            branches.Add(Follow(_state, assumes, shown, () =>
            {
                ExecuteAll(section.Body);
                return Nothing;
            }));
            if (condition.Known == true || Paths.Join(before, condition.WhenFalse) is not { } rest)
            {
                exhausted = true;
                break;
            }

            before = rest;
        }

        if (!exhausted)
        {
            branches.Add(new Branch(from, Nothing, before, "in no case of the switch"));
        }

        Join(branches.ToImmutable(), operation.Syntax, out _);
        Land(operation.ExitLabel);
    }

    private Condition Clause(ICaseClauseOperation clause, AbstractValue value)
    {
        switch (clause)
        {
            case IDefaultCaseClauseOperation:
                return Condition.True;
            case ISingleValueCaseClauseOperation single:
                return Compared(value, Evaluate(single.Value));
            case IPatternCaseClauseOperation pattern:
                var condition = Match(pattern.Pattern, value);
                return pattern.Guard is null ? condition : condition.And(Test(pattern.Guard));
            default:
                return Condition.Of(At(clause.Syntax));
        }
    }

    private void Try(ITryOperation operation)
    {
        var before = _state;
        Execute(operation.Body);
        var branches = ImmutableArray.CreateBuilder<Branch>();
        branches.Add(new Branch(_state, Nothing, Paths.NoAssumption, null));
        var failed = before is null ? null : LeftAnywhere(_state is null ? before : Interrupted(before, _state, operation), operation.Body);
        foreach (var handler in operation.Catches)
        {
            branches.Add(Follow(failed, Paths.NoAssumption, "after an exception", () =>
            {
                if (handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: { } caught })
                {
                    Declare(caught, new RuntimeValue(At(handler.Syntax), caught.Name, caught.Type));
                }

                if (handler.Filter is not null)
                {
                    Test(handler.Filter);
                }

                Execute(handler.Handler);
                return Nothing;
            }));
        }

        Join(branches.ToImmutable(), operation.Syntax, out _);
        if (operation.Finally is null)
        {
            return;
        }

        if (_state is null)
        {
            // Left by return or throw: the finally block still runs.
            _state = failed;
            Execute(operation.Finally);
            _state = null;
        }
        else
        {
            if (!ReferenceEquals(failed, before))
            {
                // It runs after an exception as well, with whatever the body had come to.
                var (left, assumed) = (_state, _assumed);
                Follow(failed, Paths.NoAssumption, "after an exception", () =>
                {
                    Execute(operation.Finally);
                    return Nothing;
                });
                (_state, _assumed) = (left, assumed);
            }

            Execute(operation.Finally);
        }
    }

    /// <summary>What may hold when the body of a try was left somewhere within.</summary>
    private Memory Interrupted(Memory before, Memory after, ITryOperation operation)
    {
        if (ReferenceEquals(before, after))
        {
            return before;
        }

        var assumed = _assumed;
        Join(
            new Branch(before, Nothing, Paths.NoAssumption, null),
            new Branch(after, Nothing, Paths.NoAssumption, null),
            operation.Syntax,
            out _);
        var joined = _state!;
        _state = after;
        _assumed = assumed;
        return joined;
    }
}
