using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Lambdas, method groups and local functions as values, and calling them.</content>
internal sealed partial class Interpreter
{
    private AbstractValue Conversion(IConversionOperation operation)
    {
        if (operation.Operand is IAnonymousFunctionOperation lambda)
        {
            return Lambda(lambda, _flow.Known.IsExpressionTree(operation.Type));
        }

        var value = Evaluate(operation.Operand);
        if (value is RuntimeValue && operation.Operand.Type is { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol && _flow.Known.IsQuery(operation.Type))
        {
            return new UnknownValue("where the query '" + Shown(operation.Operand.Syntax) + "' comes from is not known");
        }

        if (value is RuntimeValue given && operation.Conversion.IsNullable && operation.Operand.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T })
        {
            return given with { IsPresent = true };
        }

        return operation.OperatorMethod is { } method && _flow.IsSource(method)
            ? CallSource(method, null, [value], operation.Syntax, operation)
            : Narrowed(value, operation.Type);
    }

    /// <summary>An object of which only now is said what it is.</summary>
    private AbstractValue Narrowed(AbstractValue value, ITypeSymbol? type) =>
        value is RuntimeValue { Type: null or { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol } runtime && Resolve(type) is { } known && (_flow.Shapes.IsFollowed(known) || _flow.Known.IsContext(known))
            ? Symbolic(known, runtime.Identity, runtime.Display, HeapKind.Received)
            : value;

    private AbstractValue Lambda(IAnonymousFunctionOperation operation, bool isTree)
    {
        var value = new LambdaValue(operation, operation.Symbol, Close(), isTree);
        if (!isTree)
        {
            DoubtCaptured(operation);
            _recorder.Seen(value, _frame);
        }

        return value;
    }

    private AbstractValue MethodGroup(IMethodReferenceOperation operation)
    {
        var receiver = operation.Instance is null ? null : Evaluate(operation.Instance);
        return new LambdaValue(null, Resolve(operation.Method), Close(), IsExpressionTree: false) { Receiver = receiver };
    }

    private IMethodSymbol Resolve(IMethodSymbol method) => _frame.Types.Apply(method, _flow.Compilation);

    private Closure Close() => new(_frame, _state ?? _blank, _assumed);

    /// <summary>Calls a delegate.</summary>
    private AbstractValue Invoke(AbstractValue function, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        switch (function)
        {
            case LambdaValue { IsCompiledQuery: true } compiled:
                return InvokeCompiled(compiled, arguments, site, operation);
            case LambdaValue lambda:
                return InvokeLambda(lambda, arguments, site, operation);
            case FromCallerValue given:
                if (!given.IsFunctionArgument)
                {
                    _recorder.DependsOnCaller();
                }

                foreach (var argument in arguments)
                {
                    if (argument is ReferenceValue { Object: { } changed })
                    {
                        Doubt(changed);
                        GiveUpParts(changed, given);
                    }
                }

                return given with { IsFunctionArgument = false };
            case ChoiceValue choice:
                return Each(choice, f => Invoke(f, arguments, site, operation), site);
            default:
                return External(operation, arguments);
        }
    }

    private AbstractValue InvokeLambda(LambdaValue lambda, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (lambda.Body is null)
        {
            return lambda.Method.MethodKind == MethodKind.LocalFunction
                ? CallLocalFunction(lambda.Method, arguments, site, operation)
                : lambda is { Receiver: { } first, Method: { IsExtensionMethod: true } extension }
                ? Call(extension.GetConstructedReducedFrom() ?? extension, null, arguments.Insert(0, first), site, operation)
                : Call(lambda.Method, lambda.Receiver, arguments, site, operation);
        }

        _recorder.Called(lambda.Body.Syntax);
        if (lambda.Scope is not Closure closure || _frame.Depth >= MostCalls)
        {
            return Opaque(operation);
        }

        var frame = new Frame(FrameId(site), closure.Frame.Unit)
        {
            Method = lambda.Method,
            This = closure.Frame.This,
            Outer = closure.Frame,
            Caller = _frame,
            CallSite = site,
            Types = closure.Frame.Types,
            Depth = _frame.Depth + 1,
        };

        Bind(frame, lambda.Method.Parameters, arguments);
        return Run(frame, lambda.Body.Body, operation);
    }

    private void Bind(Frame frame, ImmutableArray<IParameterSymbol> parameters, ImmutableArray<AbstractValue> arguments)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var value = i < arguments.Length ? arguments[i] : Symbolic(frame.Types.Apply(parameters[i].Type, _flow.Compilation), parameters[i].Name + "/" + frame.Id, parameters[i].Name, HeapKind.Injected);
            SetSlot(new Slot(frame, parameters[i]), value);
        }
    }

    private AbstractValue CallLocalFunction(IMethodSymbol function, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        var definition = function.OriginalDefinition;
        if (_frame.Depth >= MostCalls || Repeats(definition) || LocalFunctionBody(definition) is not { } body)
        {
            return Opaque(operation);
        }

        _recorder.Called(body.Syntax);
        var outer = _frame;
        while (outer.Outer is not null && !KnownTypes.Same(outer.Method, definition.ContainingSymbol))
        {
            outer = outer.Outer;
        }

        var frame = new Frame(FrameId(site), outer.Unit)
        {
            Method = definition,
            This = _frame.This,
            Outer = outer,
            Caller = _frame,
            CallSite = site,
            Types = outer.Types.With(function),
            Depth = _frame.Depth + 1,
        };
        Bind(frame, definition.Parameters, arguments);
        var result = Run(frame, body.Body, operation);
        CarryOut(frame, definition);
        return result;
    }

    private ILocalFunctionOperation? LocalFunctionBody(IMethodSymbol function)
    {
        var declaration = function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken);
        return declaration is null ? null : _flow.Source.OperationOf(declaration, _cancellationToken) as ILocalFunctionOperation;
    }

    /// <summary>Whether a body is being followed already, twice over.</summary>
    private bool Repeats(IMethodSymbol method)
    {
        var times = 0;
        for (var at = _frame; at is not null; at = at.Caller)
        {
            if (KnownTypes.Same(at.Method?.OriginalDefinition, method) && ++times >= 2)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Follows a body in its activation and comes back with what it returns.</summary>
    private AbstractValue Run(Frame frame, IOperation? body, IOperation operation)
    {
        var caller = _frame;
        var assumed = _assumed;
        _frame = frame;
        Execute(body);
        if (_state is not null)
        {
            frame.Returns.Add(new Exit(Nothing, _state, _assumed));
        }

        _frame = caller;
        _assumed = assumed;
        var branches = frame.Returns.Select(r => new Branch(r.State, r.Value, Beyond(r.Assumes, assumed), null)).ToImmutableArray();
        if (branches.IsEmpty)
        {
            _state = null;
            return Nothing;
        }

        Join(branches, operation.Syntax, out var value);
        if (frame.Yields.Count > 0)
        {
            return Yielded(frame, operation);
        }

        return value;
    }

    private AbstractValue Yielded(Frame frame, IOperation operation)
    {
        var items = frame.Yields.Where(static y => y is not (RuntimeValue or ConstantValue)).ToImmutableArray();
        return items.IsEmpty ? Runtime(operation) : new ItemsValue(items, Runtime(operation));
    }

    /// <summary>Does the same with each alternative of a choice, and joins what comes of it.</summary>
    private AbstractValue Each(ChoiceValue choice, System.Func<AbstractValue, AbstractValue> what, SyntaxNode at)
    {
        var from = _state;
        var branches = choice.Alternatives
            .Select(alternative => Follow(from, alternative.Assumes, alternative.Path, () => what(alternative.Value)))
            .ToImmutableArray();
        Join(branches, at, out var value);
        return value;
    }
}
