using Microsoft.CodeAnalysis;

namespace ShardSafety.Analyzers.Hosting;

/// <summary>A rule of the catalogue.</summary>
/// <param name="Descriptor">Its id, words and severity under the default mode.</param>
/// <param name="Effect">What it means; a plan may say otherwise for a single diagnostic.</param>
internal sealed record Rule(DiagnosticDescriptor Descriptor, RuleEffect Effect)
{
    public string Id => Descriptor.Id;
}

/// <summary>The categories of rules, as SARIF and the IDE group them.</summary>
internal static class Categories
{
    public const string Model = "ShardSafety.Model";
    public const string Queries = "ShardSafety.Queries";
    public const string Writes = "ShardSafety.Writes";
    public const string Migrations = "ShardSafety.Migrations";
    public const string Analysis = "ShardSafety.Analysis";
}

/// <summary>Where a rule's page is.</summary>
internal static class HelpLinks
{
    public static string For(string id) => "https://github.com/shardsafety/shardsafety/blob/main/docs/rules/" + id + ".md";
}
