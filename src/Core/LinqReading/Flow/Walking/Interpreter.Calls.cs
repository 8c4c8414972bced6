using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Calls: which part of the engine answers one.</content>
internal sealed partial class Interpreter
{
    /// <summary>How many calls deep bodies are followed.</summary>
    private const int MostCalls = 24;

    private AbstractValue Invocation(IInvocationOperation operation)
    {
        var self = operation.Instance is null ? null : Evaluate(operation.Instance);
        var arguments = Arguments(operation.Arguments, operation.TargetMethod);
        var method = Resolve(operation.TargetMethod);
        if (!operation.IsVirtual && operation.Instance is IInstanceReferenceOperation && method is { IsAbstract: false, MethodKind: MethodKind.Ordinary } && _flow.IsSource(method))
        {
            var own = CallBody(method, self, arguments, operation.Syntax, operation);
            WriteBack(operation.Arguments, method);
            return own;
        }

        var result = CallOfTypeParameter(operation, method, arguments)
            ?? (ComparedBy(operation) is null ? Call(method, self, arguments, operation.Syntax, operation) : Truth(Compared(self ?? arguments[0], arguments[arguments.Length - 1]), operation));
        WriteBack(operation.Arguments, method);
        if (method is { Name: "ThrowIfNotEqual", IsStatic: true } && arguments.Length >= 2 && SymbolNames.IsIn(method, "System"))
        {
            _assumed = Paths.Join(_assumed, Compared(arguments[0], arguments[1]).WhenTrue) ?? _assumed;
        }

        return result;
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private ImmutableArray<AbstractValue> Arguments(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method)
    {
        var values = new AbstractValue[method.Parameters.Length];
        foreach (var argument in arguments)
        {
            var value = Shared(Evaluate(argument.Value), argument.Value, argument.Parameter?.Type);
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length)
            {
                values[parameter.Ordinal] = value;
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] ??= Nothing;
        }

        return ImmutableArray.Create(values);
    }

