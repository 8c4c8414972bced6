using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Rules.Analysis;
using ShardSafety.Analyzers.Rules.Queries;
using ShardSafety.Analyzers.Rules.Writes;
using ShardSafety.Core.Findings;
using ShardSafety.Core.Planning;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>Which rule a finding falls under. The one place that chooses; the plan and the finding's kind say all it needs.</summary>
internal static class PlanRules
{
    /// <summary>The rule, or null where there is nothing to say.</summary>
    public static Rule? Choose(QueryFinding finding) => finding.Kind switch
    {
        FindingKind.Query => OfPlan(finding.Plan, writes: false),
        FindingKind.Write => OfPlan(finding.Plan, writes: true),
        FindingKind.FilterAfterMaterialization => FilterAfterMaterialization.Rule,
        FindingKind.FindKeyParts => FindKeyParts.Rule,
        FindingKind.TenantFilterIgnored => TenantFilterIgnored.Rule,
        FindingKind.KeyWritten => KeyUpdated.Rule,
        FindingKind.KeyNotSetOnAdd => KeyNotSetOnAdd.Rule,
        FindingKind.MixedSaveChanges => MixedSaveChanges.Rule,
        FindingKind.BrokenPromise => BrokenPromise.Rule,

        // Found by its own action: it needs no plan.
        FindingKind.MisplacedAllowance => null,
        _ => UnknownVerdict.Rule,
    };

    /// <summary>What a finding means under its rule: a repartition is refused or slow depending on the cluster, and so on.</summary>
    public static RuleEffect EffectOf(QueryFinding finding, Rule rule)
    {
        if (finding.Kind is not (FindingKind.Query or FindingKind.Write))
        {
            return rule.Effect;
        }

        return finding.Plan.Verdict switch
        {
            Verdict.Unsupported => RuleEffect.Refused,
            Verdict.Repartition => finding.Plan.CitusError is null ? RuleEffect.Spread : RuleEffect.Refused,
            Verdict.Unknown => RuleEffect.Unknown,
            Verdict.Router or Verdict.Local => RuleEffect.Guidance,
            _ => RuleEffect.Spread,
        };
    }

    private static Rule? OfPlan(Plan plan, bool writes) => plan.Verdict switch
    {
        Verdict.Local => null,
        Verdict.Router => plan.Cause == PlanCause.ReferenceTableWrite ? ReferenceTableWrite.Rule : null,
        Verdict.Fanout => OfFanout(plan, writes),
        Verdict.Recursive => OfRecursive(plan),
        Verdict.Repartition => RepartitionJoin.Rule,
        Verdict.Unsupported => OfRefusal(plan),
        _ => UnknownVerdict.Rule,
    };

    private static Rule OfFanout(Plan plan, bool writes) => plan.Cause switch
    {
        PlanCause.KeyDefeated => KeyPredicateDefeated.Rule,
        PlanCause.KeyNotInherited => KeyNotInherited.Rule,
        PlanCause.DifferentKeyValues => SeveralTenants.Rule,
        PlanCause.RowLockOverShards => RowLocksOverShards.Rule,
        _ when plan.Shards == ShardReach.Several => writes ? WriteOnSeveralShards.Rule : SeveralShards.Rule,
        _ => writes ? WriteOnEveryShard.Rule : FanOut.Rule,
    };

    private static Rule OfRecursive(Plan plan) => plan.Cause switch
    {
        PlanCause.KeyDefeated => KeyPredicateDefeated.Rule,
        PlanCause.KeyNotInherited => KeyNotInherited.Rule,
        PlanCause.DifferentKeyValues => SeveralTenants.Rule,
        PlanCause.DifferentGroups => JoinAcrossGroups.Rule,
        PlanCause.LocalTable => JoinWithLocalTable.Rule,
        _ => IntermediateResults.Rule,
    };

    private static Rule OfRefusal(Plan plan) => plan.Cause switch
    {
        PlanCause.KeyUpdated => KeyUpdated.Rule,
        PlanCause.KeyMissingInInsert => InsertWithoutKey.Rule,
        PlanCause.FunctionInUpdate => FunctionInUpdate.Rule,
        PlanCause.RowLockOverShards => RowLocksOverShards.Rule,
        _ => RefusedByCitus.Rule,
    };
}
