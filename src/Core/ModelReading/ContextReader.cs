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

    public static ContextModel Read(INamedTypeSymbol context, Compilation compilation, MarkReader marks, ContextOptions? options, CancellationToken cancellationToken)
    {
        var config = new ModelConfig(context) { SchemaSharded = ContextEmission.IsMarked(context, MarkNames.SchemaSharded) };
        Sets(context, config);
        var interpreter = new Interpreter(config, compilation, cancellationToken);
        Call(interpreter, context, "OnConfiguring", new OptionsVal());
        options?.Apply(interpreter, context);
        Call(interpreter, context, "ConfigureConventions", new ConventionsVal());
        var applied = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Configurations(interpreter, config.Sets.Select(static s => s.Type), applied);
        Call(interpreter, context, "OnModelCreating", new ModelBuilderVal());
        Configurations(interpreter, interpreter.Built().Entities.Where(static e => !e.IsShared).Select(static e => e.Type), applied);
        return ContextEmission.Emit(config, interpreter.Finished(marks), marks);
    }

    /// <summary><c>[EntityTypeConfiguration]</c>, which runs when the entity is found.</summary>
    private static void Configurations(Interpreter interpreter, IEnumerable<INamedTypeSymbol?> types, HashSet<ISymbol> applied)
    {
        foreach (var type in types.ToList())
        {
            if (type is null || !applied.Add(type))
            {
                continue;
            }

            foreach (var attribute in type.GetAttributes())
            {
                var configuration = attribute.AttributeClass is { Name: "EntityTypeConfigurationAttribute", TypeArguments: [INamedTypeSymbol argument, ..] } ? argument
                    : attribute.AttributeClass is { Name: "EntityTypeConfigurationAttribute" } ? ClrTypes.Argument(attribute, 0) as INamedTypeSymbol : null;
                var frame = new Frame(null, new ContextVal(), 0);
                if (configuration is not null
                    && interpreter.Construct(configuration, configuration.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty), [], frame) is ObjectVal made)
                {
                    interpreter.Configure(made, type, frame);
                }
            }
        }
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
                config.AddSet(entity, property.Name);
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
                if (!ClrTypes.SameMember(method.ContainingAssembly, interpreter.Compilation.Assembly))
                {
                    ForeignContexts.Run(interpreter, method);
                    return;
                }

                frame.BindType(context);
                frame.Declare(method.OriginalDefinition.Parameters[0], argument);
                interpreter.RunMethod(method, frame);
                return;
            }
        }
    }
}
