using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.ModelReading.Metadata;
using ShardSafety.Core.Support;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Reading;

/// <summary>From a compilation to all that emission needs of it.</summary>
internal static class InputReader
{
    public static GeneratorInput Read(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!Marks.AnyVisible(compilation, cancellationToken))
        {
            return GeneratorInput.Empty;
        }

        var model = ModelReader.Read(compilation, cancellationToken);
        var types = new TypeFacts(compilation);
        var scripts = new List<ScriptSpec>();
        var groups = new List<GroupSource>();
        foreach (var context in model.Contexts.OrderBy(c => c.TypeName, System.StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.NotSharded || context.Assembly != compilation.AssemblyName || types.Find(context.TypeName) is not { } symbol || ContextReader.Read(symbol, types) is not { } spec)
            {
                continue;
            }

            var plan = DistributionPlanner.Plan(context);
            if (!plan.Steps.IsEmpty || !plan.LeftOut.IsEmpty)
            {
                scripts.Add(new ScriptSpec(spec, types.FreeName(symbol, spec.Name + "Citus"), plan, types.HasMigrations));
            }

            groups.AddRange(GroupReader.Read(context, symbol, spec, types));
        }

        var scopes = ScopeReader.Read(groups, types);
        return new GeneratorInput
        {
            Scripts = scripts.ToEquatableArray(),
            Scopes = scopes.ToEquatableArray(),
            QueryScopes = QueryScopeReader.Read(scopes, types).ToEquatableArray(),
            Metadata = MetadataOf(model, compilation),
        };
    }

    /// <summary>The model's text, when this assembly adds anything to it.</summary>
    private static string? MetadataOf(ShardModel model, Compilation compilation) =>
        compilation.AssemblyName is { } assembly && (model.Contexts.Any(c => c.Assembly == assembly) || !model.LooseTables.IsEmpty)
            ? ModelSerializer.Write(model, assembly)
            : null;
}
