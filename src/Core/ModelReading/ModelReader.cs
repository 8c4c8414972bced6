using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Interpretation;
using ShardSafety.Core.ModelReading.Marking;
using ShardSafety.Core.ModelReading.Metadata;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading;

/// <summary>Reads the shard model of a compilation: once, however many ask.</summary>
internal static class ModelReader
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<ShardModel>> Models = new();

    /// <summary>What the compilation and its references say about tables.</summary>
    public static ShardModel Read(Compilation compilation, CancellationToken cancellationToken)
    {
        if (Models.TryGetValue(compilation, out var known))
        {
            return known.Value!;
        }

        var model = ReadOnce(compilation, cancellationToken);
        return Models.GetValue(compilation, _ => new StrongBox<ShardModel>(model)).Value!;
    }

    private static ShardModel ReadOnce(Compilation compilation, CancellationToken cancellationToken)
    {
        var marks = new MarkReader(compilation);
        var contexts = new List<ContextModel>();
        ContextOptions? options = null;
        foreach (var context in Contexts(compilation, cancellationToken))
        {
            options ??= new ContextOptions(compilation, cancellationToken);
            contexts.Add(ContextReader.Read(context, compilation, marks, options, cancellationToken));
        }

        var referenced = ReferencedModels.Of(compilation, marks, cancellationToken).ToList();
        foreach (var model in referenced)
        {
            contexts.AddRange(model.Contexts.Where(c => contexts.All(known => known.TypeName != c.TypeName)));
        }

        return new ShardModel(contexts.ToEquatableArray())
        {
            LooseTables = LooseTables.Read(compilation, marks, contexts, cancellationToken)
                .Concat(referenced.SelectMany(static m => m.LooseTables))
                .GroupBy(static t => t.Name)
                .Select(static g => g.First())
                .ToEquatableArray(),
            Unread = referenced.SelectMany(static m => m.Unread).ToEquatableArray(),
        };
    }

    /// <summary>The contexts whose model EF Core would build: an abstract or generic one only if nothing here derives from it.</summary>
    private static IEnumerable<INamedTypeSymbol> Contexts(Compilation compilation, CancellationToken cancellationToken)
    {
        var all = SourceTypes.Of(compilation.Assembly).Where(ContextReader.IsContext).OrderBy(static t => ClrTypes.NameOf(t), StringComparer.Ordinal).ToList();
        foreach (var context in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!(context.IsAbstract || context.IsGenericType)
                || !all.Any(c => ClrTypes.SelfAndBases(c).Skip(1).Any(b => ClrTypes.Same(b.OriginalDefinition, context))))
            {
                yield return context;
            }
        }
    }
}
