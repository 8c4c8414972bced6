using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShardSafety.Testing;

/// <summary>Compilations of source texts against the real libraries.</summary>
public static class Compile
{
    /// <summary>What a project with implicit usings has, and the namespaces that data access uses.</summary>
    public const string GlobalUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        allowUnsafe: true);

    /// <summary>The texts as one library, with implicit usings, against <see cref="References.All"/>. Errors stay in it.</summary>
    public static CSharpCompilation Library(params string[] sources) => Library("TestProject", References.All, sources);

    public static CSharpCompilation Library(string assembly, IEnumerable<MetadataReference> references, params string[] sources)
    {
        var trees = sources
            .Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/0/Test{i}.cs"))
            .Prepend(CSharpSyntaxTree.ParseText(GlobalUsings, ParseOptions, "/0/GlobalUsings.g.cs"));
        return CSharpCompilation.Create(assembly, trees, references, Options);
    }

    /// <summary>The compilation, after it was checked to have no error.</summary>
    public static CSharpCompilation MustCompile(this CSharpCompilation compilation)
    {
        ImmutableArray<Diagnostic> errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.IsEmpty ? compilation : throw new InvalidOperationException("The code does not compile:\n" + string.Join("\n", errors));
    }
}
