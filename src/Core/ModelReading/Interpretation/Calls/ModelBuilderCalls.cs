using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>ModelBuilder</c>.</summary>
internal static class ModelBuilderCalls
{
    public static Value Run(Call call)
    {
        var config = call.Interpreter.Config;
        switch (call.Name)
        {
            case "Entity":
                return Entity(call);
            case "SharedTypeEntity":
                return Shared(call);
            case "Owned":
                if (call.TypeOf(0, "type") is { } owned)
                {
                    config.OwnedTypes.Add(owned);
                    call.Changed(null);
                }

                return Value.Unknown;
            case "ComplexType":
                if (call.TypeOf(0, "type") is { } complex)
                {
                    config.ComplexTypes.Add(complex);
                    call.Changed(null);
                }

                return Value.Unknown;
            case "Ignore":
                if (call.TypeOf(0, "type") is { } ignored)
                {
                    config.IgnoredTypes.Add(ignored);
                    config.Entity(ignored).InModel = false;
                    call.Changed(null);
                }

                return call.Receiver!;
            case "ApplyConfiguration":
                Apply(call);
                return call.Receiver!;
            case "ApplyConfigurationsFromAssembly":
                ApplyAll(call);
                return call.Receiver!;
            case "HasDefaultSchema":
                config.DefaultSchema = call.Text("schema");
                if (call["schema"] is not ConstantVal)
                {
                    call.Unread(null, "the default schema is known at run time only", naming: true);
                }

                call.Changed(null);
                return call.Receiver!;
            case "UseIdentityColumns" or "UseIdentityAlwaysColumns" or "UseIdentityByDefaultColumns":
                return Strategy(call, ColumnStrategy.Identity);
            case "UseSerialColumns":
                return Strategy(call, ColumnStrategy.Serial);
            case "UseHiLo":
                return Strategy(call, ColumnStrategy.HiLo);
            case "UseKeySequences":
                return Strategy(call, ColumnStrategy.Sequence);
            case "UseTenantFilter":
                return TenantFilter(call);
            default:
                return call.Receiver!;
        }
    }

    private static Value Strategy(Call call, ColumnStrategy strategy)
    {
        call.Interpreter.Config.Strategy = strategy;
        call.Changed(null);
        return call.Receiver!;
    }

    private static Value Entity(Call call)
    {
        EntityConfig? entity = null;
        if (call.TypeOf(0, "type") is { } type)
        {
            entity = LibraryCalls.EntityOf(call.Interpreter, type);
        }
        else if (call.Text("name") is { } name)
        {
            entity = call.Interpreter.Config.Find(name);
            if (entity is null && call.Interpreter.Built().Find(name) is { Type: { } known })
            {
                entity = LibraryCalls.EntityOf(call.Interpreter, known);
            }

            entity ??= call.Interpreter.Config.Entity(name, call.Interpreter.Compilation.GetTypeByMetadataName(name));
            entity.InModel = true;
        }

        if (entity is null)
        {
            return call.Unread(null, "an entity whose type is known at run time only");
        }

        if (entity.Place.IsNone)
        {
            entity.Place = call.Place;
        }

        call.Changed(entity);
        var builder = new EntityBuilderVal(entity);
        if (call["buildAction"] is { } action)
        {
            call.Run(action, builder);
            return call.Receiver!;
        }

        return builder;
    }

    private static Value Shared(Call call)
    {
        if (call.Text("name") is not { } name)
        {
            return call.Unread(null);
        }

        var type = call.TypeOf(0, "type");
        var bag = type is null || ClrTypes.FullName(type) == "System.Collections.Generic.Dictionary";
        var entity = call.Interpreter.Config.Entity(name, bag ? null : type);
        entity.InModel = true;
        entity.IsShared = true;
        call.Changed(entity);
        var builder = new EntityBuilderVal(entity);
        if (call["buildAction"] is { } action)
        {
            call.Run(action, builder);
            return call.Receiver!;
        }

        return builder;
    }

