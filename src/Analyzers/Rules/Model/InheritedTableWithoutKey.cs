using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1007: the table of a derived type does not include the distribution key.</summary>
internal sealed class InheritedTableWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.InheritedTableWithoutKey,
        "The table of a derived type does not include the distribution key",
        "The table {1} of the derived type {0} does not include the distribution key {2} in its primary key {3}, so Citus refuses it: {4}. Put {2} into the primary key of the base type, which all its tables share.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Under table-per-type a derived type's table has the base's primary key and its own properties, and no other column of the base.",
        HelpLinks.For(RuleIds.InheritedTableWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view) => view.ImplicitTablesWithoutKey(MadeBy.Inheritance);
}
