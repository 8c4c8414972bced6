using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ShardSafety.Agreement.Linq;

/// <summary>The C# of a folder of recorded queries, compiled as an application that has ShardSafety installed.</summary>
internal static class FolderCompilation
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Every C# file below the folder, parsed; nothing is bound yet.</summary>
    public static CSharpCompilation Create(string folder, string? references)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file), System.Text.Encoding.UTF8), parse, file))
            .Append(CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings, System.Text.Encoding.UTF8), parse, "ImplicitUsings.cs"));
        return CSharpCompilation.Create(
            "Suite",
            trees,
            ReferencePaths(references).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                concurrentBuild: false,
                specificDiagnosticOptions: [new("SHARD2000", ReportDiagnostic.Warn), new("SHARD9001", ReportDiagnostic.Warn)]));
    }

    /// <summary>The assemblies this program runs with, EF Core's and Npgsql's among them, and those of a further folder.</summary>
    private static IEnumerable<string> ReferencePaths(string? folder)
    {
        var own = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ShardSafety.A", StringComparison.Ordinal) || path.EndsWith("ShardSafety.Attributes.dll", StringComparison.Ordinal));
        var further = folder is null ? [] : Directory.GetFiles(folder, "*.dll");
        return own.Concat(further).DistinctBy(Path.GetFileName);
    }
}
