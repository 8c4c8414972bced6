using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Model;

namespace ShardSafety.Analyzers.Rules.Model;

/// <summary>SHARD1046: a name that is too long for its shards.</summary>
internal sealed class NameTooLong : ModelRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.NameTooLong,
        "A name that is too long for its shards",
        "The name {1} of {0} has {2} bytes, and a shard's has up to 8 more than PostgreSQL's 63 leave room for: Citus shortens it on the shards to a prefix and a hash, so that errors that come from there do not name it",
        Categories.Model,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A shard's table, index or constraint has the number of the shard at the end of its name.",
        HelpLinks.For(RuleIds.NameTooLong));

    public static readonly Rule Definition = new(Descriptor, RuleEffect.Guidance);

    public override Rule Rule => Definition;

    // "_" and a shard id of seven digits, as AppendShardIdToName writes it (relay_event_utility.c).
    private const int Room = 63 - 8;

    public override IEnumerable<ModelFinding> Find(ModelView view)
    {
        foreach (var table in view.Tables)
        {
            if (table.Kind is not (TableKind.Distributed or TableKind.Reference or TableKind.SingleShard))
            {
                continue;
            }

            foreach (var (name, place) in Names(table))
            {
                var bytes = Encoding.UTF8.GetByteCount(name);
                if (bytes > Room)
                {
                    yield return new(view.PlaceOf(table, place), view.Display(table), name, bytes) { Properties = view.Properties(table, null) };
                }
            }
        }
    }

    private static IEnumerable<(string Name, Place Place)> Names(Table table)
    {
        yield return (table.Name.Name, table.Place);
        if (table.PrimaryKey is { } primary)
        {
            yield return (primary.Name, primary.Place);
        }

        foreach (var alternate in table.UniqueConstraints)
        {
            yield return (alternate.Name, alternate.Place);
        }

        foreach (var index in table.Indexes)
        {
            yield return (index.Name, index.Place);
        }

        foreach (var foreign in table.ForeignKeys)
        {
            yield return (foreign.Name, foreign.Place);
        }
    }
}
