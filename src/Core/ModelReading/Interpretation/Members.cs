using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Properties of library objects: builders, metadata, reflection.</summary>
internal static class Members
{
    public static Value OfContext(Interpreter interpreter, ISymbol member) => new UnknownVal(member.Name);

    public static Value? CreateKnown(INamedTypeSymbol type, Dictionary<string, Value> arguments) => ClrTypes.FullName(type) switch
    {
        "System.Collections.Generic.List" or "System.Collections.Generic.HashSet" => !arguments.TryGetValue("collection", out var copied) ? new ListVal([])
            : copied is ListVal list ? list with { } : new ListVal([Value.Unknown]),
        _ => null,
    };

    public static Value Get(Interpreter interpreter, Value receiver, string name) => receiver switch
    {
        ModelBuilderVal when name == "Model" => new ModelVal(),
        EntityBuilderVal builder when name == "Metadata" => Meta(interpreter, builder.Entity.Id),
        OwnedBuilderVal builder when name is "Metadata" or "OwnedEntityType" => Meta(interpreter, builder.Owned.Entity.Id),
        PropertyBuilderVal { Entity: { } entity } builder when name == "Metadata" => PropertyMeta(interpreter, entity, builder.Property.Name),
        EntityMetaVal entity => OfEntity(interpreter, entity.Entity, name),
        PropertyMetaVal property => OfProperty(property.Property, name),
        ForeignKeyMetaVal key => OfForeignKey(key.ForeignKey, name),
        NavigationMetaVal navigation => OfNavigation(navigation.Navigation, name),
        KeyMetaVal key when name == "Properties" => Properties(key.Key.Properties),
        IndexMetaVal index => name switch
        {
            "Properties" => Properties(index.Index.Properties),
            "IsUnique" => Value.Of(index.Index.Unique),
            _ => Value.Unknown,
        },
        TypeVal type => OfType(type.Type, name),
        ListVal list when name is "Count" or "Length" => new ConstantVal(list.Items.Length),
        PropertyInfoVal property => name switch
        {
            "Name" => new ConstantVal(property.Name),
            "PropertyType" or "ParameterType" => new TypeVal(property.Type),
            _ => Value.Unknown,
        },
        MethodInfoVal method => name switch
        {
            "Name" => new ConstantVal(method.Method.Name),
            "IsGenericMethod" or "IsGenericMethodDefinition" => Value.Of(method.Method.IsGenericMethod),
            "ContainsGenericParameters" => Value.Of(method.Method.IsGenericMethod && method.Method.TypeArguments.Any(static a => a is ITypeParameterSymbol)),
            _ => Value.Unknown,
        },
        ConstantVal { Value: string text } when name == "Length" => new ConstantVal(text.Length),
        UnknownVal { Path: "Database" } when name == "ProviderName" => new ConstantVal("Npgsql.EntityFrameworkCore.PostgreSQL"),
        UnknownVal { Path: { } path } => new UnknownVal(path + "." + name),
        TreeVal when name is "Body" => receiver,
        LambdaVal lambda when name is "Body" => new TreeVal(Calls.FilterPredicates.Read(interpreter, lambda), null),
        LambdaVal or TreeVal when name is "Parameters" => new ListVal([new TreeVal(new Queries.RowRef(0), null)]),
        AssemblyVal assembly when name is "DefinedTypes" or "ExportedTypes" => AssemblyTypes.Of(interpreter, assembly),
        _ => Value.Unknown,
    };

    private static Value Meta(Interpreter interpreter, string id) =>
        interpreter.Built().Find(id) is { } entity ? new EntityMetaVal(entity) : Value.Unknown;

    private static Value PropertyMeta(Interpreter interpreter, EntityConfig entity, string name) =>
        interpreter.Built().Find(entity.Id)?.FindProperty(name) is { } property ? new PropertyMetaVal(property) : Value.Unknown;

    public static ListVal Properties(IEnumerable<PropertyBuild> properties) =>
        new([.. properties.Select(static p => (Value)new PropertyMetaVal(p))]);

    private static Value OfEntity(Interpreter interpreter, EntityBuild entity, string name) => name switch
    {
        "ClrType" => (entity.Type ?? PropertyBag(interpreter)) is { } type ? new TypeVal(type) : Value.Unknown,
        "Name" => new ConstantVal(entity.Name),
        "BaseType" => entity.Base is null ? Value.Null : new EntityMetaVal(entity.Base),
        "HasSharedClrType" => Value.Of(entity.IsShared),
        "IsKeyless" => Value.Of(entity.Keyless),
        _ => Value.Unknown,
    };

    /// <summary>The CLR type of a join entity that nobody wrote a class for.</summary>
    private static INamedTypeSymbol? PropertyBag(Interpreter interpreter) =>
        interpreter.Compilation.GetTypeByMetadataName("System.Collections.Generic.Dictionary`2")?.Construct(
            interpreter.Compilation.GetSpecialType(SpecialType.System_String), interpreter.Compilation.GetSpecialType(SpecialType.System_Object));

