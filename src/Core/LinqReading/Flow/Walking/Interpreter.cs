using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Results;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <summary>
/// Follows values forward through structured code: every statement once (loops twice), branches joined with a note of the
/// path, calls into bodies of the compilation. Each part of the language is in a file of its own.
/// </summary>
internal sealed partial class Interpreter
{
    /// <summary>How deeply expressions and calls nest before a value is given up; keeps the stack bounded.</summary>
    private const int MostDepth = 700;

    /// <summary>How much is looked at for one member before it is given up; keeps time bounded.</summary>
    private const int MostSteps = 60_000;

    private static readonly AbstractValue Nothing = new RuntimeValue("nothing", "nothing", null);

    private readonly FlowContext _flow;
    private readonly SummaryReader _summaries;
    private readonly Recorder _recorder;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<(int Caller, SyntaxNode? Site), int> _frames = [];
    private readonly Stack<AbstractValue> _receivers = new();
    private readonly Stack<AbstractValue> _created = new();

    private readonly Memory _blank = Memory.Empty();
    private Memory? _state;
    private Frame _frame;
    private ImmutableDictionary<string, int> _assumed = Paths.NoAssumption;
    private int _depth;
    private int _steps;
    private int _round;

    /// <summary>Above zero while a value is asked for on behalf of a query's lambda: nothing runs then.</summary>
    private int _quiet;

    public Interpreter(FlowContext flow, SummaryReader summaries, Recorder recorder, Frame root, int depth, CancellationToken cancellationToken)
    {
        _flow = flow;
        _summaries = summaries;
        _recorder = recorder;
        _cancellationToken = cancellationToken;
        _frame = root;
        _state = _blank;
        _depth = depth;
    }

    private bool Reachable => _state is not null;

    /// <summary>The value of an expression at this point, with all that evaluating it does.</summary>
    private AbstractValue Evaluate(IOperation? operation)
    {
        if (operation is null || _state is null)
        {
            return Nothing;
        }

        if (_depth >= MostDepth || _steps >= MostSteps)
        {
            return GiveUp(operation);
        }

        _depth++;
        _steps++;
        try
        {
            if ((_steps & 0xff) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            return operation.ConstantValue is { HasValue: true } constant
                ? new ConstantValue(constant.Value, operation.Type)
                : Paths.Under(Dispatch(operation), _assumed);
        }
        finally
        {
            _depth--;
        }
    }

    private AbstractValue GiveUp(IOperation operation)
    {
        const string Reason = "the code around it is too deep or too long to follow";
        _recorder.GaveUp(operation.Syntax, _frame, Reason);
        return new UnknownValue(Reason);
    }

    private AbstractValue Dispatch(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => ReadVariable(local.Local, local),
        IParameterReferenceOperation parameter => ReadParameter(parameter),
        IFieldReferenceOperation field => ReadField(field),
        IPropertyReferenceOperation property => ReadProperty(property),
        IInstanceReferenceOperation instance => ReadThis(instance),
        IInvocationOperation invocation => Invocation(invocation),
        IConversionOperation conversion => Conversion(conversion),
        IAwaitOperation await => Evaluate(await.Operation),
        ITranslatedQueryOperation query => Evaluate(query.Operation),
        IAnonymousFunctionOperation lambda => Lambda(lambda, isTree: false),
        IDelegateCreationOperation creation => Evaluate(creation.Target),
        IMethodReferenceOperation reference => MethodGroup(reference),
        IObjectCreationOperation creation => Creation(creation),
        ITypeParameterObjectCreationOperation creation => TypeParameterCreation(creation),
        IAnonymousObjectCreationOperation anonymous => AnonymousObject(anonymous),
        IWithOperation with => With(with),
        ITupleOperation tuple => Tuple(tuple),
        IArrayCreationOperation array => ArrayOf(array),
        ICollectionExpressionOperation collection => CollectionOf(collection),
        IArrayElementReferenceOperation element => ElementOf(element),
        ISimpleAssignmentOperation assignment => Assignment(assignment),
        ICoalesceAssignmentOperation coalesce => CoalesceAssignment(coalesce),
        ICompoundAssignmentOperation compound => CompoundAssignment(compound),
        IIncrementOrDecrementOperation increment => Increment(increment),
        IDeconstructionAssignmentOperation deconstruction => Deconstruction(deconstruction),
        IConditionalOperation conditional => Conditional(conditional),
        ICoalesceOperation coalesce => Coalesce(coalesce),
        IConditionalAccessOperation access => ConditionalAccess(access),
        IConditionalAccessInstanceOperation => _receivers.Count > 0 ? _receivers.Peek() : Nothing,
        ISwitchExpressionOperation expression => SwitchExpression(expression),
        IIsPatternOperation or IIsTypeOperation => Truth(Test(operation), operation),
        IBinaryOperation binary => Binary(binary),
        IUnaryOperation unary => Unary(unary),
        IThrowOperation thrown => Throw(thrown),
        IDefaultValueOperation => new ConstantValue(null, operation.Type),
        ITypeOfOperation type => new TypeValue(Resolve(type.TypeOperand)!),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation or IDynamicIndexerAccessOperation => Dynamic(operation),
        _ => Parts(operation),
    };

    /// <summary>An operation with no meaning of its own here: what is in it is evaluated, the result is a run-time value.</summary>
    private AbstractValue Parts(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            ValueOrStatement(child);
        }

        return Opaque(operation);
    }

