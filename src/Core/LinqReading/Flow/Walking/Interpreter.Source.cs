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

/// <content>Calls into bodies of the compilation.</content>
internal sealed partial class Interpreter
{
    private const int MostImplementations = 8;

    private readonly Dictionary<(HeapObject, INamedTypeSymbol), ReferenceValue> _concrete = [];

    /// <summary>Calls a method, accessor or operator of the compilation, on whatever its receiver can be.</summary>
    private AbstractValue CallSource(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation) =>
        Again(method, self, arguments, () => CallReached(method, self, arguments, site, operation));

    private AbstractValue CallReached(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (ExtensionBlocks.MemberBehind(method) is { } member)
        {
            return member.IsStatic ? CallBody(member, null, arguments, site, operation) : CallBody(member, arguments[0], arguments.RemoveAt(0), site, operation);
        }

        if (ExtensionBlocks.IsMember(method))
        {
            return CallBody(method, self, arguments, site, operation);
        }

        switch (self)
        {
            case ChoiceValue choice:
                return Each(choice, s => CallSource(method, s, arguments, site, operation), site);
            case FromCallerValue given:
                _recorder.DependsOnCaller();
                return given;
            case ContextValue context when IsDispatched(method):
                var own = TypeHierarchy.Reached(method, context.Type);
                return (_flow.IsSource(own) ? null : OnContext(own, context, arguments, site, operation)) ?? CallBody(own, self, arguments, site, operation);
            case ReferenceValue reference when IsDispatched(method):
                return Dispatch(method, reference, arguments, site, operation);
            default:
                return CallBody(method, self, arguments, site, operation);
        }
    }

    private static bool IsDispatched(IMethodSymbol method) =>
        method.IsAbstract || method.IsVirtual || method.IsOverride || method.ContainingType?.TypeKind == TypeKind.Interface;

    private AbstractValue Dispatch(IMethodSymbol method, ReferenceValue self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (self.Object.Type is not INamedTypeSymbol type)
        {
            return CallBody(method, self, arguments, site, operation);
        }

        if (self.Object.Kind == HeapKind.Created)
        {
            return CallBody(TypeHierarchy.Reached(method, type), self, arguments, site, operation);
        }

        var own = TypeHierarchy.Reached(method, type);
        if (own is { IsAbstract: false } && own.ContainingType.TypeKind != TypeKind.Interface && !_flow.Types.IsOverridden(own, type))
        {
            return CallBody(own, self, arguments, site, operation);
        }

        var classes = Possible(_flow.Types.Concrete(type, MostImplementations));
        if (classes.IsEmpty)
        {
            return External(operation, arguments, method, self);
        }

        if (classes.Length == 1)
        {
            var seen = As(self, classes[0]);
            var result = CallBody(TypeHierarchy.Reached(method, classes[0]), seen, arguments, site, operation);
            if (!ReferenceEquals(seen, self))
            {
                Doubt(self.Object);
            }

            return result;
        }

        if (!classes.Any(_flow.Known.IsContext) && !MayMatter(method, classes, arguments))
        {
            return NotFollowed(method, Awaited(Resolve(method.ReturnType)), self, arguments, operation);
        }

        if (self.Object.Kind is HeapKind.Given or HeapKind.Self)
        {
            // Which class it is, only the caller knows.
            _recorder.DependsOnCaller();
            return FromCaller(self.Object.Display + "." + method.Name, Awaited(Resolve(method.ReturnType)), operation);
        }

        var from = _state;
        var key = "class of " + self.Object.Identity;
        var branches = classes.Take(MostImplementations).Select((c, i) => Follow(
            from,
            Paths.NoAssumption.Add(key, i),
            "when " + self.Object.Display + " is " + c.Name,
            () => _flow.Known.IsContext(c)
                ? OnItself(method, new ContextValue(self.Object.Identity, c), arguments, site, operation)
                : CallBody(TypeHierarchy.Reached(method, c), As(self, c), arguments, site, operation))).ToImmutableArray();
        Join(branches, site, out var value);
        Doubt(self.Object);
        return value;
    }

