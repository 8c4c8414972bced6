using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Generators.Emission;
using ShardSafety.Generators.Reading;

namespace ShardSafety.Generators;

/// <summary>
/// Emits, from the shard model: each context's Citus script, the tenant scopes, and the model as metadata of the assembly.
/// </summary>
/// <remarks>
/// A model is made of attributes, conventions and configuration in any file, so one step reads it from the whole
/// compilation. Its result has value equality and no Roslyn type: unless the model changed, everything after it is cached.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ShardSafetyGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var input = context.CompilationProvider.Select(InputReader.Read).WithTrackingName(TrackingNames.Input);

        context.RegisterSourceOutput(
            input.SelectMany(static (i, _) => i.Scripts.Items).WithTrackingName(TrackingNames.Scripts),
            static (output, script) => Add(output, script.Context.HintName + ".Citus.g.cs", ScriptEmitter.Emit(script)));
        var asFile = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.ShardSafetyScriptFolder", out var folder) && folder.Length > 0).WithTrackingName(TrackingNames.ScriptFolder);
        context.RegisterSourceOutput(
            input.SelectMany(static (i, _) => i.Scripts.Items).Combine(asFile).WithTrackingName(TrackingNames.ScriptFiles),
            static (output, script) =>
            {
                if (script.Right)
                {
                    Add(output, script.Left.Context.HintName + ".CitusScript.g.cs", ScriptFileEmitter.Emit(script.Left));
                }
            });
        context.RegisterSourceOutput(
            input.SelectMany(static (i, _) => i.Scopes.Items).WithTrackingName(TrackingNames.Scopes),
            static (output, scope) => Add(output, scope.Context.HintName + "." + scope.ClassName + ".g.cs", ScopeEmitter.Emit(scope)));
        context.RegisterSourceOutput(
            input.SelectMany(static (i, _) => i.QueryScopes.Items).WithTrackingName(TrackingNames.QueryScopes),
            static (output, scope) => Add(output, scope.HintName + ".g.cs", QueryScopeEmitter.Emit(scope)));
        context.RegisterSourceOutput(
            input.Select(static (i, _) => i.Metadata).WithTrackingName(TrackingNames.Metadata),
            static (output, metadata) =>
            {
                if (metadata is not null)
                {
                    Add(output, "ShardModel.g.cs", MetadataEmitter.Emit(metadata));
                }
            });
    }

    private static void Add(SourceProductionContext output, string hintName, string text) => output.AddSource(hintName, SourceText.From(text, Encoding.UTF8));
}
