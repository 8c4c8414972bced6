using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Locals, parameters, <c>this</c>, and assignments to them.</content>
internal sealed partial class Interpreter
{
    private AbstractValue ReadVariable(ISymbol symbol, IOperation operation)
    {
        for (var frame = _frame; frame is not null; frame = frame.Outer)
        {
            if (_state!.TryGetValue(new Slot(frame, symbol), out var value))
            {
                return value;
            }
        }

        return Symbolic(Resolve(operation.Type), symbol.Name + "/" + _frame.Id, symbol.Name, HeapKind.Injected);
    }

    private AbstractValue ReadParameter(IParameterReferenceOperation operation)
    {
        var symbol = operation.Parameter;
        for (var frame = _frame; frame is not null; frame = frame.Outer)
        {
            if (_state!.TryGetValue(new Slot(frame, symbol), out var value))
            {
                return value;
            }
        }

        // A parameter of the class's own parameter list, used as its member.
        return symbol.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && _frame.This is { } self
            ? ReadCaptured(self, symbol)
            : GivenBy(symbol, symbol.Name + "/" + _frame.Id);
    }

    private AbstractValue ReadCaptured(AbstractValue self, IParameterSymbol parameter)
    {
        switch (self)
        {
            case ReferenceValue reference:
                Construct(reference.Object);
                if (_state!.TryGetValue(new Slot(reference.Object, parameter.OriginalDefinition), out var value))
                {
                    return value;
                }

                return Symbolic(Resolve(parameter.Type), reference.Object.Identity + "." + parameter.Name, parameter.Name, HeapKind.Injected);
            case ContextValue context:
                return Symbolic(Resolve(parameter.Type), context.Identity + "." + parameter.Name, parameter.Name, HeapKind.Injected);
            default:
                return Symbolic(Resolve(parameter.Type), "this." + parameter.Name, parameter.Name, HeapKind.Injected);
        }
    }

    private AbstractValue ReadThis(IInstanceReferenceOperation operation) => operation.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver => _created.Count > 0 ? _created.Peek() : Nothing,
        _ => _frame.This ?? Runtime(operation),
    };

    private void Write(ISymbol symbol, AbstractValue value)
    {
        if (_state is null)
        {
            return;
        }

        for (var frame = _frame; frame is not null; frame = frame.Outer)
        {
            var slot = new Slot(frame, symbol);
            if (_state.ContainsKey(slot))
            {
                _state = _state.SetItem(slot, value);
                return;
            }
        }

        // A local that is declared in an outer activation is always set there first, if only to nothing.
        _state = _state.SetItem(new Slot(_frame, symbol), value);
    }

    /// <summary>Declares a variable in the current activation.</summary>
    private void Declare(ISymbol symbol, AbstractValue value)
    {
        if (_state is not null)
        {
            _state = _state.SetItem(new Slot(_frame, symbol), Named(value, symbol));
        }
    }

    /// <summary>A value shown by the name of the variable that holds it.</summary>
    private static AbstractValue Named(AbstractValue value, ISymbol symbol) =>
        value is RuntimeValue runtime && runtime.Identity.StartsWith("@", System.StringComparison.Ordinal) ? runtime with { Display = symbol.Name } : value;

    private AbstractValue Assignment(ISimpleAssignmentOperation operation)
    {
        if (operation.Target is IPropertyReferenceOperation or IFieldReferenceOperation)
        {
            // The object comes before the value, as in C#.
            var member = (IMemberReferenceOperation)operation.Target;
            var holder = member.Instance is null ? null : Evaluate(member.Instance);
            var given = Shared(Evaluate(operation.Value), operation.Value, operation.Target.Type);
            WriteMember(member, holder, given, operation);
            return given;
        }

        var value = Shared(Evaluate(operation.Value), operation.Value, operation.Target.Type);
        Store(operation.Target, value, operation);
        return value;
    }

    /// <summary>Puts a value where an assignment's left side says.</summary>
    private void Store(IOperation target, AbstractValue value, IOperation by)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Write(local.Local, Named(value, local.Local));
                break;
            case IParameterReferenceOperation parameter:
                StoreParameter(parameter.Parameter, value);
                break;
            case IMemberReferenceOperation member:
                WriteMember(member, member.Instance is null ? null : Evaluate(member.Instance), value, by);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value, by);
                break;
            case ITupleOperation tuple:
                Spread(tuple, value, by);
                break;
            case IArrayElementReferenceOperation element:
                StoreElement(element, value);
                break;
            default:
                Evaluate(target);
                break;
        }
    }

    private void StoreParameter(IParameterSymbol parameter, AbstractValue value)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && !KnownTypes.Same(constructor, _frame.Unit)
            && _frame.This is ReferenceValue self)
        {
            Construct(self.Object);
            SetSlot(new Slot(self.Object, parameter.OriginalDefinition), value);
            return;
        }

        Write(parameter, value);
    }

    private void SetSlot(Slot slot, AbstractValue value)
    {
        if (_state is not null)
        {
            _state = _state.SetItem(slot, value);
        }
    }

    private AbstractValue CoalesceAssignment(ICoalesceAssignmentOperation operation)
    {
        var before = Evaluate(operation.Target);
        if (IsNull(before) == false)
        {
            return before;
        }

        var state = _state;
        var value = Evaluate(operation.Value);
        if (IsNull(before) == true)
        {
            Store(operation.Target, value, operation);
            return value;
        }

        Store(operation.Target, value, operation);
        var key = NullKey(before);
        var shown = Shown(operation.Target.Syntax);
        Join(
            new Branch(_state, value, Assumed(key, 1), "when " + shown + " is null"),
            new Branch(state, Present(before), Assumed(key, 0), "when " + shown + " is not null"),
            operation.Syntax,
            out var result);
        return result;
    }

    private AbstractValue Increment(IIncrementOrDecrementOperation operation)
    {
        var before = Evaluate(operation.Target);
        Store(operation.Target, new RuntimeValue(Short("(" + IdentityOf(before) + operation.Kind + ")"), Shown(operation.Target.Syntax), Resolve(operation.Type)), operation);
        return before;
    }
}

internal static class CompoundAssignments
{
    /// <summary><c>handler += lambda</c> on a delegate: the variable keeps what it had.</summary>
    public static bool EventAssignmentLike(this ICompoundAssignmentOperation operation) => operation.Type?.TypeKind == TypeKind.Delegate;
}
