using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.ModelReading.Marking;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Emission;

/// <summary>A context's finished model as plain data.</summary>
internal static class ContextEmission
{
    public static ContextModel Emit(ModelConfig config, BuiltModel model, MarkReader marks)
    {
        var distribution = new Distribution(model, marks, config);
        var entities = new EntityEmission(distribution, config);
        var tables = new TableEmission(model, distribution, config).Tables().ToList();
        return new ContextModel(ClrTypes.NameOf(config.Context))
        {
            DisplayName = config.Context.Name,
            Assembly = config.Context.ContainingAssembly?.Name ?? "",
            NotSharded = IsMarked(config.Context, MarkNames.NotSharded),
            DefaultSchema = config.DefaultSchema,
            Entities = model.Entities.Select(entities.Emit).ToEquatableArray(),
            Tables = tables.ToEquatableArray(),
            Groups = Groups(tables, marks, model).ToEquatableArray(),
            Unread = config.Unread.ToEquatableArray(),
            Place = Places.Of(config.Context),
        };
    }

    /// <summary>Whether the context or one it derives from carries an attribute of ours.</summary>
    public static bool IsMarked(INamedTypeSymbol context, string attribute) =>
        ClrTypes.SelfAndBases(context).Any(t => t.GetAttributes().Any(a => a.AttributeClass?.Name == attribute && a.AttributeClass.ContainingNamespace?.Name == MarkNames.Namespace));

    /// <summary>Each group with its root: the founder's own table, else the one whose key is the distribution column alone, else the first by name.</summary>
    private static IEnumerable<ColocationGroup> Groups(List<Table> tables, MarkReader marks, BuiltModel model)
    {
        foreach (var group in tables.Where(static t => t.Group is not null).GroupBy(static t => t.Group!, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var root = group.FirstOrDefault(t => t.Entities.Count > 0 && t.Entities[0] == group.Key)
                ?? group.FirstOrDefault(static t => t.PrimaryKey is { Columns: [var only] } && only == t.DistributionColumn)
                ?? group.First();
            yield return new ColocationGroup(group.Key)
            {
                DisplayName = group.Key.Substring(group.Key.LastIndexOfAny(['.', '+']) + 1),
                Root = root.Name,
                KeyType = root.FindColumn(root.DistributionColumn)?.Type,
                ShardCount = group.Select(static t => t.ShardCount).FirstOrDefault(static s => s is not null),
                ScopeName = group.SelectMany(static t => t.Entities).Select(id => marks.Of(model.Find(id)?.Type)).FirstOrDefault(m => m?.ScopeName is not null && ClrTypes.NameOf(m.Carrier) == group.Key)?.ScopeName,
            };
        }
    }
}