    private static Value OfProperty(PropertyBuild property, string name) => name switch
    {
        "Name" => new ConstantVal(property.Name),
        "ClrType" => property.Type is null ? Value.Unknown : new TypeVal(property.Type),
        "IsNullable" => Value.Of(property.Nullable),
        "DeclaringEntityType" or "DeclaringType" => new EntityMetaVal(property.Declaring),
        "PropertyInfo" => property.Symbol is null ? Value.Null : new PropertyInfoVal(property.Name, property.Symbol.Type),
        _ => Value.Unknown,
    };

    private static Value OfForeignKey(ForeignKeyBuild key, string name) => name switch
    {
        "IsOwnership" => Value.Of(key.IsOwnership),
        "IsUnique" => Value.Of(key.Unique),
        "IsRequired" => Value.Of(key.Required),
        "Properties" => Properties(key.Properties),
        "PrincipalEntityType" => new EntityMetaVal(key.Principal),
        "DeclaringEntityType" => new EntityMetaVal(key.Dependent),
        "DependentToPrincipal" => key.ToPrincipal is null ? Value.Null : new ConstantVal(key.ToPrincipal),
        "PrincipalToDependent" => key.ToDependent is null ? Value.Null : new ConstantVal(key.ToDependent),
        _ => Value.Unknown,
    };

    private static Value OfNavigation(NavigationBuild navigation, string name) => name switch
    {
        "Name" => new ConstantVal(navigation.Name),
        "IsCollection" => Value.Of(navigation.IsCollection),
        "IsOnDependent" => Value.Of(navigation.OnDependent),
        "ForeignKey" when navigation.ForeignKey is { } key => new ForeignKeyMetaVal(key),
        "TargetEntityType" => new EntityMetaVal(navigation.Target),
        "DeclaringEntityType" => new EntityMetaVal(navigation.Declaring),
        _ => Value.Unknown,
    };

    private static Value OfType(ITypeSymbol type, string name) => name switch
    {
        "Name" => new ConstantVal(type is INamedTypeSymbol { Arity: > 0 } generic ? generic.MetadataName : type.Name),
        "FullName" => new ConstantVal(ClrTypes.NameOf(type)),
        "Namespace" => new ConstantVal(type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : null),
        "IsAbstract" => Value.Of(type.IsAbstract || type.TypeKind == TypeKind.Interface),
        "IsClass" => Value.Of(type.IsReferenceType && type.TypeKind != TypeKind.Interface),
        "IsInterface" => Value.Of(type.TypeKind == TypeKind.Interface),
        "IsEnum" => Value.Of(type.TypeKind == TypeKind.Enum),
        "IsValueType" => Value.Of(type.IsValueType),
        "IsGenericType" => Value.Of(type is INamedTypeSymbol { IsGenericType: true }),
        "IsGenericTypeDefinition" or "ContainsGenericParameters" => Value.Of(type is INamedTypeSymbol { IsGenericType: true } generic && (generic.IsUnboundGenericType || generic.TypeArguments.Any(static a => a is ITypeParameterSymbol))),
        "IsSealed" => Value.Of(type.IsSealed || type.IsStatic),
        "IsPublic" => Value.Of(type.DeclaredAccessibility == Accessibility.Public && type.ContainingType is null),
        "IsNested" => Value.Of(type.ContainingType is not null),
        "ImplementedInterfaces" => new ListVal([.. type.AllInterfaces.Select(static i => (Value)new TypeVal(i))]),
        "BaseType" => type.BaseType is null ? Value.Null : new TypeVal(type.BaseType),
        "Assembly" when type.ContainingAssembly is { } assembly => new AssemblyVal(assembly),
        _ => Value.Unknown,
    };

    /// <summary>Assignments to metadata: <c>fk.DeleteBehavior = …</c>, <c>property.IsNullable = …</c>.</summary>
    public static void Set(Interpreter interpreter, Value receiver, string name, Value value, Place place)
    {
        switch (receiver)
        {
            case ForeignKeyMetaVal key when name == "DeleteBehavior":
                interpreter.Config.Override(key.ForeignKey.Identity).OnDelete = Enum(value);
                interpreter.Changed(interpreter.Config.Find(key.ForeignKey.Dependent.Id), place);
                break;
            case PropertyMetaVal property:
                var entity = interpreter.Config.EntityFor(property.Property.Declaring);
                var facets = entity.Property(property.Property.Name);
                switch (name, value)
                {
                    case ("IsNullable", ConstantVal { Value: bool nullable }):
                        facets.Required = !nullable;
                        break;
                    case ("IsConcurrencyToken", ConstantVal { Value: bool token }):
                        facets.ConcurrencyToken = token;
                        break;
                    case ("ValueGenerated", _):
                        facets.Generated = Enum(value) is { } text && System.Enum.TryParse<Generation>(text, out var generation) ? generation : facets.Generated;
                        break;
                }

                interpreter.Changed(entity, place);
                break;
            case IndexMetaVal or EntityMetaVal or KeyMetaVal:
                interpreter.Note("the assignment to " + name + " could not be read", null, place);
                break;
        }
    }

    private static string? Enum(Value value) => (value as EnumVal)?.Name;
}
