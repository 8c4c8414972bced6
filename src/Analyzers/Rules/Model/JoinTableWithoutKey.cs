using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1006: the join table of a many-to-many relationship does not include the distribution key.</summary>
internal sealed class JoinTableWithoutKey : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.JoinTableWithoutKey,
        "The join table of a many-to-many relationship does not include the distribution key",
        "The join table {1} of a many-to-many relationship does not include the distribution key {2} in its primary key {3}, so Citus refuses it: {4}. Put {2} into the primary keys of both sides and map the join entity so that both foreign keys share it.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "EF Core makes the join table's primary key of both sides' primary keys. To distribute it, it needs one column that is the distribution key of both.",
        HelpLinks.For(RuleIds.JoinTableWithoutKey));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view) => view.ImplicitTablesWithoutKey(MadeBy.ManyToMany);
}
