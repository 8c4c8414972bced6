using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.Findings;
using ShardSafety.Core.LinqReading.Flow.Results;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Where queries run: every way they can have come by is judged, the worst counts.</content>
internal sealed partial class Interpreter
{
    /// <summary>A query is run by a method (null: by being enumerated).</summary>
    private void RunQuery(AbstractValue source, IMethodSymbol? method, ImmutableArray<AbstractValue> rest, SyntaxNode site)
    {
        if (_quiet > 0 || _state is null)
        {
            return;
        }

        foreach (var way in Paths.Of(rest.Insert(0, source), _assumed))
        {
            var arguments = way.Values.RemoveAt(0);
            if (way.Values[0] is FromCallerValue || (way.Values[0] is QueryValue && Hindrance(arguments) is FromCallerValue))
            {
                _recorder.Dependent(RunningIn, RunningAt(site));
            }
            else if (way.Values[0] is UnknownValue unknown)
            {
                Report(Unknown(unknown.Reason), null, way, site, FindingKind.Query);
            }
            else if (way.Values[0] is QueryValue && Hindrance(arguments) is UnknownValue hindered)
            {
                Report(Unknown(hindered.Reason), null, way, site, FindingKind.Query);
            }
            else if (way.Values[0] is QueryValue query)
            {
                RunOne(query, method, arguments, way, site);
            }
        }
    }

    private void RunOne(QueryValue query, IMethodSymbol? method, ImmutableArray<AbstractValue> arguments, Way way, SyntaxNode site)
    {
        var session = new TranslatorSession(this, way.Assumes);
        do
        {
            session.Begin();
            var commands = _flow.Translator.Run(method, query, Exported(arguments), _flow.OriginOf(site), session);
            if (session.CallerSeen is not null)
            {
                _recorder.Dependent(RunningIn, RunningAt(site));
                continue;
            }

            Judge(commands, query, way with { Assumes = Paths.Join(session.Assumes, _assumed) ?? session.Assumes, Path = Paths.Text(way.Path, session.Path) }, site);
        }
        while (session.Next());
    }

    private void Judge(QueryCommands commands, QueryValue query, Way way, SyntaxNode site)
    {
        if (commands.UnknownReason is { } reason)
        {
            Report(Unknown(reason) with { At = commands.UnknownAt }, query, way, site, FindingKind.Query);
        }

        Plan? worst = null;
        var same = SameValues(way.Assumes);
        NoteCarried(commands.Commands.FirstOrDefault(static c => !c.IsOwnEntry)?.Statement.Query, query, site);
        var kind = FindingKind.Query;
        foreach (var command in commands.Commands)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var plan = ShardPlanner.Plan(command.Statement with { SameValues = same }, _flow.Catalog, _flow.Options);
            if (_calledCompiled is null && command.IsOwnEntry && PlaceAt(command.At) is { } place)
            {
                _recorder.RanInside(_frame, site, place, new Observed(plan, way.Path, FindingKind.Query) { Subject = TextAt(command.At) ?? Shown(site), AllowedBecause = query.AllowedBecause });
                continue;
            }

            if (command.Statement.Query is { Command: not CommandKind.Select })
            {
                kind = FindingKind.Write;
            }

            if (worst is null || Verdicts.IsWorse(plan.Verdict, worst.Verdict))
            {
                worst = plan;
            }
        }

