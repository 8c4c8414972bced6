using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShardSafety.Core.Findings;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Planning;

namespace ShardSafety.Core.LinqReading.Flow.Results;

/// <summary>Collects what runs while one member is followed, and tells what is reported in it from what a helper reports itself.</summary>
internal sealed class Recorder(FlowContext flow, SummaryReader summaries, ISymbol unit, ImmutableArray<IOperation> blocks)
{
    private readonly Dictionary<string, Site> _sites = [];
    private readonly List<string> _order = [];
    private readonly HashSet<SyntaxNode> _called = [];
    private readonly HashSet<SyntaxNode> _said = [];
    private bool _dependent;
    private bool _changes;

    /// <summary>A way to a place that runs something.</summary>
    private sealed class Site
    {
        public required ImmutableArray<string> Keys { get; init; }

        public required SyntaxNode At { get; init; }

        public required SyntaxNode Node { get; init; }

        public Location? Place { get; init; }

        public ISymbol? Helper { get; init; }

        public required ImmutableArray<ISymbol> Units { get; init; }

        public Observed? Worst { get; set; }

        public bool IsDependent { get; set; }

        public bool EveryWay { get; set; } = true;
    }

    public SyntaxNode Root { get; } = blocks[0].Syntax;

    public IOperation RootOperation { get; } = blocks[0];

    /// <summary>Functions that came up, in order, so that those nobody calls are followed as well.</summary>
    public List<(LambdaValue Lambda, Frame Frame)> Functions { get; } = [];

    public void Seen(LambdaValue lambda, Frame frame)
    {
        if (lambda.Body is not null && IsInRoot(lambda.Body.Syntax))
        {
            Functions.Add((lambda, frame));
        }
    }

    public void Called(SyntaxNode function) => _called.Add(function);

    public bool WasCalled(SyntaxNode function) => _called.Contains(function);

    public void DependsOnCaller() => _dependent = true;

    public void Changes() => _changes = true;

    /// <summary>That what runs here leaves its shard is the fault of what has another message.</summary>
    public void SaidElsewhere(SyntaxNode site) => _said.Add(site);

    public void GaveUp(SyntaxNode node, Frame frame, string reason)
    {
        var place = IsInRoot(node) ? node : Root;
        var key = "gave up";
        if (!_sites.ContainsKey(key))
        {
            _order.Add(key);
            _sites.Add(key, new Site { Keys = ImmutableArray<string>.Empty, At = place, Node = place, Units = ImmutableArray<ISymbol>.Empty });
            _sites[key].Worst = new Observed(new Plan(Verdict.Unknown, ShardReach.None, reason) { Cause = PlanCause.Unreadable }, null, FindingKind.Query) { Subject = unit.Name };
        }

        _ = frame;
    }

    /// <summary>Something that runs at a place depends on the caller.</summary>
    public void Dependent(Frame frame, SyntaxNode site)
    {
        _dependent = true;
        if (SiteOf(frame, site, null, "") is { } found)
        {
            found.IsDependent = true;
        }
    }

    public void Ran(Frame frame, SyntaxNode site, Observed observed) => Add(frame, site, null, observed);

    /// <summary>A command that a query sends first, with an entry of its own.</summary>
    public void RanInside(Frame frame, SyntaxNode site, Location place, Observed observed) => Add(frame, site, place, observed);

    /// <summary>Something to say of a place beside what runs there.</summary>
    public void Noted(Frame frame, SyntaxNode site, Observed observed) => Add(frame, site, null, observed);

    private void Add(Frame frame, SyntaxNode site, Location? place, Observed observed)
    {
        if (SiteOf(frame, site, place, GroupOf(observed.Kind)) is not { } found)
        {
            return;
        }

        if (found.Worst is null || Verdicts.IsWorse(observed.Plan.Verdict, found.Worst.Plan.Verdict))
        {
            found.EveryWay &= found.Worst is null;
            found.Worst = observed.Kind == FindingKind.Query && found.Worst is { Kind: FindingKind.Write } ? observed with { Kind = FindingKind.Write } : observed;
        }
        else if (observed.Plan.Verdict != found.Worst.Plan.Verdict)
        {
            found.EveryWay = false;
        }
        else if (found.Worst.IsSaidElsewhere && !observed.IsSaidElsewhere)
        {
            found.Worst = observed;
        }
    }