    /// <summary>
    /// The classes without those that ask a context for an entity that it has no table for, which EF Core answers with an
    /// exception: of generic repositories over several contexts, only those over the entity's own are ever made for it.
    /// </summary>
    private ImmutableArray<INamedTypeSymbol> Possible(ImmutableArray<INamedTypeSymbol> classes)
    {
        if (classes.Length < 2)
        {
            return classes;
        }

        var possible = classes.RemoveAll(AsksInVain);
        return possible.IsEmpty ? classes : possible;
    }

    private bool AsksInVain(INamedTypeSymbol type)
    {
        for (var (at, depth) = (type, 0); at is not null && _flow.IsSource(at) && depth < 16; at = at.BaseType, depth++)
        {
            var contexts = at.TypeArguments.Concat(at.InstanceConstructors.SelectMany(static c => c.Parameters).Select(static p => p.Type)).OfType<INamedTypeSymbol>().Where(_flow.Known.IsContext).ToList();
            if (contexts.Count > 0 && at.TypeArguments.Any(entity => !_flow.Known.IsContext(entity) && contexts.TrueForAll(c => _flow.Contexts.Lacks(c, entity))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A member of an interface, on a context that stands behind it.</summary>
    private AbstractValue OnItself(IMethodSymbol method, ContextValue context, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation) =>
        method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol { IsIndexer: false } property }
            ? ContextMember(context, property, operation)
            : CallSource(method, context, arguments, site, operation);

    private AbstractValue FromCaller(string what, ITypeSymbol? type, IOperation operation) =>
        _flow.Known.IsInteresting(type) || type is ITypeParameterSymbol || type?.TypeKind == TypeKind.Delegate
            ? new FromCallerValue(what)
            : Symbolic(type, At(operation.Syntax), Shown(operation.Syntax), HeapKind.Injected);

    /// <summary>An object seen as one of the classes it can be.</summary>
    private ReferenceValue As(ReferenceValue self, INamedTypeSymbol type)
    {
        if (KnownTypes.Same(self.Object.Type, type))
        {
            return self;
        }

        var key = (self.Object, type);
        if (!_concrete.TryGetValue(key, out var narrowed))
        {
            narrowed = new ReferenceValue(new HeapObject(type, self.Object.Identity, self.Object.Display, self.Object.Kind));
            _concrete.Add(key, narrowed);
        }

        return narrowed;
    }

    /// <summary>Calls exactly this body.</summary>
    private AbstractValue CallBody(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        var definition = method.OriginalDefinition;
        var type = Awaited(Resolve(method.ReturnType));
        CheckScopedArguments(definition, arguments, operation);
        if (Promised(method, type, operation) is { } promised)
        {
            return promised;
        }

        if (self is ReferenceValue stored && definition is { MethodKind: MethodKind.PropertyGet, IsAbstract: false, AssociatedSymbol: IPropertySymbol property } && !ObjectShapes.IsComputed(property))
        {
            return StoredMember(stored, method.AssociatedSymbol!, operation);
        }

        if (!_flow.IsSource(definition) || _flow.BodyOf(definition, _cancellationToken) is not { } body)
        {
            return External(operation, arguments, method, self);
        }

        var receiver = ExtensionBlocks.Receiver(definition, _flow.Source, _cancellationToken);
        if (!(IsWorthFollowing(definition, type, receiver is null || self is null ? arguments : arguments.Insert(0, self), body) || ChangesItself(self, definition)) || _frame.Depth >= MostCalls || Repeats(definition))
        {
            return NotFollowed(method, type, self, arguments, operation);
        }

        var frame = new Frame(FrameId(site), definition)
        {
            Method = definition,
            This = receiver is null ? self : null,
            Caller = _frame,
            CallSite = site,
            Types = TypeMap.Empty.With(method).With(method.ContainingType),
            Depth = _frame.Depth + 1,
        };
        Bind(frame, definition.Parameters, arguments);
        if (receiver is not null && self is not null)
        {
            SetSlot(new Slot(frame, receiver), self);
        }

        var result = Run(frame, body, operation);
        CarryOut(frame, definition);
        return result;
    }

    /// <summary>What is given to a parameter that <c>[ShardScoped]</c> says is fixed to one key.</summary>
    private void CheckScopedArguments(IMethodSymbol definition, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        for (var i = 0; i < arguments.Length && i < definition.Parameters.Length; i++)
        {
            if (_quiet > 0 || !_flow.Known.IsQuery(definition.Parameters[i].Type) || !Markings.IsScoped(definition.Parameters[i]))
            {
                continue;
            }

            foreach (var alternative in Paths.Alternatives(arguments[i]))
            {
                if (alternative.Value is QueryValue query && PlanOf(query) is { Verdict: not (Planning.Verdict.Local or Planning.Verdict.Router) } plan)
                {
                    _recorder.Noted(_frame, operation.Syntax, new Results.Observed(plan, alternative.Path, Findings.FindingKind.BrokenPromise) { Subject = Shown(operation.Syntax) });
                }
            }
        }
    }

    private AbstractValue NotFollowed(IMethodSymbol method, ITypeSymbol? type, AbstractValue? self, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        foreach (var argument in arguments)
        {
            if (argument is ReferenceValue { Object: { } escaping })
            {
                _escaped.Add(escaping);
                Doubt(escaping);
            }
        }

        if (self is ReferenceValue { Object: { } changed })
        {
            Doubt(changed);
        }

        DoubtStatics(operation.Syntax);

        if (_flow.Known.IsQuery(type) || _flow.Known.IsExpressionTree(type))
        {
            return new UnknownValue("'" + method.Name + "' calls itself, or is called too deep to be followed");
        }

        var identity = method.ReturnsVoid || (method.MethodKind != MethodKind.PropertyGet && _flow.Touching.Method(method, _cancellationToken))
            ? At(operation.Syntax)
            : Short((self is null ? method.ContainingType.Name : IdentityOf(self)) + "." + method.Name + "(" + string.Join(",", arguments.Select(IdentityOf)) + ")");
        return Symbolic(type, identity, Shown(operation.Syntax), HeapKind.Received);
    }

    /// <summary>A type's arguments and those it gives its bases.</summary>
    private static TypeMap TypesOf(TypeMap types, ITypeSymbol? type)
    {
        var depth = 0;
        for (var at = type as INamedTypeSymbol; at is not null && depth < 64; at = at.BaseType, depth++)
        {
            types = types.With(at);
        }

        return types;
    }

    /// <summary>Whether following a call can tell more than what the body comes to by itself: what it runs with what it is given, changes or returns.</summary>
    private bool IsWorthFollowing(IMethodSymbol definition, ITypeSymbol? returned, ImmutableArray<AbstractValue> arguments, IOperation body)
    {
        var touches = _flow.Touching.Method(definition, _cancellationToken);
        return TellsMore(definition, returned, arguments, touches)
            || (!touches && (IsShort(body) || (definition.ReturnsVoid && IsGuard(body))));
    }

    private bool TellsMore(IMethodSymbol definition, ITypeSymbol? returned, ImmutableArray<AbstractValue> arguments, bool touches)
    {
        if (_flow.Carriers.Carries(returned) || GivesWork(arguments, touches))
        {
            return true;
        }

        return arguments.Any(LosesByGiving) || (touches && _summaries.Of(definition) is { } summary && (summary.Dependent || summary.Changes || summary.HandsOut));
    }

    /// <summary>
    /// Whether following one of the bodies that a call may reach can tell more than what each comes to by itself. Which of
    /// several short answers it is does not count: that would leave every caller to its own callers.
    /// </summary>
    private bool MayMatter(IMethodSymbol method, ImmutableArray<INamedTypeSymbol> classes, ImmutableArray<AbstractValue> arguments)
    {
        var returned = Awaited(Resolve(method.ReturnType));
        if (!_flow.Touching.Method(method, _cancellationToken))
        {
            return _flow.Carriers.Carries(returned) || GivesWork(arguments, touches: false);
        }

        return classes.Any(c => TypeHierarchy.Reached(method, c).OriginalDefinition is { } reached
            && _flow.BodyOf(reached, _cancellationToken) is not null
            && TellsMore(reached, returned, arguments, _flow.Touching.Method(reached, _cancellationToken)));
    }

    /// <summary>Whether something is given that the body called may run, or make a query of.</summary>
    private bool GivesWork(ImmutableArray<AbstractValue> arguments, bool touches) => arguments.Any(a => GivesWork(a, touches));

    private bool GivesWork(AbstractValue argument, bool touches) => argument switch
    {
        LambdaValue { IsExpressionTree: false } lambda => touches || Runs(lambda),
        _ => false,
    };

    /// <summary>Whether what a function does can have to do with queries.</summary>
    private bool Runs(LambdaValue lambda) => lambda.Body is { } body
        ? _flow.Touching.Any([body.Body], _cancellationToken)
        : !_flow.IsSource(lambda.Method) || lambda.Method.MethodKind == MethodKind.LocalFunction || _flow.Touching.Method(lambda.Method, _cancellationToken);

    /// <summary>Whether a value is a query, a part of one, or an object that may keep one.</summary>
    private bool IsCarrier(AbstractValue value) => value switch
    {
        RuntimeValue or ConstantValue => false,
        ReferenceValue reference => reference.Object.Type.IsAnonymousType || reference.Object.Type.IsTupleType || _flow.Carriers.Carries(reference.Object.Type),
        ChoiceValue choice => choice.Alternatives.Any(a => IsCarrier(a.Value)),
        ItemsValue items => items.Items.Any(IsCarrier),
        MapValue map => map.Entries.Any(e => IsCarrier(e.Value)),
        RowsValue { Fetched: true } => false,
        _ => true,
    };

    /// <summary>A few statements that stop the program where something does not hold.</summary>
    private static bool IsGuard(IOperation body) =>
        (body is IMethodBodyOperation method ? method.BlockBody : body as IBlockOperation) is { Operations.Length: <= 6 } block && block.Descendants().OfType<IThrowOperation>().Any();

    /// <summary>One expression, as of a property that names another.</summary>
    private static bool IsShort(IOperation body) => body switch
    {
        IMethodBodyOperation method => (method.BlockBody ?? method.ExpressionBody) is { Operations.Length: 1 },
        IBlockOperation block => block.Operations.Length == 1,
        _ => false,
    };

    /// <summary>A list as it may be, whichever way was taken: with all that is in it on one of them.</summary>
    private static ItemsValue? Gathered(AbstractValue value)
    {
        var all = Paths.Alternatives(value).Select(static a => a.Value as ItemsValue).ToList();
        var most = all.OrderByDescending(static l => l?.Items.Length ?? 0).First();
        return most is null || all.Contains(null) ? null
            : all.Count == 1 ? most
            : most with { IsWhole = false, MayLack = all.Any(l => l!.MayLack || most.Items.Any(i => !l.Items.Contains(i))) };
    }

    private void CarryOut(Frame frame, IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && _state is not null && _state.TryGetValue(new Slot(frame, parameter), out var value))
            {
                _outs[parameter] = value;
            }
            else if (parameter.RefKind == RefKind.None && CanGrow(parameter.Type) && _state is not null && _state.TryGetValue(new Slot(frame, parameter), out var list) && Gathered(list) is { } left)
            {
                _outs[parameter] = left;
            }
        }
    }
}
