using System;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls of methods without source: EF Core's and Npgsql's builders, reflection, LINQ over metadata.</summary>
internal static class LibraryCalls
{
    public static Value Run(Call call) => call.Receiver switch
    {
        ModelBuilderVal => ModelBuilderCalls.Run(call),
        ModelVal or EntityMetaVal or PropertyMetaVal or ForeignKeyMetaVal or KeyMetaVal or IndexMetaVal or NavigationMetaVal => MetadataCalls.Run(call),
        EntityBuilderVal builder => EntityCalls.Run(call, builder.Entity, builder),
        OwnedBuilderVal owned => OwnedCalls.Run(call, owned),
        OwnershipVal ownership => OwnedCalls.RunOwnership(call, ownership),
        PropertyBuilderVal property => PropertyCalls.Run(call, property),
        ComplexBuilderVal complex => ComplexCalls.Run(call, complex),
        KeyBuilderVal key => KeyCalls.Run(call, key),
        IndexBuilderVal index => KeyCalls.Run(call, index),
        OpenRelationshipVal open => RelationshipCalls.Run(call, open),
        RelationshipVal relationship => RelationshipCalls.Run(call, relationship),
        ManyToManyVal many => JoinEntityCalls.Run(call, many),
        NavigationBuilderVal navigation => NavigationCalls.Run(call, navigation),
        TableBuilderVal table => TableCalls.Run(call, table),
        DiscriminatorVal discriminator => DiscriminatorCalls.Run(call, discriminator),
        MarkBuilderVal mark => MarkCalls.Run(call, mark),
        ConventionsVal => ConventionCalls.Run(call),
        OptionsVal => OptionsCalls.Run(call),
        ContextVal or ObjectVal when call.Name == "GetType" => RuntimeCalls.Run(call),
        ListVal or TypeVal or MethodInfoVal or ConstantVal or AssemblyVal or UnknownVal or LambdaVal or PropertyInfoVal or TreeVal or null => RuntimeCalls.Run(call),
        _ => Value.Unknown,
    };

    /// <summary>The entity of a CLR type, made as <c>Entity&lt;T&gt;()</c> does: an owned type keeps to its one owner.</summary>
    public static EntityConfig EntityOf(Interpreter interpreter, INamedTypeSymbol type)
    {
        var entity = interpreter.Config.Entity(type);
        entity.InModel = true;
        entity.Ignored = false;
        interpreter.Config.IgnoredTypes.Remove(type);
        interpreter.Config.Version++;
        return entity;
    }

    /// <summary>Whether a value is configured by calls on it, so that a call that is not understood leaves the model unread.</summary>
    public static bool Is(ITypeSymbol? type, string fullName) => type is not null && string.Equals(ClrTypes.FullName(type), fullName, StringComparison.Ordinal);
}
