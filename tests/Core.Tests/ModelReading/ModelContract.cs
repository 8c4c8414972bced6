using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Metadata;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>
/// The contract of the model reader: for the same source it says what EF Core's own model says. Source without a namespace
/// gets <c>Shop</c> and the usual usings.
/// </summary>
internal static class ModelContract
{
    private const string Usings =
        """
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Linq.Expressions;
        using System.Reflection;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
        using ShardSafety;

        namespace Shop;

        """;

    public static string Wrap(string source) => source.Contains("namespace ", StringComparison.Ordinal) ? source : Usings + source;

    /// <summary>Reads the model of a context that must agree with EF Core's in every line, and leave nothing unread.</summary>
    public static ContextModel Agrees(string source, string context = "Db", params MetadataReference[] libraries) => Agrees(source, context, out _, libraries);

    /// <summary>The same, with EF Core's model for further comparisons.</summary>
    public static ContextModel Agrees(string source, string context, out IModel real, params MetadataReference[] libraries)
    {
        var model = Compare(source, context, out var differences, out real, libraries);
        differences.ShouldBeEmpty(string.Join("\n", differences));
        model.Unread.ShouldBeEmpty(string.Join("\n", model.Unread.Select(u => u.ToString())));
        return model;
    }

    public static ContextModel Compare(string source, string context, out List<string> differences, params MetadataReference[] libraries) => Compare(source, context, out differences, out _, libraries);

    private static ContextModel Compare(string source, string context, out List<string> differences, out IModel built, params MetadataReference[] libraries)
    {
        var compilation = Compile.Library("TestProject", [.. References.All, .. libraries], Wrap(source));
        var model = ModelReader.Read(compilation, CancellationToken.None).Contexts.Single(c => c.DisplayName == context);
        var mine = ModelText.Of(model).ToHashSet();
        built = RealModel.Build(compilation, context);
        var real = ModelText.Of(built).ToHashSet();
        differences = [.. real.Except(mine).Select(l => (l, "EF:   " + l)).Concat(mine.Except(real).Select(l => (l, "ours: " + l))).OrderBy(l => l.Item1, StringComparer.Ordinal).Select(l => l.Item2)];
        return model;
    }

    /// <summary>The model of a context in source that need not compile.</summary>
    public static ContextModel Read(string source, string context = "Db") =>
        ModelReader.Read(Compile.Library(Wrap(source)), CancellationToken.None).Contexts.Single(c => c.DisplayName == context);
}
