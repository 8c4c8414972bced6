using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.ModelReading.Emission;
using ShardSafety.Core.ModelReading.Interpretation;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading;

/// <summary>
/// Tables of marked classes that no context maps, as projects without EF Core have them: named by <c>[Table]</c> or the class,
/// with the columns and keys that EF Core's conventions and annotations would give them.
/// </summary>
internal static class LooseTables
{
    public static IEnumerable<Table> Read(Compilation compilation, MarkReader marks, IEnumerable<ContextModel> contexts, CancellationToken cancellationToken)
    {
        var mapped = new HashSet<string>(contexts.SelectMany(static c => c.Entities).Select(static e => e.TypeName), StringComparer.Ordinal);
        var types = SourceTypes.Of(compilation.Assembly)
            .Where(t => t is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, IsGenericType: false } && marks.Of(t) is not null && !mapped.Contains(ClrTypes.NameOf(t)))
            .OrderBy(static t => ClrTypes.NameOf(t), StringComparer.Ordinal)
            .ToList();
        if (types.Count == 0)
        {
            return [];
        }

        var config = new ModelConfig(types[0]);
        foreach (var type in types)
        {
            config.Entity(type).InModel = true;
        }

        var model = ModelBuild.Run(config, compilation, cancellationToken);
        return [.. new TableEmission(model, new Distribution(model, marks, config), config).Tables().Where(static t => t.Kind != TableKind.Unmarked)];
    }
}
