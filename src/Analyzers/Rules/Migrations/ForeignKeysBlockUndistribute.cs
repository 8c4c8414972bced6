using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;

namespace ShardSafety.Analyzers.Rules.Migrations;

/// <summary>SHARD4007: a migration undistributes a table that foreign keys connect.</summary>
internal static class ForeignKeysBlockUndistribute
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignKeysBlockUndistribute,
        "A migration undistributes a table that foreign keys connect",
        "{0} cannot be undistributed while foreign keys connect it with other tables: {1}. Drop them before, or pass cascade_via_foreign_keys => true.",
        Categories.Migrations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "With the cascade every table that foreign keys connect becomes a plain one.",
        HelpLinks.For(RuleIds.ForeignKeysBlockUndistribute));

    public static readonly Rule Rule = new(Descriptor, RuleEffect.Refused);
}
