using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Rules.Migrations;
using ShardSafety.Core.MigrationReading;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>What the migrations of a compilation do wrong: found once, since each stands on those before it, and reported file by file.</summary>
internal sealed class MigrationFindings(AnalysisScope scope)
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
        var migrations = MigrationReader.Read(scope.Compilation, cancellationToken);
        if (migrations.Count == 0)
        {
            return ImmutableDictionary<SyntaxTree, ImmutableArray<Diagnostic>>.Empty;
        }

        var trees = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
        foreach (var tree in scope.Compilation.SyntaxTrees)
        {
            if (!trees.ContainsKey(tree.FilePath))
            {
                trees.Add(tree.FilePath, tree);
            }
        }

        var model = scope.Model(cancellationToken);
        var found = new Dictionary<(string Id, SyntaxTree Tree, TextSpan Span), Diagnostic>();
        foreach (var context in migrations.GroupBy(static m => m.Context))
        {
            var its = ModelOf(context.Key, model);
            if (its is { NotSharded: true })
            {
                continue;
            }

            foreach (var finding in MigrationReplay.Run([.. context], its, cancellationToken))
            {
                if (At(finding.Place, trees) is { } location && Diagnose(finding, location) is var diagnostic
                    && !found.ContainsKey((diagnostic.Id, location.SourceTree!, location.SourceSpan)))
                {
                    found.Add((diagnostic.Id, location.SourceTree!, location.SourceSpan), diagnostic);
                }
            }
        }

        return found.Values.GroupBy(static d => d.Location.SourceTree!).ToImmutableDictionary(
            static group => group.Key,
            static group => group.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal).ToImmutableArray());
    }

    /// <summary>A migration without its designer file belongs to the one context there is.</summary>
    private static ContextModel? ModelOf(string? context, ShardModel model) => context is null
        ? model.Contexts.Count == 1 ? model.Contexts[0] : null
        : model.Contexts.FirstOrDefault(c => c.TypeName == context);

    private Diagnostic Diagnose(MigrationFinding finding, Location location)
    {
        var refusal = finding.Refusal;
        var properties = refusal.IsGuidance
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.SetItem("citus", refusal.Detail is null ? refusal.Message : refusal.Message + "|" + refusal.Detail);
        return scope.Diagnose(MigrationRules.Of(refusal.Problem), location, [finding.Subject, refusal.Words], properties: properties.SetItem("table", finding.Subject));
    }

    private static Location? At(Place place, Dictionary<string, SyntaxTree> trees) =>
        place.File is { } file && trees.TryGetValue(file, out var tree) && place.Start <= tree.Length
            ? Location.Create(tree, TextSpan.FromBounds(place.Start, Math.Min(tree.Length, place.Start + place.Length)))
            : null;
}
