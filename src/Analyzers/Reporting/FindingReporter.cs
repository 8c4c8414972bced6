using System;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Rules.Queries;
using ShardSafety.Core.Findings;
using ShardSafety.Core.Planning;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>Turns findings into diagnostics: the inventory's entry and the rule's.</summary>
internal static class FindingReporter
{
    public static void Report(AnalysisScope scope, QueryFinding finding, Action<Diagnostic> report, CancellationToken cancellationToken, bool inventoryOnly = false)
    {
        var listed = finding.Kind is FindingKind.Query or FindingKind.Write && scope.IsAskedFor(InventoryEntry.Rule, finding.At.SourceTree, cancellationToken);
        var broken = inventoryOnly || finding.IsSaidElsewhere ? null : BrokenRule(finding);
        if (!listed && broken is null)
        {
            return;
        }

        var arguments = PlanMessage.Arguments(finding, ShardCounts.Of(scope.Model(cancellationToken), finding.Plan.Table));
        var properties = Properties(finding);
        if (listed)
        {
            report(scope.Diagnose(InventoryEntry.Rule, finding.At, arguments, null, finding.Related, properties));
        }

        if (broken is not null)
        {
            var related = finding.Fault is null || finding.Fault == finding.At ? finding.Related : finding.Related.Add(finding.At);
            report(scope.Diagnose(broken, finding.Fault ?? finding.At, arguments, PlanRules.EffectOf(finding, broken), related, properties));
        }
    }

    /// <summary>The rule that a finding breaks, if it breaks one and nobody allowed it.</summary>
    private static Rule? BrokenRule(QueryFinding finding)
    {
        // An allowance is a way past a warning. It cannot make work what Citus refuses, nor an analysis that failed.
        var rule = PlanRules.Choose(finding);
        var isAllowed = finding.AllowedBecause is not null && rule is not null
            && PlanRules.EffectOf(finding, rule) is RuleEffect.Spread or RuleEffect.Guidance or RuleEffect.Unknown;
        return isAllowed ? null : rule;
    }

    private static ImmutableDictionary<string, string?> Properties(QueryFinding finding)
    {
        var plan = finding.Plan;
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties["verdict"] = PlanMessage.Word(plan.Verdict);
        properties["reason"] = plan.Reason;
        properties["cause"] = plan.Cause.ToString();
        properties["kind"] = finding.Kind.ToString();
        properties["subject"] = finding.Subject;
        properties["shards"] = plan.Shards.ToString().ToLowerInvariant();
        Add("table", plan.Table);
        Add("key", plan.KeyColumn);
        Add("citus", plan.CitusError);
        Add("path", finding.Path);
        Add("helper", finding.Helper);
        Add("allowed", finding.AllowedBecause);
        if (plan.Repair is { } repair)
        {
            Add("repair", repair.Kind.ToString());
            Add("repairText", repair.Text);
        }

        return properties.ToImmutable();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                properties[name] = value;
            }
        }
    }
}
