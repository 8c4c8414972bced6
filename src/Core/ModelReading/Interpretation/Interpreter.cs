using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>
/// Runs configuration code on abstract values, as EF Core would run it: statement by statement, into the methods that have
/// source, round the usual loops. What it does not understand it notes as unread, for the entities that it touched.
/// </summary>
internal sealed partial class Interpreter(ModelConfig config, Compilation compilation, CancellationToken cancellationToken)
{
    private const int MaxDepth = 40;
    private const int MaxNesting = 400;
    private const int MaxSteps = 2_000_000;
    private const string UnknownLoop = "a loop over something that is known at run time only";

    private readonly SourceReader _source = SourceReader.For(compilation);
    private readonly HashSet<string> _noted = [];
    private BuiltModel? _built;
    private int _builtVersion = -1;
    private int _steps;
    private int _nesting;
    private string? _uncertain;

    public ModelConfig Config { get; } = config;

    public Compilation Compilation { get; } = compilation;

    /// <summary>Why what runs now may not run at all. A loop over what is not known is taken to run.</summary>
    public string? Undecided => _uncertain == UnknownLoop ? null : _uncertain;

    public CancellationToken Cancellation { get; } = cancellationToken;

    /// <summary>The model as it would stand after what was interpreted so far.</summary>
    public BuiltModel Built()
    {
        if (_built is null || _builtVersion != Config.Version)
        {
            _built = ModelBuild.Run(Config, Compilation, Cancellation);
            _builtVersion = Config.Version;
        }

        return _built;
    }

    /// <summary>The model when all configuration is done.</summary>
    public BuiltModel Finished(MarkReader marks) =>
        Config.KeyFirst || Config.CompleteForeignKeys ? ModelBuild.Run(Config, Compilation, Cancellation, marks) : Built();

    public void Note(string reason, EntityConfig? entity, Place place, bool naming = false)
    {
        if (_noted.Add(reason + "|" + entity?.Id + "|" + place.File + "|" + place.Start))
        {
            Config.Unread.Add(new UnreadPart(reason, entity?.Type is { } type ? ClrTypes.NameOf(type) : entity?.Id, place) { Naming = naming });
        }
    }

    /// <summary>Says that a call changed an entity's configuration.</summary>
    public void Changed(EntityConfig? entity, Place place)
    {
        Config.Version++;
        if (_uncertain is { } reason)
        {
            Note(reason, entity, place);
        }
    }

    /// <summary>Runs a method whose body is in source.</summary>
    public void RunMethod(IMethodSymbol method, Frame frame)
    {
        if (_source.BodyOf(method, Cancellation) is { } body)
        {
            Run(body is ILocalFunctionOperation local ? local.Body : body, frame);
        }
    }

    public void Run(IOperation? operation, Frame frame)
    {
        if (operation is null || frame.Stopped || _steps > MaxSteps)
        {
            return;
        }

        Cancellation.ThrowIfCancellationRequested();
        _steps++;
        if (_nesting > MaxNesting)
        {
            Note("the configuration is nested too deeply to read", null, Places.Of(operation.Syntax));
            return;
        }

        _nesting++;
        RunStatement(operation, frame);
        _nesting--;
    }

