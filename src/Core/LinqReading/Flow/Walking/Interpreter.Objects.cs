using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Objects: created in view, or known by their type alone.</content>
internal sealed partial class Interpreter
{
    private AbstractValue Creation(IObjectCreationOperation operation)
    {
        var type = Resolve(operation.Type) as INamedTypeSymbol;
        var arguments = operation.Constructor is null ? ImmutableArray<AbstractValue>.Empty : Arguments(operation.Arguments, operation.Constructor);
        if (type is null)
        {
            return Parts(operation);
        }

        if (LazyOf(type, operation, arguments) is { } lazy)
        {
            return lazy;
        }

        AbstractValue created;
        if (_flow.Known.IsContext(type))
        {
            created = new ContextValue("new " + type.Name + At(operation.Syntax), type);
        }
        else if (_flow.IsSource(type) && operation.Constructor is not null)
        {
            created = Made(type, _frame.Types.Apply(operation.Constructor, _flow.Compilation), arguments, operation);
        }
        else if (arguments.Length == 1 && Wraps(type))
        {
            created = arguments[0];
        }
        else
        {
            created = External(operation, arguments, operation.Constructor);
            created = IsMap(type) ? CopyOf(arguments.OfType<MapValue>().FirstOrDefault(), operation)
                : ElementType(type) is not null && type.SpecialType != SpecialType.System_String ? new ItemsValue(ImmutableArray<AbstractValue>.Empty, Runtime(operation)) { IsWhole = BeginsEmpty(operation) } : created;
        }

        return Initialized(created, operation.Initializer);
    }

