using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;

namespace ShardSafety.Analyzers.Hosting;

/// <summary>What all rules share while one compilation is analysed. The model is read when the first of them asks.</summary>
internal sealed class AnalysisScope(Compilation compilation, AnalysisOptions options)
{
    public Compilation Compilation => compilation;

    public AnalysisOptions Options => options;

    public ShardModel Model(CancellationToken cancellationToken) => ModelReader.Read(compilation, cancellationToken);

    /// <summary>A diagnostic of a rule with the severity that the mode gives it.</summary>
    public Diagnostic Diagnose(
        Rule rule,
        Location location,
        object?[] arguments,
        RuleEffect? effect = null,
        IEnumerable<Location>? related = null,
        ImmutableDictionary<string, string?>? properties = null) =>
        Diagnostic.Create(rule.Descriptor, location, Severities.Of(effect ?? rule.Effect, options.Mode), related, properties, arguments);

    /// <summary>
    /// Whether somebody asked for a rule that is off by default. What nobody asked for need not be put together; of what is
    /// asked for, the compiler finds the severity afterwards.
    /// </summary>
    public bool IsAskedFor(Rule rule, SyntaxTree? tree, CancellationToken cancellationToken)
    {
        var settings = compilation.Options.SyntaxTreeOptionsProvider;
        return rule.Descriptor.IsEnabledByDefault
            || compilation.Options.SpecificDiagnosticOptions.ContainsKey(rule.Id)
            || (settings is not null
                && (settings.TryGetGlobalDiagnosticValue(rule.Id, cancellationToken, out _) || (tree is not null && settings.TryGetDiagnosticValue(tree, rule.Id, cancellationToken, out _))));
    }

    /// <summary>
    /// Runs a part of the analysis. What it throws becomes a diagnostic: the compiler would switch the analyzer off with a
    /// mere warning, and everything after it would pass unseen.
    /// </summary>
    public void Run(string part, Location location, Action<Diagnostic> report, CancellationToken cancellationToken, Action action)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            action();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception exception)
        {
            report(Diagnose(Rules.Analysis.AnalysisFailed.Rule, location, Rules.Analysis.AnalysisFailed.Arguments(part, exception)));
        }
    }
}
