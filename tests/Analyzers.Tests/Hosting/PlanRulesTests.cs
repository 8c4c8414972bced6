using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Analyzers.Reporting;
using ShardSafety.Core.Findings;
using ShardSafety.Core.Planning;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Hosting;

/// <summary>Which rule a plan falls under, how severe it is, and what it tells tools.</summary>
public sealed class PlanRulesTests
{
    private static readonly CSharpCompilation Compilation = Compile.Library("class C { }");

    [Theory]
    [InlineData("Query", "Local", "None", null)]
    [InlineData("Query", "Router", "None", null)]
    [InlineData("Write", "Router", "ReferenceTableWrite", RuleIds.ReferenceTableWrite)]
    [InlineData("Query", "Fanout", "KeyNotFixed", RuleIds.FanOut)]
    [InlineData("Query", "Fanout", "JoinOffKey", RuleIds.FanOut)]
    [InlineData("Write", "Fanout", "KeyNotFixed", RuleIds.WriteOnEveryShard)]
    [InlineData("Query", "Fanout", "KeyDefeated", RuleIds.KeyPredicateDefeated)]
    [InlineData("Query", "Fanout", "KeyNotInherited", RuleIds.KeyNotInherited)]
    [InlineData("Query", "Fanout", "DifferentKeyValues", RuleIds.SeveralTenants)]
    [InlineData("Query", "Fanout", "RowLockOverShards", RuleIds.RowLocksOverShards)]
    [InlineData("Query", "Recursive", "KeyDefeated", RuleIds.KeyPredicateDefeated)]
    [InlineData("Query", "Recursive", "KeyNotInherited", RuleIds.KeyNotInherited)]
    [InlineData("MisplacedAllowance", "Fanout", "None", null)]
    [InlineData("Query", "Recursive", "IntermediateResult", RuleIds.IntermediateResults)]
    [InlineData("Query", "Recursive", "DifferentKeyValues", RuleIds.SeveralTenants)]
    [InlineData("Query", "Recursive", "DifferentGroups", RuleIds.JoinAcrossGroups)]
    [InlineData("Query", "Recursive", "JoinOffKey", RuleIds.IntermediateResults)]
    [InlineData("Query", "Recursive", "LocalTable", RuleIds.JoinWithLocalTable)]
    [InlineData("Query", "Repartition", "JoinOffKey", RuleIds.RepartitionJoin)]
    [InlineData("Query", "Unsupported", "RefusedShape", RuleIds.Refused)]
    [InlineData("Query", "Unsupported", "RowLockOverShards", RuleIds.RowLocksOverShards)]
    [InlineData("Write", "Unsupported", "KeyUpdated", RuleIds.KeyUpdated)]
    [InlineData("Write", "Unsupported", "KeyMissingInInsert", RuleIds.InsertWithoutKey)]
    [InlineData("Write", "Unsupported", "FunctionInUpdate", RuleIds.FunctionInUpdate)]
    [InlineData("Query", "Unknown", "Unreadable", RuleIds.Unknown)]
    [InlineData("FilterAfterMaterialization", "Fanout", "None", RuleIds.FilterAfterMaterialization)]
    [InlineData("FindKeyParts", "Unknown", "None", RuleIds.FindKeyParts)]
    [InlineData("TenantFilterIgnored", "Fanout", "None", RuleIds.TenantFilterIgnored)]
    [InlineData("KeyWritten", "Unsupported", "None", RuleIds.KeyUpdated)]
    [InlineData("KeyNotSetOnAdd", "Unknown", "None", RuleIds.KeyNotSetOnAdd)]
    [InlineData("MixedSaveChanges", "Fanout", "None", RuleIds.MixedSaveChanges)]
    [InlineData("BrokenPromise", "Fanout", "None", RuleIds.BrokenPromise)]
    public void Rule(string kind, string verdict, string cause, string? id) =>
        (PlanRules.Choose(Finding(kind, verdict, cause))?.Id).ShouldBe(id);

    [Fact]
    public void Several_shards_have_their_own_rules()
    {
        PlanRules.Choose(Finding("Query", "Fanout", "SeveralKeyValues", ShardReach.Several))!.Id.ShouldBe(RuleIds.SeveralShards);
        PlanRules.Choose(Finding("Write", "Fanout", "SeveralKeyValues", ShardReach.Several))!.Id.ShouldBe(RuleIds.WriteOnSeveralShards);
    }

    [Theory]
    [InlineData("Local")]
    [InlineData("Router")]
    [InlineData("Fanout")]
    [InlineData("Recursive")]
    [InlineData("Repartition")]
    [InlineData("Unsupported")]
    [InlineData("Unknown")]
    public void A_verdict_has_its_word(string verdict) =>
        Report(Finding("Query", verdict, "None")).Single(d => d.Id == RuleIds.Inventory).Properties["verdict"].ShouldBe(verdict.ToLowerInvariant());