    /// <summary>The entry for a way to a place; null where a helper on the way reports it by itself.</summary>
    private Site? SiteOf(Frame frame, SyntaxNode site, Location? place, string group)
    {
        var frames = new List<Frame>();
        for (var at = frame; at.Caller is not null; at = at.Caller)
        {
            frames.Add(at);
        }

        frames.Reverse();
        var steps = frames.Select(f => f.CallSite ?? Root).Append(site).ToList();
        var texts = steps.Select(Position).ToList();
        if (place is not null)
        {
            texts.Add(place.SourceSpan.Start.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (group.Length > 0)
        {
            texts.Add(group);
        }

        var key = string.Join(">", texts);
        if (_sites.TryGetValue(key, out var known))
        {
            return known;
        }

        var keys = ImmutableArray.CreateBuilder<string>();
        keys.Add(key);
        for (var i = 0; i < frames.Count; i++)
        {
            var within = string.Join(">", texts.Skip(i + 1));
            var isFunction = frames[i].Outer is not null;
            if (isFunction)
            {
                within = "λ" + within;
            }

            var owner = frames[i].Unit;
            if (KnownTypes.Same(owner, unit))
            {
                if (isFunction)
                {
                    keys.Add(within);
                }

                continue;
            }

            if (summaries.Of(owner).Judged.Contains(within))
            {
                return null;
            }
        }

        var at0 = steps[0];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (IsInRoot(steps[i]))
            {
                at0 = steps[i];
                break;
            }
        }

        var made = new Site
        {
            Keys = keys.ToImmutable(),
            At = at0,
            Node = site,
            Place = place is { SourceTree: { } tree } && tree == Root.SyntaxTree ? place : null,
            Helper = at0 == site ? null : frame.Unit,
            Units = [unit, .. frames.Select(static f => f.Unit)],
        };
        _sites.Add(key, made);
        _order.Add(key);
        return made;
    }

    /// <summary>Reads and writes that run are entries; other kinds are told apart from them and from one another.</summary>
    private static string GroupOf(FindingKind kind) => kind is FindingKind.Query or FindingKind.Write ? "" : kind.ToString();

    private bool IsInRoot(SyntaxNode node)
    {
        foreach (var block in blocks)
        {
            if (block.Syntax.SyntaxTree == node.SyntaxTree && block.Syntax.FullSpan.Contains(node.Span))
            {
                return true;
            }
        }

        return false;
    }

    private string Position(SyntaxNode node)
    {
        var origin = flow.OriginOf(node);
        return origin.Source + ":" + origin.Start + ":" + origin.Length;
    }

    /// <summary>What following the member came to.</summary>
    public Summary Finish()
    {
        var judged = ImmutableHashSet.CreateBuilder<string>();
        var findings = new List<QueryFinding>();
        var places = new Dictionary<(Location, string), int>();
        foreach (var key in _order)
        {
            var site = _sites[key];
            if (site.IsDependent || site.Worst is null)
            {
                continue;
            }

            judged.UnionWith(site.Keys);
            var finding = FindingOf(site, site.Worst);
            var place = (finding.At, GroupOf(finding.Kind));
            if (places.TryGetValue(place, out var index))
            {
                if (Verdicts.IsWorse(finding.Plan.Verdict, findings[index].Plan.Verdict))
                {
                    findings[index] = finding;
                }
            }
            else
            {
                places.Add(place, findings.Count);
                findings.Add(finding);
            }
        }

        return new Summary { Findings = [.. findings], Judged = judged.ToImmutable(), Dependent = _dependent, Changes = _changes };
    }

    private QueryFinding FindingOf(Site site, Observed observed)
    {
        var related = ImmutableArray.CreateBuilder<Location>();
        if (site.Helper is not null)
        {
            related.Add(PlaceOf(site.Node));
        }

        if (flow.LocationOf(observed.Plan.At) is { } fault)
        {
            related.Add(fault);
        }

        return new QueryFinding(site.Place ?? PlaceOf(site.At), observed.Plan)
        {
            Kind = observed.Kind,
            Subject = site.Helper is null ? observed.Subject : NameOf(site.Helper),
            Helper = site.Helper is null ? null : NameOf(site.Helper),
            Path = site.EveryWay ? null : observed.Path,
            IsSaidElsewhere = observed.IsSaidElsewhere || (_said.Contains(site.Node) && observed is { Kind: FindingKind.Query, Plan.Verdict: Verdict.Fanout }),
            Related = related.ToImmutable(),
            AllowedBecause = observed.AllowedBecause ?? site.Units.Select(Markings.Allowance).FirstOrDefault(static r => r is not null),
        };
    }

    private static string NameOf(ISymbol unit)
    {
        var member = unit is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : unit;
        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new" : member.Name;
        return ExtensionBlocks.OwnerName(member) is { Length: > 0 } owner ? owner + "." + name : name;
    }

    /// <summary>Where a diagnostic stands: of a call the method's name, else the whole.</summary>
    public static Location PlaceOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        InvocationExpressionSyntax invocation => invocation.Expression.GetLocation(),
        ObjectCreationExpressionSyntax creation => creation.Type.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => PlaceOf(property),
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => PlaceOf(property),
        _ => node.GetLocation(),
    };
}
