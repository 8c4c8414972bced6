using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.EntityFrameworkCore;
using ShardSafety.Generators;
using ShardSafety.Testing;

namespace ShardSafety.ScopedQueries.Tests.Running;

/// <summary>The recorded suite's model and the scoped queries, compiled together with what the generator makes of them.</summary>
internal static class CompiledSuite
{
    private static readonly Lazy<CSharpCompilation> s_compilation = new(Build);

    private static readonly Lazy<Assembly> s_assembly = new(Load);

    public static CSharpCompilation Compilation => s_compilation.Value;

    /// <summary>The queries as <c>Class.Method</c>, in the order of source.</summary>
    public static IEnumerable<string> Queries => ResourceNames
        .SelectMany(name => CSharpSyntaxTree.ParseText(Read(name)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Select(m => ((ClassDeclarationSyntax)m.Parent!).Identifier.Text + "." + m.Identifier.Text);

    private static IEnumerable<string> ResourceNames => typeof(CompiledSuite).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("Queries/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static MethodInfo Method(string query)
    {
        var parts = query.Split('.');
        return s_assembly.Value.GetType("Suite.Scoped." + parts[0])!.GetMethod(parts[1])!;
    }

    public static DbContext Context(DbContextOptions options) => (DbContext)Activator.CreateInstance(s_assembly.Value.GetType("Suite.AppDb")!, options)!;

    /// <summary>A constant of the generated script.</summary>
    public static string Script(string name) => (string)s_assembly.Value.GetType("Suite.AppDbCitus")!.GetField(name)!.GetRawConstantValue()!;

    private static CSharpCompilation Build()
    {
        var compilation = Compile.Library("Suite", References.All, [Read("Model.cs"), .. ResourceNames.Select(Read)]);
        CSharpGeneratorDriver.Create([new ShardSafetyGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return ((CSharpCompilation)output).MustCompile();
    }

    private static Assembly Load()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        return result.Success ? Assembly.Load(image.ToArray()) : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(CompiledSuite).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