    private void RunStatement(IOperation operation, Frame frame)
    {
        switch (operation)
        {
            case IMethodBodyOperation body:
                Run((IOperation?)body.BlockBody ?? body.ExpressionBody, frame);
                break;
            case IConstructorBodyOperation constructor:
                Run(constructor.Initializer, frame);
                Run((IOperation?)constructor.BlockBody ?? constructor.ExpressionBody, frame);
                break;
            case IBlockOperation block:
                foreach (var statement in block.Operations)
                {
                    Run(statement, frame);
                }

                break;
            case IExpressionStatementOperation statement:
                Evaluate(statement.Operation, frame);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                {
                    Declare(declaration, frame);
                }

                break;
            case IReturnOperation returned:
                frame.Returned = returned.ReturnedValue is { } value ? Evaluate(value, frame) : null;
                frame.HasReturned = true;
                break;
            case IConditionalOperation conditional:
                RunConditional(conditional, frame);
                break;
            case IForEachLoopOperation loop:
                RunForEach(loop, frame);
                break;
            case ILoopOperation loop:
                RunUncertain("a loop that is decided at run time", loop.Body, frame);
                break;
            case ISwitchOperation choice:
                foreach (var arm in choice.Cases)
                {
                    foreach (var statement in arm.Body)
                    {
                        RunUncertain("a switch that is decided at run time", statement, frame);
                    }
                }

                frame.HasBroken = false;
                break;
            case ITryOperation attempt:
                Run(attempt.Body, frame);
                Run(attempt.Finally, frame);
                break;
            case IUsingOperation usage:
                Run(usage.Resources, frame);
                Run(usage.Body, frame);
                break;
            case ILockOperation locked:
                Run(locked.Body, frame);
                break;
            case IBranchOperation branch:
                frame.HasBroken |= branch.BranchKind == BranchKind.Break;
                frame.HasContinued |= branch.BranchKind == BranchKind.Continue;
                break;
            case ILabeledOperation labeled:
                Run(labeled.Operation, frame);
                break;
            case ILocalFunctionOperation:
                break;
            default:
                Evaluate(operation, frame);
                break;
        }
    }

    private void Declare(IVariableDeclarationOperation declaration, Frame frame)
    {
        foreach (var declarator in declaration.Declarators)
        {
            var initializer = declarator.GetVariableInitializer() ?? declaration.Initializer;
            frame.Declare(declarator.Symbol, initializer is null ? Value.Unknown : Evaluate(initializer.Value, frame));
        }
    }

    private void RunConditional(IConditionalOperation conditional, Frame frame)
    {
        switch (Truth(Evaluate(conditional.Condition, frame)))
        {
            case true:
                Run(conditional.WhenTrue, frame);
                break;
            case false:
                Run(conditional.WhenFalse, frame);
                break;
            default:
                RunUncertain("a condition that is decided at run time", conditional.WhenTrue, frame);
                RunUncertain("a condition that is decided at run time", conditional.WhenFalse, frame);
                break;
        }
    }

    /// <summary>Runs what may or may not run: what it configures is noted as unread.</summary>
    private void RunUncertain(string reason, IOperation? operation, Frame frame)
    {
        if (operation is null)
        {
            return;
        }

        var before = _uncertain;
        _uncertain = before ?? reason;
        var (returned, broken, continued) = (frame.HasReturned, frame.HasBroken, frame.HasContinued);
        Run(operation, frame);
        (frame.HasReturned, frame.HasBroken, frame.HasContinued) = (returned, broken, continued);
        _uncertain = before;
    }

    private void RunForEach(IForEachLoopOperation loop, Frame frame)
    {
        if (Evaluate(loop.Collection, frame) is not ListVal list)
        {
            if (loop.LoopControlVariable is IVariableDeclaratorOperation declared)
            {
                frame.Declare(declared.Symbol, Value.Unknown);
            }

            RunUncertain(UnknownLoop, loop.Body, frame);
            return;
        }

        // The body may add to the list: what it holds now is gone through.
        var before = _uncertain;
        _uncertain ??= list.Doubt;
        foreach (var item in list.Items)
        {
            if (loop.LoopControlVariable is IVariableDeclaratorOperation variable)
            {
                frame.Declare(variable.Symbol, item);
            }
            else if (loop.LoopControlVariable is { } target)
            {
                Deconstruct(target, item, frame);
            }

            Run(loop.Body, frame);
            frame.HasContinued = false;
            if (frame.HasReturned || frame.HasBroken)
            {
                break;
            }
        }

        _uncertain = before;
        frame.HasBroken = false;
    }

    public static bool? Truth(Value value) => value is ConstantVal { Value: bool known } ? known : null;
}
