using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Interpretation;
using ShardSafety.Core.ModelReading.Marking;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>The models that referenced assemblies carry.</summary>
internal static class ReferencedModels
{
    public static IEnumerable<ShardModel> Of(Compilation compilation, MarkReader marks, CancellationToken cancellationToken)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.OrderBy(static a => a.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Marks.KnowsMarks(assembly))
            {
                yield return Of(assembly) ?? Live(compilation, assembly, cancellationToken) ?? Symbols(compilation, assembly, marks, cancellationToken);
            }
        }
    }

    /// <summary>The model of one referenced assembly, if it carries one or its source is at hand.</summary>
    public static ShardModel? Find(Compilation compilation, IAssemblySymbol assembly, CancellationToken cancellationToken) =>
        Of(assembly) ?? Live(compilation, assembly, cancellationToken);

    /// <summary>In an editor a referenced project may be its own live compilation, whose source can be read.</summary>
    private static ShardModel? Live(Compilation compilation, IAssemblySymbol assembly, CancellationToken cancellationToken) =>
        compilation.GetMetadataReference(assembly) is CompilationReference reference ? ModelReader.Read(reference.Compilation, cancellationToken) : null;

    /// <summary>Without metadata: sets, annotations and conventions; the code that configures the model is noted as unread.</summary>
    private static ShardModel Symbols(Compilation compilation, IAssemblySymbol assembly, MarkReader marks, CancellationToken cancellationToken) =>
        new(SourceTypes.Of(assembly)
            .Where(static t => t is { IsAbstract: false, IsGenericType: false } && ContextReader.IsContext(t))
            .OrderBy(static t => t.Name, StringComparer.Ordinal)
            .Select(t => ContextReader.Read(t, compilation, marks, null, cancellationToken))
            .ToEquatableArray());

    /// <summary>The model of one assembly; null when it carries none, an unread part when it can't be read.</summary>
    public static ShardModel? Of(IAssemblySymbol assembly)
    {
        var parts = new SortedDictionary<int, string>();
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: MarkNames.ModelMetadata, ContainingNamespace.Name: MarkNames.Namespace }
                && attribute.ConstructorArguments is [{ Value: int part }, { Value: string text }])
            {
                parts[part] = text;
            }
        }

        if (parts.Count == 0)
        {
            return null;
        }

        return ModelSerializer.TryRead(string.Concat(parts.Values), out var model, out var reason)
            ? model
            : new ShardModel([]) { Unread = [new UnreadPart("The assembly " + assembly.Name + ": " + reason, null, Place.None)] };
    }
}
