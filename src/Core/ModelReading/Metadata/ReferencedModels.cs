using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>The models that referenced assemblies carry.</summary>
internal static class ReferencedModels
{
    public static IEnumerable<ShardModel> Of(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.OrderBy(static a => a.Name, StringComparer.Ordinal))
        {
            if (Marks.KnowsMarks(assembly) && Of(assembly) is { } model)
            {
                yield return model;
            }
        }
    }

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