    private AbstractValue Dynamic(IOperation operation)
    {
        const string Reason = "dynamic code is not followed";
        var values = operation.ChildOperations.Select(Evaluate).ToList();
        if (operation is IDynamicInvocationOperation && values.FirstOrDefault() is UnknownValue { Reason: Reason })
        {
            // A member of a context or a query was asked for before.
            RunUnknown(values[0], Reason, operation.Syntax);
        }

        return values.Any(static v => v is QueryValue or ContextValue or UnknownValue { Reason: Reason }) ? new UnknownValue(Reason) : Runtime(operation);
    }

    /// <summary>A value known only by where it comes up.</summary>
    private RuntimeValue Runtime(IOperation operation) => new(At(operation.Syntax), Shown(operation.Syntax), Resolve(operation.Type));

    /// <summary>The value of an expression that nothing explains: unknown if it could carry a query.</summary>
    private AbstractValue Opaque(IOperation operation) =>
        _flow.Known.IsQuery(operation.Type) || _flow.Known.IsExpressionTree(operation.Type)
            ? new UnknownValue("'" + Shown(operation.Syntax) + "' is not followed")
            : Symbolic(Resolve(operation.Type), At(operation.Syntax), Shown(operation.Syntax), HeapKind.Received);

    /// <summary>An identity for what comes up at a place on this way of calls, in this round of the loops around.</summary>
    private string At(SyntaxNode node) => "@" + Position(node) + "/" + _frame.Id + (_round > 0 ? "~" + _round : "");

    private string Position(SyntaxNode node)
    {
        var origin = _flow.OriginOf(node);
        return origin.Source + ":" + origin.Start + ":" + origin.Length;
    }

    private static string Shown(SyntaxNode node) => Words.Of(node);

    private ITypeSymbol? Resolve(ITypeSymbol? type) => type is null ? null : _frame.Types.Apply(type, _flow.Compilation);

    /// <summary>A short name for an identity that would grow without bound.</summary>
    private string Short(string identity)
    {
        if (identity.Length <= 160)
        {
            return identity;
        }

        if (!_names.TryGetValue(identity, out var number))
        {
            number = _names.Count;
            _names.Add(identity, number);
        }

        return "v" + number;
    }

    private int FrameId(SyntaxNode? site) => FrameId(_frame.Id, site);

    private int FrameId(int caller, SyntaxNode? site)
    {
        if (!_frames.TryGetValue((caller, site), out var id))
        {
            id = _frames.Count + 1;
            _frames.Add((caller, site), id);
        }

        return id;
    }
}