    /// <summary>Whether an object of a library only holds what it is made of.</summary>
    private static bool Wraps(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (type.Name is "ValueTask" && SymbolNames.IsIn(type, "System.Threading.Tasks"));

    private ReferenceValue Made(INamedTypeSymbol type, IMethodSymbol constructor, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        var reference = new ReferenceValue(new HeapObject(type, "new " + type.Name + At(operation.Syntax), Shown(operation.Syntax), HeapKind.Created));
        RunConstructor(reference, constructor, arguments, operation.Syntax, operation);
        return reference;
    }

    /// <summary>Runs an object or collection initializer on a new object.</summary>
    private AbstractValue Initialized(AbstractValue created, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
        {
            return created;
        }

        _created.Push(created);
        foreach (var part in initializer.Initializers)
        {
            switch (part)
            {
                case IMemberInitializerOperation nested:
                    var inner = Evaluate(nested.InitializedMember);
                    var filled = Initialized(inner, nested.Initializer);
                    if (!ReferenceEquals(filled, inner))
                    {
                        Store(nested.InitializedMember, filled, nested);
                    }

                    break;
                default:
                    Evaluate(part);
                    break;
            }
        }

        return _created.Pop();
    }

    private AbstractValue TypeParameterCreation(ITypeParameterObjectCreationOperation operation)
    {
        var type = Resolve(operation.Type);
        var created = type is ITypeParameterSymbol parameter && IsPart(parameter) ? new FromCallerValue(parameter.Name) : Symbolic(type, At(operation.Syntax), Shown(operation.Syntax), HeapKind.Injected);
        return Initialized(created, operation.Initializer);
    }

    private AbstractValue AnonymousObject(IAnonymousObjectCreationOperation operation)
    {
        var reference = new ReferenceValue(new HeapObject(operation.Type!, "new" + At(operation.Syntax), Shown(operation.Syntax), HeapKind.Created));
        foreach (var part in operation.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
            {
                SetSlot(new Slot(reference.Object, target.Property.Name), Evaluate(assignment.Value));
            }
            else
            {
                Evaluate(part);
            }
        }

        return reference;
    }

    private AbstractValue With(IWithOperation operation)
    {
        if (Evaluate(operation.Operand) is not ReferenceValue { Object: { } source })
        {
            return Initialized(Runtime(operation), operation.Initializer);
        }

        Construct(source);
        var copy = new ReferenceValue(new HeapObject(source.Type, source.Identity + At(operation.Syntax), source.Display, HeapKind.Created));
        if (_state is not null)
        {
            foreach (var slot in _state.Slots)
            {
                if (ReferenceEquals(slot.Holder, source))
                {
                    _state = _state.SetItem(new Slot(copy.Object, slot.Member), _state[slot]);
                }
            }
        }

        return Initialized(copy, operation.Initializer);
    }

    private void RunConstructor(ReferenceValue self, IMethodSymbol constructor, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        var definition = constructor.OriginalDefinition;
        if (_state is null || _frame.Depth >= MostCalls || Repeats(definition))
        {
            return;
        }

        var frame = new Frame(FrameId(site), definition)
        {
            Method = definition,
            This = self,
            Caller = _frame,
            CallSite = site,
            Types = TypesOf(TypeMap.Empty, self.Object.Type).With(constructor.ContainingType),
            Depth = _frame.Depth + 1,
        };
        SetSlot(new Slot(self.Object, Built), Nothing);
        Bind(frame, definition.Parameters, arguments);
        ConstructorBody(self, definition, frame, operation);
    }

    private const string Built = "<built>";

    private void ConstructorBody(ReferenceValue self, IMethodSymbol definition, Frame frame, IOperation operation)
    {
        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            // A class's own parameter list makes its parameters members; of a record, properties too.
            var parameter = definition.Parameters[i];
            if (_state is not null && _state.TryGetValue(new Slot(frame, parameter), out var value))
            {
                SetSlot(new Slot(self.Object, parameter), value);
                if (definition.ContainingType.IsRecord && definition.ContainingType.GetMembers(parameter.Name).Any(static m => m is IPropertySymbol))
                {
                    SetSlot(new Slot(self.Object, parameter.Name), value);
                }
            }
        }

        var body = _flow.BodyOf(definition, _cancellationToken);
        var chained = body is IConstructorBodyOperation { Initializer: IExpressionStatementOperation { Operation: IInvocationOperation called } } ? called
            : body is IConstructorBodyOperation { Initializer: IInvocationOperation direct } ? direct : null;
        var caller = _frame;
        var assumed = _assumed;
        var before = _state;
        _frame = frame;
        if (chained is null || !KnownTypes.Same(chained.TargetMethod.ContainingType.OriginalDefinition, definition.ContainingType))
        {
            SetDefaults(self, definition.ContainingType);
            foreach (var member in Initializers.InstanceMembers(definition.ContainingType))
            {
                if (Initializers.Of(member, _flow, _cancellationToken) is { } initializer && (self.Object.Kind == HeapKind.Created || !Initializers.IsPromise(initializer)))
                {
                    SetSlot(new Slot(self.Object, StoredAs(member)), Initialize(member, initializer, self));
                }
            }
        }

        if (chained is not null)
        {
            var target = Resolve(chained.TargetMethod);
            if (_flow.IsSource(target))
            {
                RunConstructor(self, target, Arguments(chained.Arguments, chained.TargetMethod), chained.Syntax, operation);
            }
        }
        else if (definition.ContainingType.BaseType is { SpecialType: SpecialType.None } up && _flow.IsSource(up))
        {
            if (up.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty) is { } implied)
            {
                RunConstructor(self, Resolve(implied), ImmutableArray<AbstractValue>.Empty, frame.CallSite!, operation);
            }
        }

        if (body is IConstructorBodyOperation constructor)
        {
            Execute(constructor.BlockBody ?? constructor.ExpressionBody);
        }

