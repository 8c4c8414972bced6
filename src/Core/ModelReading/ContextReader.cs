using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.ModelReading.Emission;
using ShardSafety.Core.ModelReading.Interpretation;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading;

/// <summary>Reads one context: its sets, options, conventions and configuration, in the order EF Core uses them.</summary>
internal static class ContextReader
{
    private const string DbContext = "Microsoft.EntityFrameworkCore.DbContext";

    public static bool IsContext(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && ClrTypes.SelfAndBases(type).Skip(1).Any(static b => ClrTypes.FullName(b) == DbContext);

    public static ContextModel Read(INamedTypeSymbol context, Compilation compilation, MarkReader marks, ContextOptions options, CancellationToken cancellationToken)
    {
        var config = new ModelConfig(context);
        Sets(context, config);
        var interpreter = new Interpreter(config, compilation, cancellationToken);
        Call(interpreter, context, "OnConfiguring", new OptionsVal());
        options.Apply(interpreter, context);
        Call(interpreter, context, "ConfigureConventions", new ConventionsVal());
        Call(interpreter, context, "OnModelCreating", new ModelBuilderVal());
        return ContextEmission.Emit(config, interpreter.Built(), marks);
    }

    /// <summary>Public DbSet properties, own and inherited, sorted by name as EF Core finds them.</summary>
    private static void Sets(INamedTypeSymbol context, ModelConfig config)
    {
        foreach (var property in ClrTypes.PropertiesOf(context).OrderBy(static p => p.Name, StringComparer.Ordinal))
        {
            if (property.Type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol entity] } set
                && ClrTypes.FullName(set) == "Microsoft.EntityFrameworkCore.DbSet"
                && ClrTypes.FullName(property.ContainingType) != DbContext)
            {
                config.Sets.Add((entity, property.Name));
            }
        }
    }

    private static void Call(Interpreter interpreter, INamedTypeSymbol context, string name, Value argument)
    {
        foreach (var level in ClrTypes.SelfAndBases(context))
        {
            if (ClrTypes.FullName(level) == DbContext)
            {
                return;
            }

            foreach (var method in level.GetMembers(name).OfType<IMethodSymbol>())
            {
                if (method is not { IsOverride: true, Parameters.Length: 1 })
                {
                    continue;
                }

                var frame = new Frame(null, new ContextVal(), 0);
                if (method.DeclaringSyntaxReferences.IsEmpty)
                {
                    ForeignContexts.Run(interpreter, method, frame);
                    return;
                }

                frame.BindType(context);
                frame.Declare(method.OriginalDefinition.Parameters[0], argument);
                interpreter.RunMethod(method, frame.Self, frame);
                return;
            }
        }
    }
}