    /// <summary>A builder's own method that was found by reflection and is called so: <c>Entity&lt;T&gt;()</c> or <c>ApplyConfiguration</c>.</summary>
    public static Value Reflected(Call call, IMethodSymbol method)
    {
        var arguments = call["parameters"] is ListVal list ? list.Items : [];
        switch (method.Name)
        {
            case "Entity" when method.TypeArguments.Concat(arguments.OfType<TypeVal>().Select(static t => t.Type)).FirstOrDefault() is INamedTypeSymbol type:
                var entity = LibraryCalls.EntityOf(call.Interpreter, type);
                call.Changed(entity);
                return new EntityBuilderVal(entity);
            case "ApplyConfiguration" when arguments.FirstOrDefault() is ObjectVal configuration && Apply(call.Interpreter, configuration, call.Frame):
                return call["obj"]!;
            default:
                return call.Unread(null, method.Name + " is called by reflection");
        }
    }

    /// <summary>Applies a configuration object to the entities that its class is for; false where it is for none.</summary>
    public static bool Apply(Interpreter interpreter, ObjectVal configuration, Frame frame)
    {
        var applied = false;
        foreach (var implemented in configuration.Type.AllInterfaces)
        {
            if (implemented.TypeArguments.Length == 1 && LibraryCalls.Is(implemented, "Microsoft.EntityFrameworkCore.IEntityTypeConfiguration") && implemented.TypeArguments[0] is INamedTypeSymbol entity)
            {
                interpreter.Configure(configuration, entity, frame);
                applied = true;
            }
        }

        return applied;
    }

    private static void Apply(Call call)
    {
        if (call["configuration"] is ObjectVal configuration && call.TypeOf(0) is { } entity)
        {
            call.Interpreter.Configure(configuration, entity, call.Frame);
            return;
        }

        call.Unread(null, "a configuration object that could not be read");
    }

    /// <summary>Every instantiable configuration class of the assembly with a parameterless constructor, as EF Core finds them.</summary>
    private static void ApplyAll(Call call)
    {
        if (call["assembly"] is not AssemblyVal { Assembly: { } assembly })
        {
            call.Unread(null, "ApplyConfigurationsFromAssembly with an assembly that is known at run time only");
            return;
        }

        var types = SourceTypes.Of(assembly)
            .Where(static t => !t.IsAbstract && !t.IsGenericType && t.TypeKind == TypeKind.Class)
            .OrderBy(static t => ClrTypes.NameOf(t), System.StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (!type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty))
            {
                continue;
            }

            if (!type.AllInterfaces.Any(static i => LibraryCalls.Is(i, "Microsoft.EntityFrameworkCore.IEntityTypeConfiguration")))
            {
                continue;
            }

            var chosen = call["predicate"] is null or ConstantVal { Value: null } ? true : Interpreter.Truth(call.Run(call["predicate"], new TypeVal(type)));
            if (chosen is null)
            {
                call.Interpreter.Note("ApplyConfigurationsFromAssembly with a predicate was read without it", null, call.Place);
            }

            if (chosen != false && call.Interpreter.Construct(type, type.InstanceConstructors.First(static c => c.Parameters.IsEmpty), [], call.Frame) is ObjectVal configuration)
            {
                Apply(call.Interpreter, configuration, call.Frame);
            }
        }
    }

    /// <summary>The tenant filter of <c>ShardSafety.EntityFrameworkCore</c>: every distributed entity compares its key with the context's member.</summary>
    private static Value TenantFilter(Call call)
    {
        if (call.Values.OfType<LambdaVal>().FirstOrDefault() is { } lambda)
        {
            // Whatever the lambda computes from the context, the query gets it as one parameter. The last call counts.
            var path = MemberPaths.Of(lambda, call.Interpreter);
            var member = path.Length == 1 ? path[0] : MemberPaths.Strip(MemberPaths.Body(lambda))?.Syntax.ToString() ?? "tenant";
            call.Interpreter.Config.TenantFilters.Clear();
            call.Interpreter.Config.TenantFilters.Add(new TenantFilterConfig(member, call.Place) { Group = (call["group"] as TypeVal)?.Type });
            call.Changed(null);
        }

        return call.Receiver ?? Value.Unknown;
    }
}
