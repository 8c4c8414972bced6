using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4015: a name that Citus does not find.</summary>
internal static class NameNotQuoted
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NameNotQuoted,
        "A name that Citus does not find",
        "{0}: {1}. Quote a table's name twice, as an identifier and as a text, and write a column as it stands, in its own case: create_distributed_table('\"Orders\"', 'TenantId').",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The table's name is parsed as a regclass, which folds what is not quoted to lower case; the column's is taken as it stands.",
        HelpLinks.For(RuleIds.NameNotQuoted));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
