using System.Reflection;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Tests.Hosting;

public sealed class RuleCatalogTests
{
    [Fact]
    public void Every_rule_of_the_assembly_is_listed()
    {
        var declared = typeof(RuleCatalog).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(Rule))
            .Select(field => (Rule)field.GetValue(null)!);
        declared.Except(RuleCatalog.All).Select(rule => rule.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = RuleCatalog.All.Select(rule => rule.Id).ToList();
        ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_id_has_a_rule()
    {
        var ids = typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!);
        ids.Except(RuleCatalog.All.Select(rule => rule.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_has_its_page_and_an_explanation()
    {
        foreach (var rule in RuleCatalog.All)
        {
            rule.Descriptor.HelpLinkUri.ShouldEndWith("/docs/rules/" + rule.Id + ".md");
            rule.Descriptor.Description.ToString().ShouldNotBeNullOrWhiteSpace(rule.Id);
        }
    }
}
