using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1005: the table of an owned type does not include the distribution key.</summary>
internal sealed class OwnedTableWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.OwnedTableWithoutKey,
        "The table of an owned type does not include the distribution key",
        "The table {1} of the owned type {0} does not include the distribution key {2} in its primary key {3}, so Citus refuses it: {4}. Put {2} into the owner's primary key, from which it takes its own.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An owned collection has a table of its own, whose primary key is the owner's and a number. It has the distribution key where the owner's primary key has it.",
        HelpLinks.For(RuleIds.OwnedTableWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view) => view.ImplicitTablesWithoutKey(MadeBy.Ownership);
}