        if (worst is not null)
        {
            var isSaid = NoteIgnoredFilter(worst, query, way, site) || _isSaid;
            Report(worst, query, way, site, kind, isSaid && worst.Verdict == Verdict.Fanout);
        }
    }

    /// <summary>A query that leaves its shard because the filter that would give the key was ignored.</summary>
    private bool NoteIgnoredFilter(Plan plan, QueryValue query, Way way, SyntaxNode site)
    {
        if (_calledCompiled is null && Verdicts.IsWorse(plan.Verdict, Verdict.Unknown) && PlaceAt(query.FiltersIgnoredAt) is { } place && _flow.Contexts.FiltersByKey(plan.Table))
        {
            _recorder.RanInside(_frame, site, place, new Observed(plan, way.Path, FindingKind.TenantFilterIgnored) { Subject = TextAt(query.At) ?? Shown(site), AllowedBecause = query.AllowedBecause });
            return true;
        }

        return false;
    }

    private void Report(Plan plan, QueryValue? query, Way way, SyntaxNode site, FindingKind kind, bool isSaid = false) =>
        _recorder.Ran(RunningIn, RunningAt(site), new Observed(plan, way.Path, kind)
        {
            IsSaidElsewhere = isSaid || _calledCompiled is not null,
            Subject = (query is null ? null : TextAt(query.At)) ?? Shown(site),
            AllowedBecause = query?.AllowedBecause ?? _calledCompiled?.AllowedBecause,
        });

    private string? TextAt(Origin origin) => NodeAt(origin) is { } node ? Shown(node) : null;

    private SyntaxNode? NodeAt(Origin origin) =>
        _flow.LocationOf(origin) is { SourceTree: { } tree } place
        && place.SourceSpan.End <= tree.Length
        && tree.GetRoot(_cancellationToken).FindNode(place.SourceSpan, getInnermostNodeForTie: true) is { } node
        && node.Span == place.SourceSpan
            ? node
            : null;

    /// <summary>Where a diagnostic about a piece of code stands.</summary>
    private Location? PlaceAt(Origin origin) => NodeAt(origin) is { } node ? Recorder.PlaceOf(node) : _flow.LocationOf(origin);

    private static Plan Unknown(string reason) => new(Verdict.Unknown, ShardReach.None, reason) { Cause = PlanCause.Unreadable };

    private void RunUnknown(AbstractValue source, string reason, SyntaxNode site)
    {
        if (_quiet > 0 || _state is null)
        {
            return;
        }

        foreach (var way in Paths.Of([source], _assumed))
        {
            if (way.Values[0] is FromCallerValue)
            {
                _recorder.Dependent(RunningIn, RunningAt(site));
            }
            else if (way.Values[0] is QueryValue query)
            {
                Report(Unknown(reason), query, way, site, FindingKind.Query);
            }
            else if (way.Values[0] is UnknownValue unknown)
            {
                Report(Unknown(unknown.Reason), null, way, site, FindingKind.Query);
            }
        }
    }

    /// <summary>Whether what runs now lost its key in a way that has its own message, so that its spread needs no second one.</summary>
    private bool _isSaid;

    /// <summary>Something is enumerated: if it is a query that has not run, it runs here.</summary>
    private void Enumerate(AbstractValue value, SyntaxNode site, bool isSaid = false)
    {
        var outer = _isSaid;
        foreach (var alternative in Paths.Alternatives(value))
        {
            _isSaid = outer || isSaid || alternative.Value is RowsValue { IsSaid: true };
            switch (alternative.Value)
            {
                case RowsValue { Fetched: false } rows:
                    RunQuery(WithPath(rows.Source, alternative), null, ImmutableArray<AbstractValue>.Empty, site);
                    break;
                case QueryValue or FromCallerValue or UnknownValue:
                    RunQuery(WithPath(alternative.Value, alternative), null, ImmutableArray<AbstractValue>.Empty, site);
                    break;
            }
        }

        _isSaid = outer;
    }

    private static AbstractValue WithPath(AbstractValue value, Alternative path) =>
        path.Path is null && path.Assumes.IsEmpty
            ? value
            : new ChoiceValue([.. Paths.Alternatives(value).Select(a => new Alternative(a.Value, Paths.Text(a.Path, path.Path)) { Assumes = Paths.Join(a.Assumes, path.Assumes) ?? a.Assumes })]);

    /// <summary>An argument of a library method: a query that arrives there as a sequence is enumerated by it.</summary>
    private void GiveAway(AbstractValue argument, IMethodSymbol method, ITypeSymbol parameter, IOperation operation)
    {
        if (Writes(method))
        {
            WriteOut(argument, operation.Syntax);
            return;
        }

        var pending = Paths.Alternatives(argument).Any(static a => a.Value is QueryValue or RowsValue { Fetched: false } or FromCallerValue or UnknownValue);
        if (!pending)
        {
            return;
        }

        if (_flow.Known.IsQuery(parameter))
        {
            if (!_flow.Known.IsQuery(Awaited(method.ReturnType)) && !SymbolNames.IsIn(method, "Microsoft.EntityFrameworkCore"))
            {
                RunUnknown(argument, "'" + ExtensionBlocks.OwnerName(method) + "." + method.Name + "' comes from another assembly; what it sends is not known", operation.Syntax);
            }

            return;
        }

        var sequence = ElementType(parameter) is not null && parameter.SpecialType != SpecialType.System_String;
        if (sequence)
        {
            Enumerate(argument, operation.Syntax);
        }
    }

    /// <summary>One value of alternatives, thinned out where there are many: those that are judged alike are represented by the first and the last.</summary>
    private AbstractValue Settle(IEnumerable<Alternative> alternatives)
    {
        var value = WithoutInert(Paths.Choice(alternatives));
        if (value is not ChoiceValue { Alternatives: { Length: > FewAlternatives } many })
        {
            return value;
        }

        if (_likenessRead >= MostLikenessRead)
        {
            return new UnknownValue("more conditions decide what the query becomes than can be followed");
        }

        var groups = new Dictionary<string, (int First, int Last)>();
        for (var i = 0; i < many.Length; i++)
        {
            var key = many[i].Value is QueryValue query ? Likeness(query) : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            groups[key] = groups.TryGetValue(key, out var range) ? (range.First, i) : (i, i);
        }

        var kept = groups.Values.SelectMany(static g => new[] { g.First, g.Last }).Distinct().OrderBy(static i => i).Select(i => many[i]).ToImmutableArray();
        return kept.Length == 1 ? kept[0].Value : new ChoiceValue(kept);
    }

    /// <summary>A query with further conditions that have no part in where it runs counts as the one without them, on either path.</summary>
    private AbstractValue WithoutInert(AbstractValue value)
    {
        if (value is not ChoiceValue { Alternatives: var alternatives })
        {
            return value;
        }

        var kept = new List<Alternative>(alternatives.Length);
        foreach (var alternative in alternatives)
        {
            var same = kept.FindIndex(k => IsNarrowed(k, alternative) || IsNarrowed(alternative, k));
            if (same < 0)
            {
                kept.Add(alternative);
            }
            else
            {
                var plain = IsNarrowed(alternative, kept[same]) ? kept[same].Value : alternative.Value;
                kept[same] = new Alternative(plain, null) { Assumes = Paths.Common(kept[same].Assumes, alternative.Assumes) };
            }
        }

        return kept.Count == alternatives.Length ? value : kept.Count == 1 ? kept[0].Value : new ChoiceValue([.. kept]);
    }

    private bool IsNarrowed(Alternative one, Alternative other) =>
        one.Value is QueryValue query && other.Value is QueryValue plain && _flow.Translator.IsNarrowed(query, plain);

    private const int FewAlternatives = 8;

    /// <summary>
    /// How much SQL is looked at in one member to tell alternatives that are alike. A search with a hundred optional
    /// subqueries would else be planned thousands of times.
    /// </summary>
    private const int MostLikenessRead = 200_000;

    private int _likenessRead;

    private readonly Dictionary<AbstractValue, string> _likeness = new(ByReference.Instance);

    /// <summary>What a query comes to as it stands: two that are alike here stay alike whatever is added to both.</summary>
    private string Likeness(QueryValue query)
    {
        if (_likeness.TryGetValue(query, out var known))
        {
            return known;
        }

        var session = new TranslatorSession(this, Paths.NoAssumption);
        session.Begin();
        var commands = _flow.Translator.Run(null, query, ImmutableArray<AbstractValue>.Empty, query.At, session);
        var likeness = string.Join(";", commands.Commands.Select(c =>
        {
            _likenessRead += c.Statement.Query is { } query ? QueryPrinter.Print(query).Length : 0;
            var plan = ShardPlanner.Plan(c.Statement, _flow.Catalog, _flow.Options);
            return plan.Verdict + " " + plan.Shards + " " + plan.Reason + " " + Outline(c.Statement.Query);
        })) + commands.UnknownReason;
        _likeness.Add(query, likeness);
        return likeness;
    }

    private static string Outline(Query? query) => query is null
        ? ""
        : query.Sources.Length + (query.Limit is null ? "" : "l") + (query.Offset is null ? "" : "o") + (query.Distinct ? "d" : "")
            + query.GroupBy.Length + (query.SetOperation is null ? "" : "s") + string.Join(",", query.Sources.OfType<SubquerySource>().Select(static s => Outline(s.Query)));
}
