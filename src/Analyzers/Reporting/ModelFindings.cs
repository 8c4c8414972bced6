using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Rules.Analysis;
using ShardSafety.Analyzers.Rules.Model;
using ShardSafety.Core.Model;
using ShardSafety.Core.Support;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>
/// What the model rules find in a compilation: computed once, then reported file by file as the compiler comes to each, so
/// that an editor shows a diagnostic in the open file without waiting for the whole compilation.
/// </summary>
internal sealed class ModelFindings(AnalysisScope scope)
{
    private readonly object _gate = new();
    private ImmutableDictionary<SyntaxTree, ImmutableArray<Diagnostic>>? _byTree;

    public ImmutableArray<Diagnostic> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var byTree = Volatile.Read(ref _byTree);
        if (byTree is null)
        {
            lock (_gate)
            {
                byTree = _byTree ??= Compute(cancellationToken);
            }
        }

        return byTree.TryGetValue(tree, out var diagnostics) ? diagnostics : ImmutableArray<Diagnostic>.Empty;
    }

    private ImmutableDictionary<SyntaxTree, ImmutableArray<Diagnostic>> Compute(CancellationToken cancellationToken)
    {
        var trees = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
        foreach (var tree in scope.Compilation.SyntaxTrees)
        {
            if (!trees.ContainsKey(tree.FilePath))
            {
                trees.Add(tree.FilePath, tree);
            }
        }

        // Two contexts that map the same entity find the same mistake in it: said once.
        var found = new Dictionary<(string Id, SyntaxTree Tree, TextSpan Span), Diagnostic>();
        var start = Location.Create(scope.Compilation.SyntaxTrees.First(), default);
        var model = scope.Model(cancellationToken);
        Unread(model.Unread);
        foreach (var context in model.Contexts)
        {
            if (context.NotSharded || context.Assembly != scope.Compilation.AssemblyName)
            {
                continue;
            }

            Unread(context.Unread);
            var view = new ModelView(context, model, scope.Options);
            foreach (var rule in ModelRules.All)
            {
                // One rule that fails leaves the others their say.
                scope.Run(
                    "the shard model by rule " + rule.Rule.Id,
                    At(context.Place, trees) ?? start,
                    Add,
                    cancellationToken,
                    () =>
                    {
                        foreach (var finding in rule.Find(view))
                        {
                            if (At(finding.Place, trees) is { } location)
                            {
                                Add(Diagnose(rule.Rule, finding, location, trees));
                            }
                        }
                    });
            }
        }

        return found.Values.GroupBy(static d => d.Location.SourceTree!).ToImmutableDictionary(
            static group => group.Key,
            static group => group.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal).ToImmutableArray());

        void Add(Diagnostic diagnostic)
        {
            var key = (diagnostic.Id, diagnostic.Location.SourceTree!, diagnostic.Location.SourceSpan);
            if (!found.ContainsKey(key))
            {
                found.Add(key, diagnostic);
            }
        }

        void Unread(EquatableArray<UnreadPart> parts)
        {
            foreach (var part in parts)
            {
                if (At(part.Place, trees) is { } location)
                {
                    Add(scope.Diagnose(ModelNotRead.Rule, location, [part.Reason]));
                }
            }
        }
    }

    private Diagnostic Diagnose(Rule rule, ModelFinding finding, Location location, Dictionary<string, SyntaxTree> trees) =>
        scope.Diagnose(
            rule,
            location,
            finding.Arguments,
            finding.Effect,
            finding.Related.Select(place => At(place, trees)).OfType<Location>(),
            finding.Properties);

    private static Location? At(Place place, Dictionary<string, SyntaxTree> trees)
    {
        if (place.File is not { } file || !trees.TryGetValue(file, out var tree))
        {
            return null;
        }

        var length = tree.Length;
        return place.Start > length ? null : Location.Create(tree, TextSpan.FromBounds(place.Start, Math.Min(length, place.Start + place.Length)));
    }
}