    /// <summary>Gives <c>out</c> and <c>ref</c> arguments what the call left in them.</summary>
    private void WriteBack(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.None } list && _outs.TryGetValue(list.OriginalDefinition, out var filled))
            {
                _outs.Remove(list.OriginalDefinition);
                if (PlaceOf(argument.Value) is { } place && Evaluate(place) is ItemsValue before && filled is ItemsValue after && after.AsRuntime == before.AsRuntime && (after.Items.Length != before.Items.Length || after.MayLack))
                {
                    // What the method put into the caller's list is in it, and what it took out is not.
                    Replace(place, before, after, argument);
                }
            }

            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
            {
                var value = _outs.TryGetValue(parameter.OriginalDefinition, out var left) ? left : Symbolic(Resolve(parameter.Type), At(argument.Syntax), Shown(argument.Value.Syntax), HeapKind.Received);
                _outs.Remove(parameter.OriginalDefinition);
                if (argument.Value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared })
                {
                    Declare(declared.Local, Named(value, declared.Local));
                }
                else
                {
                    Store(argument.Value, value, argument);
                }
            }
        }
    }

    private readonly System.Collections.Generic.Dictionary<IParameterSymbol, AbstractValue> _outs = new(SymbolEqualityComparer.Default);

    /// <summary>Calls a method with its receiver and arguments known.</summary>
    private AbstractValue Call(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return CallLocalFunction(method, arguments, site, operation);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Invoke(self ?? Nothing, arguments, site, operation);
        }

        if (Visited(method, self, arguments) is { } visited)
        {
            return visited;
        }

        if (_flow.IsSource(method))
        {
            return CallSource(method, self, arguments, site, operation);
        }

        return PassesThrough(method, self, arguments, operation)
            ?? OnContext(method, self, arguments, site, operation)
            ?? OnExpressionTree(method, self, arguments, operation)
            ?? OnQuery(method, self, arguments, site, operation)
            ?? OnMap(method, self, arguments, site, operation)
            ?? OnType(method, self, arguments, operation)
            ?? OnList(method, self, arguments, site, operation)
            ?? OnRows(method, self, arguments, site, operation)
            ?? OnText(method, self, arguments, operation)
            ?? External(operation, arguments, method, self);
    }

    /// <summary>Library methods that hand on what they are given: tasks, nullables, conversions.</summary>
    private AbstractValue? PassesThrough(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        switch (method.Name)
        {
            case "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" or "WaitAsync" or "Preserve" when self is not null:
                return self;
            case "ConfigureAwait" or "WithCancellation" or "Unwrap" when arguments.Length > 0 && SymbolNames.IsIn(method.ContainingType, "System.Threading.Tasks"):
                return arguments[0];
            case "FromResult" when arguments.Length == 1 && method.ContainingType.Name is "Task" or "ValueTask":
                return arguments[0];
            case "WhenAll" when method.ContainingType.Name == "Task" && arguments.Length == 1:
                return arguments[0];
            case "WhenAny" when method.ContainingType.Name == "Task" && !arguments.IsEmpty:
                return AnyOf(arguments is [ItemsValue { Items: { IsEmpty: false } tasks }] ? tasks : arguments, operation.Syntax);
            case "GetValueOrDefault" when self is not null && method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return self;
            default:
                return null;
        }
    }

    /// <summary>A method without a body here: functions it is given run, queries it is given may, and its result is named by what went in.</summary>
    private AbstractValue External(IOperation operation, ImmutableArray<AbstractValue> arguments, IMethodSymbol? method = null, AbstractValue? self = null)
    {
        if (self is FromCallerValue && (arguments.Any(IsCarrier) || (method is not null && TakesOut(method))))
        {
            // What is put into a list of parts that others made, they find there; what is taken out, they do not.
            _recorder.Changes();
        }

        // What goes through a sequence of queries or predicates gives its function one of them.
        var part = arguments.FirstOrDefault(static a => a is ItemsValue { Items: { IsEmpty: false } items } && items.All(static i => i is QueryValue or LambdaValue or TreeLambdaValue)) is ItemsValue sequence
            ? AnyOf(sequence.Items, operation.Syntax)
            : null;
        AbstractValue? handed = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument is LambdaValue { IsExpressionTree: false } or ChoiceValue)
            {
                handed = HandOver(argument, operation, part) ?? handed;
                if (handed is not null && method is not null && SymbolNames.IsIn(method, Web))
                {
                    WriteOut(handed, operation.Syntax);
                }
            }
            else if (argument is ReferenceValue { Object: { } escaping })
            {
                _escaped.Add(escaping);
                if (method is not null && Writes(method))
                {
                    WriteOut(argument, operation.Syntax);
                }

                if (method is null || !KeepsHandsOff(method))
                {
                    Doubt(escaping);
                }
            }
            else if (method is not null && i < method.Parameters.Length)
            {
                GiveAway(argument, method, method.Parameters[i].Type, operation);
            }
        }

        if (self is ReferenceValue { Object: { } changed } && method is not null && _flow.IsSource(method))
        {
            Doubt(changed);
        }

        var type = Awaited(Resolve(operation.Type ?? method?.ReturnType));
        if (handed is not null && handed is not (RuntimeValue or ConstantValue) && (_flow.Known.IsInteresting(type) || _flow.Shapes.IsFollowed(type) || ElementType(type) is not null))
        {
            return IsSequenceOfParts(type) ? new ItemsValue([handed], Runtime(operation)) : handed;
        }

        if (_flow.Known.IsQuery(type) || _flow.Known.IsExpressionTree(type))
        {
            return Foreign(method, type!, operation);
        }

        var identity = method is null ? At(operation.Syntax) : CallIdentity(method, self, arguments, operation);
        if (method is not null)
        {
            Tell(method, self, arguments, operation);
        }

        return Symbolic(type, identity, Shown(operation.Syntax), HeapKind.Received);
    }

    /// <summary>A sequence of queries or of predicates, which is none itself.</summary>
    private bool IsSequenceOfParts(ITypeSymbol? type) =>
        !_flow.Known.IsQuery(type) && ElementType(type) is { } element && (_flow.Known.IsQuery(element) || _flow.Known.IsExpressionTree(element));

    /// <summary>Whether a library method keeps or compares what it is given, and sets nothing in it.</summary>
    private static bool KeepsHandsOff(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() is "System" or "System.Linq" or "System.Threading" or "System.Threading.Tasks" or "System.Collections" or "System.Collections.Generic"
            or "System.Collections.Concurrent" or "System.Collections.Immutable" or "System.Collections.ObjectModel";

    /// <summary>Runs a function that library code will call, with nothing known of its arguments.</summary>
    private AbstractValue? HandOver(AbstractValue function, IOperation operation, AbstractValue? part = null)
    {
        if (function is ChoiceValue choice)
        {
            AbstractValue? last = null;
            foreach (var alternative in choice.Alternatives)
            {
                last = alternative.Value is LambdaValue { IsExpressionTree: false } ? HandOver(alternative.Value, operation, part) ?? last : last;
            }

            return last;
        }

        var lambda = (LambdaValue)function;
        if (_frame.Depth >= MostCalls || _depth > MostDepth / 2)
        {
            return null;
        }

        var before = _state;
        var site = lambda.Body?.Syntax ?? operation.Syntax;
        var given = lambda.Method.Parameters
            .Select(p => part is not null && _flow.Known.IsInteresting(Resolve(p.Type)) ? part : Symbolic(Resolve(p.Type), p.Name + At(site), p.Name, HeapKind.Injected))
            .ToImmutableArray();
        var result = InvokeLambda(lambda, given, operation.Syntax, operation);
        _state ??= before;
        if (before is not null)
        {
            DoubtChanges(before, operation.Syntax);
        }

        return result;
    }

    /// <summary>What a task carries.</summary>
    private static ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 1 } task && SymbolNames.IsIn(task, "System.Threading.Tasks") ? task.TypeArguments[0] : type;
}
