using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <summary>
/// What the translator is answered with while it reads one operator. A captured variable that depends on the path is
/// answered with one alternative at a time, and the operator is read again for the next.
/// </summary>
internal sealed class TranslatorSession : IEvaluator
{
    private readonly Interpreter _interpreter;
    private readonly ImmutableDictionary<string, int> _assumed;

    private const int MostReadings = 16;

    /// <summary>Each doubles the readings.</summary>
    private const int MostDecided = 3;

    private int _decided;

    private readonly List<(int Pick, int Of)> _picks = [];
    private int _at;
    private int _readings;

    public TranslatorSession(Interpreter interpreter, ImmutableDictionary<string, int> assumed)
    {
        _interpreter = interpreter;
        _assumed = assumed;
        Assumes = assumed;
    }

    /// <summary>What this reading takes for granted.</summary>
    public ImmutableDictionary<string, int> Assumes { get; private set; }

    public string? Path { get; private set; }

    /// <summary>What the reading came upon that only the caller knows; null for nothing.</summary>
    public FromCallerValue? CallerSeen { get; private set; }

    public void Begin()
    {
        _at = 0;
        _readings++;
        Assumes = _assumed;
        Path = null;
        CallerSeen = null;
        _decided = 0;
    }

    /// <summary>Goes on to the next combination of alternatives; false after the last.</summary>
    public bool Next()
    {
        if (_readings >= MostReadings)
        {
            return false;
        }

        while (_picks.Count > 0)
        {
            var (pick, of) = _picks[_picks.Count - 1];
            _picks.RemoveAt(_picks.Count - 1);
            if (pick + 1 < of)
            {
                _picks.Add((pick + 1, of));
                return true;
            }
        }

        return false;
    }

    public AbstractValue Evaluate(IOperation operation, object? scope) => Settled(_interpreter.EvaluateFor(operation, scope as Closure), operation);

    public bool? Decide(Parameter test)
    {
        if (test.Bound is { Value: bool known })
        {
            return known;
        }

        var condition = Condition.Of(test.Identity);
        if (Paths.Contradict(condition.WhenTrue, Assumes) || Paths.Contradict(condition.WhenFalse, Assumes))
        {
            return Paths.Contradict(condition.WhenFalse, Assumes);
        }

        if (_decided >= MostDecided)
        {
            return null;
        }

        _decided++;
        var goes = Pick(2) == 0;
        Assumes = Paths.Join(Assumes, goes ? condition.WhenTrue : condition.WhenFalse) ?? Assumes;
        Path = Paths.Text(Path, (goes ? "when " : "unless ") + test.Display);
        return goes;
    }

    public Origin OriginOf(SyntaxNode node) => _interpreter.OriginOf(node);

    public ITypeSymbol Resolve(ITypeSymbol type, object? scope) => scope is Closure closure ? _interpreter.ResolveFor(type, closure) : type;

    public IMethodSymbol Resolve(IMethodSymbol method, object? scope) => scope is Closure closure ? _interpreter.ResolveFor(method, closure) : method;

    public object? ScopeOf(AbstractValue self) => _interpreter.ScopeOf(self);

    private AbstractValue Settled(AbstractValue value, IOperation operation)
    {
        for (var depth = 0; value is ChoiceValue choice && depth < 8; depth++)
        {
            var open = choice.Alternatives.Where(a => !Paths.Contradict(a.Assumes, Assumes)).ToList();
            var picked = open.Count == 0 ? choice.Alternatives[0] : open[open.Count == 1 ? 0 : Pick(open.Count)];
            Assumes = Paths.Join(Assumes, picked.Assumes) ?? Assumes;
            Path = Paths.Text(Path, picked.Path);
            value = picked.Value;
        }

        if (value is FromCallerValue given)
        {
            CallerSeen ??= given;
            return new UnknownValue(given.What);
        }

        return _interpreter.Export(value);
    }

    private int Pick(int count)
    {
        if (_at == _picks.Count)
        {
            _picks.Add((0, count));
        }

        var pick = _picks[_at++].Pick;
        return pick < count ? pick : 0;
    }
}