        // A constructor that may have thrown leaves no object; go on with what it had done.
        _state ??= frame.Returns.Select(static r => r.State).FirstOrDefault() ?? before;
        _frame = caller;
        _assumed = assumed;
    }

    /// <summary>Gives an object that is known by its type alone the members its constructor would.</summary>
    private void Construct(HeapObject target)
    {
        if (target.Kind == HeapKind.Created || _state is null || _state.ContainsKey(new Slot(target, Built)) || target.Type is not INamedTypeSymbol type || !_flow.IsSource(type))
        {
            return;
        }

        SetSlot(new Slot(target, Built), Nothing);
        var constructor = type.InstanceConstructors
            .Where(c => !(type.IsRecord && c.Parameters.Length == 1 && KnownTypes.Same(c.Parameters[0].Type, type)))
            .OrderByDescending(static c => c.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null || _frame.Depth >= MostCalls || Repeats(constructor.OriginalDefinition))
        {
            return;
        }

        var types = TypesOf(TypeMap.Empty, type);
        var arguments = constructor.Parameters.Select(p => InjectedArgument(target, constructor, p)).ToImmutableArray();
        var frame = new Frame(FrameId(null), constructor.OriginalDefinition)
        {
            Method = constructor.OriginalDefinition,
            This = new ReferenceValue(target),
            Caller = _frame,
            CallSite = _frame.CallSite ?? _recorder.Root,
            Types = types,
            Depth = _frame.Depth + 1,
        };
        Bind(frame, constructor.OriginalDefinition.Parameters, arguments);
        _quiet++;
        ConstructorBody((ReferenceValue)frame.This, constructor.OriginalDefinition, frame, Anchor());
        _quiet--;
        ForgetReassigned(target, type);
        FillLazily(target, type);
    }

    private IOperation Anchor() => _recorder.RootOperation;

    /// <summary>What a container gives a constructor: one instance of each service in a scope.</summary>
    private AbstractValue InjectedArgument(HeapObject target, IMethodSymbol constructor, IParameterSymbol parameter)
    {
        var only = constructor.Parameters.Count(p => KnownTypes.Same(p.Type, parameter.Type)) == 1;
        var service = parameter.Type.TypeKind is TypeKind.Interface or TypeKind.Class && parameter.Type.SpecialType == SpecialType.None;
        var identity = only && service && target.Kind != HeapKind.Given ? "service " + parameter.Type.ToDisplayString() : target.Identity + "." + parameter.Name;
        var given = target.Kind is HeapKind.Given or HeapKind.Self && (!IsEveryService(parameter.Type) || Constructions.InView(constructor.ContainingType, _flow, _cancellationToken));
        return Symbolic(parameter.Type, identity, parameter.Name, HeapKind.Injected, given);
    }

    /// <summary>A sequence of services: whoever asks for it is given one of each class that is registered.</summary>
    private bool IsEveryService(ITypeSymbol type) => ElementType(type) is { IsAbstract: true } service && _flow.Shapes.SpeaksOfQueries(service);

    /// <summary>Members that other code of the class, or code that has the object, changes later hold whatever it left there.</summary>
    private void ForgetReassigned(HeapObject target, INamedTypeSymbol type)
    {
        // What a row holds, or an object that code out of view filled, its constructor does not tell.
        var filled = target.Kind == HeapKind.Received || EntityNamed(type) is not null;
        foreach (var (name, changes) in Reassignments.Members(type, _flow, _cancellationToken))
        {
            var slot = new Slot(target, name);
            if (_state is null || !_state.TryGetValue(slot, out var value) || value is ContextValue || (!changes && !(filled && value is ConstantValue)))
            {
                continue;
            }

            var given = target.Kind is HeapKind.Given or HeapKind.Self;
            var declared = TypeOf(type, name);
            _state = _state.SetItem(slot, value switch
            {
                _ when !IsCarrier(value) && !_flow.Carriers.Carries(declared) => Symbolic(declared, Short(target.Identity + "." + name), target.Display + "." + name, target.Kind, given),
                RuntimeValue or ConstantValue => Symbolic(declared, Short(target.Identity + "." + name), target.Display + "." + name, target.Kind, given),
                _ when given => new FromCallerValue(name),
                _ => new UnknownValue("'" + target.Display + "." + name + "' is set elsewhere"),
            });
        }
    }

    private static ITypeSymbol? TypeOf(INamedTypeSymbol type, string member) => MemberOf(type, member) is { } found ? TypeOf(found) : null;

    private static ISymbol? MemberOf(INamedTypeSymbol type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers(name).FirstOrDefault(static m => m is IFieldSymbol or IPropertySymbol) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
