using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Ddl;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>
/// SHARD1048: a table that the generated Citus script can't hold. Reasons that other rules report (a key that is not mapped, a
/// name that is too long) are left to them.
/// </summary>
internal sealed class LeftOutOfScript : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.LeftOutOfScript,
        "A table is left out of the generated Citus script",
        "The generated Citus script of {0} leaves {1} out, since {2}{3}. Write the name out, or distribute these tables by hand.",
        Categories.Model,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The script names tables and columns as PostgreSQL knows them, and guesses none. What depends on a table that is left out is left out too.",
        HelpLinks.For(RuleIds.LeftOutOfScript));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Refused);

    public override Rule Rule => Definition;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        var plan = DistributionPlanner.Plan(view.Context);
        foreach (var table in plan.LeftOut)
        {
            if (table.IsFoundHere)
            {
                var dependents = plan.LeftOut.Where(other => other.Because == table.Table).Select(other => other.Table.Name).ToList();
                yield return new(
                    table.Place,
                    view.Context.DisplayName,
                    table.Table.Name,
                    table.Reason,
                    dependents.Count == 0 ? "" : "; so are left out " + string.Join(", ", dependents) + ", which depend on it");
            }
        }
    }
}