    [Fact]
    public void Every_cause_and_kind_has_an_answer()
    {
        foreach (var kind in Enum.GetNames<FindingKind>())
        {
            foreach (var verdict in Enum.GetNames<Verdict>())
            {
                foreach (var cause in Enum.GetNames<PlanCause>())
                {
                    Report(Finding(kind, verdict, cause)).Count.ShouldBeLessThanOrEqualTo(2);
                }
            }
        }
    }

    [Theory]
    [InlineData("Fanout", null, DiagnosticSeverity.Warning)]
    [InlineData("Repartition", null, DiagnosticSeverity.Warning)]
    [InlineData("Repartition", "the query contains a join that requires repartitioning", DiagnosticSeverity.Error)]
    [InlineData("Unsupported", "no", DiagnosticSeverity.Error)]
    [InlineData("Unknown", null, DiagnosticSeverity.Info)]
    public void Severity_follows_the_verdict(string verdict, string? citus, DiagnosticSeverity severity)
    {
        var finding = Finding("Query", verdict, "None");
        Report(finding with { Plan = finding.Plan with { CitusError = citus } }).Single(d => d.Id != RuleIds.Inventory).Severity.ShouldBe(severity);
    }

    [Theory]
    [InlineData("Fanout", false)]
    [InlineData("Recursive", false)]
    [InlineData("Unknown", false)]
    [InlineData("Unsupported", true)]
    public void An_allowance_hides_what_runs_and_never_what_is_refused(string verdict, bool reported)
    {
        var diagnostics = Report(Finding("Query", verdict, "None") with { AllowedBecause = "nightly report" });
        diagnostics.Any(d => d.Id != RuleIds.Inventory).ShouldBe(reported);
        diagnostics.Single(d => d.Id == RuleIds.Inventory).GetMessage(null).ShouldEndWith("; allowed: nightly report");
    }

    [Fact]
    public void Inventory_lists_safe_queries_too_and_is_off_by_default()
    {
        var entry = Report(Finding("Query", "Router", "None")).ShouldHaveSingleItem();
        entry.Id.ShouldBe(RuleIds.Inventory);
        entry.Properties["verdict"].ShouldBe("router");
        entry.Descriptor.IsEnabledByDefault.ShouldBeFalse();
        Report(Finding("Query", "Router", "None"), listed: false).ShouldBeEmpty();
        Report(Finding("Query", "Fanout", "None"), listed: false).ShouldHaveSingleItem().Id.ShouldNotBe(RuleIds.Inventory);
    }

    [Fact]
    public void Properties_carry_what_tools_need()
    {
        var finding = Finding("Query", "Fanout", "KeyNotFixed");
        var properties = Report(finding with
        {
            Path = "when all is true",
            Helper = "Helper.Run",
            Plan = finding.Plan with { Table = "Order", KeyColumn = "CompanyId", Repair = new Repair(RepairKind.FixKey, "compare the key") },
        }).Last().Properties;
        properties["verdict"].ShouldBe("fanout");
        properties["reason"].ShouldBe("for a reason");
        properties["cause"].ShouldBe("KeyNotFixed");
        properties["table"].ShouldBe("Order");
        properties["key"].ShouldBe("CompanyId");
        properties["repair"].ShouldBe("FixKey");
        properties["repairText"].ShouldBe("compare the key");
        properties["path"].ShouldBe("when all is true");
        properties["helper"].ShouldBe("Helper.Run");
    }

    [Fact]
    public void Messages_read_well_with_and_without_their_parts()
    {
        var finding = Finding("Query", "Fanout", "KeyNotFixed");
        Report(finding).Last().GetMessage(null).ShouldBe("'db.Orders' runs on every shard: for a reason");
        Report(finding with
        {
            Path = "when all is true",
            Plan = finding.Plan with { Reason = "For a reason.", Repair = new Repair(RepairKind.FixKey, "compare the key.") },
        }).Last().GetMessage(null).ShouldBe("'db.Orders' (when all is true) runs on every shard: For a reason. Compare the key");
        Report(Finding("Query", "Unsupported", "RefusedShape") with { Plan = finding.Plan with { Verdict = Verdict.Unsupported, CitusError = "no|because" } })
            .Last().GetMessage(null).ShouldBe("Citus refuses 'db.Orders': for a reason. Citus says: “no”, detail “because”");
    }

    private static QueryFinding Finding(string kind, string verdict, string cause, ShardReach shards = ShardReach.All) =>
        new(Location.Create(Compilation.SyntaxTrees[1], default), new Plan(Enum.Parse<Verdict>(verdict), shards, "for a reason") { Cause = Enum.Parse<PlanCause>(cause) })
        {
            Kind = Enum.Parse<FindingKind>(kind),
            Subject = "db.Orders",
        };

    private static List<Diagnostic> Report(QueryFinding finding, bool listed = true)
    {
        var reported = new List<Diagnostic>();
        var asked = Compilation.Options.WithSpecificDiagnosticOptions([new(RuleIds.Inventory, ReportDiagnostic.Info)]);
        FindingReporter.Report(new AnalysisScope(listed ? Compilation.WithOptions(asked) : Compilation, AnalysisOptions.Default), finding, reported.Add, TestContext.Current.CancellationToken);
        return reported;
    }
}
