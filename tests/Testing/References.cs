using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Testing;

/// <summary>Metadata references for compilations in tests: the very files this project was compiled against, read once.</summary>
public static class References
{
    private static readonly Lazy<ImmutableArray<PortableExecutableReference>> Listed = new(Load);

    private static readonly Lazy<ImmutableArray<MetadataReference>> AllReferences = new(() => [.. Listed.Value]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> FrameworkReferences = new(() => Named(name => !IsLibrary(name)));

    private static readonly Lazy<ImmutableArray<MetadataReference>> WithoutEntityFrameworkReferences =
        new(() => Named(name => !name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) && !name.StartsWith("Npgsql.EntityFrameworkCore", StringComparison.Ordinal)));

    private static readonly Lazy<ImmutableArray<MetadataReference>> WithoutAttributesReferences =
        new(() => Named(name => !name.StartsWith("ShardSafety", StringComparison.Ordinal)));

    /// <summary>.NET, EF Core, Npgsql, its EF Core provider, Dapper and ShardSafety.Attributes.</summary>
    public static ImmutableArray<MetadataReference> All => AllReferences.Value;

    /// <summary>.NET alone.</summary>
    public static ImmutableArray<MetadataReference> Framework => FrameworkReferences.Value;

    /// <summary>All but EF Core and its provider: a project that talks to the database through Dapper or Npgsql.</summary>
    public static ImmutableArray<MetadataReference> WithoutEntityFramework => WithoutEntityFrameworkReferences.Value;

    /// <summary>All but ShardSafety.Attributes: a project that has nothing to do with shards.</summary>
    public static ImmutableArray<MetadataReference> WithoutAttributes => WithoutAttributesReferences.Value;

    private static ImmutableArray<MetadataReference> Named(Func<string, bool> wanted) =>
        [.. Listed.Value.Where(reference => wanted(Path.GetFileNameWithoutExtension(reference.FilePath ?? "")))];

    private static bool IsLibrary(string name) =>
        name is "Dapper" or "Npgsql"
        || name.StartsWith("Npgsql.", StringComparison.Ordinal)
        || name.StartsWith("ShardSafety", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal);

    private static ImmutableArray<PortableExecutableReference> Load()
    {
        using var stream = typeof(References).Assembly.GetManifestResourceStream("references.txt")
            ?? throw new InvalidOperationException("The build did not list its references.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
