using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4006: a migration changes the distribution of a table with an identity column.</summary>
internal static class IdentityBlocksChange
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.IdentityBlocksChange,
        "A migration changes the distribution of a table with an identity column",
        "The distribution of {0} cannot be changed or undone: {1}. Create a new table and copy the rows.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Citus rebuilds the table for such a change, and cannot carry the state of an identity column over. EF Core makes one of every generated int or long.",
        HelpLinks.For(RuleIds.IdentityBlocksChange));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
