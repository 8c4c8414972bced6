using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>What the interpreter of configuration code knows of a value.</summary>
internal abstract record Value
{
    public static readonly Value Unknown = new UnknownVal(null);
    public static readonly Value Null = new ConstantVal(null);

    public static Value Of(bool value) => new ConstantVal(value);
}

/// <param name="Path">For a member of the context: its name, so that a filter can name the parameter.</param>
internal sealed record UnknownVal(string? Path) : Value;

internal sealed record ConstantVal(object? Value) : Value;

/// <summary>A member of an enum.</summary>
internal sealed record EnumVal(string Name, object? Value) : Value;

/// <summary>The context whose model is read.</summary>
internal sealed record ContextVal : Value;

/// <summary>An object that configuration code made: a configuration class, a tuple, a helper.</summary>
internal sealed record ObjectVal(INamedTypeSymbol Type, Dictionary<string, Value> Members) : Value;

internal sealed record TypeVal(ITypeSymbol Type) : Value;

/// <summary>A list, which calls on it change for all that hold it.</summary>
internal sealed record ListVal(ImmutableArray<Value> Items) : Value
{
    public ImmutableArray<Value> Items { get; set; } = Items;

    /// <summary>Why it is not certain that all of its items are there.</summary>
    public string? Doubt { get; set; }
}

internal sealed record LambdaVal(IAnonymousFunctionOperation Body, Frame Frame) : Value;

internal sealed record MethodVal(IMethodSymbol Method, Value? Receiver, Frame Frame) : Value;

/// <summary>A method found by reflection (<c>GetMethod(nameof(M)).MakeGenericMethod(type)</c>).</summary>
internal sealed record MethodInfoVal(IMethodSymbol Method) : Value;

internal sealed record PropertyInfoVal(string Name, ITypeSymbol Type) : Value;

/// <param name="Assembly">Null for one that is known at run time only.</param>
internal sealed record AssemblyVal(IAssemblySymbol? Assembly) : Value;

internal sealed record ModelBuilderVal : Value;

/// <summary>The model's metadata (<c>modelBuilder.Model</c>).</summary>
internal sealed record ModelVal : Value;

internal sealed record EntityBuilderVal(EntityConfig Entity) : Value;

/// <summary>The builder of an owned navigation.</summary>
internal sealed record OwnedBuilderVal(EntityConfig Owner, string Navigation, OwnedConfig Owned) : Value;

/// <param name="Entity">The entity it is in; null inside a complex type or conventions.</param>
internal sealed record PropertyBuilderVal(PropertyConfig Property, EntityConfig? Entity, ITypeSymbol? Type) : Value;

internal sealed record ComplexBuilderVal(ComplexConfig Complex, EntityConfig? Entity) : Value;

internal sealed record KeyBuilderVal(KeyConfig Key) : Value;

internal sealed record IndexBuilderVal(IndexConfig Index) : Value;

/// <summary>The result of <c>HasOne</c> or <c>HasMany</c>.</summary>
internal sealed record OpenRelationshipVal(RelationshipConfig Relationship) : Value;

internal sealed record RelationshipVal(RelationshipConfig Relationship) : Value;

internal sealed record ManyToManyVal(RelationshipConfig Relationship) : Value;

internal sealed record OwnershipVal(EntityConfig Owner, OwnedConfig Owned) : Value;

internal sealed record NavigationBuilderVal(NavigationConfig Navigation) : Value;

internal sealed record TableBuilderVal(EntityConfig Entity) : Value;

internal sealed record DiscriminatorVal(EntityConfig Root) : Value;

/// <summary>What <c>IsDistributedBy</c> returns.</summary>
internal sealed record MarkBuilderVal(EntityConfig Entity) : Value;

internal sealed record EntityMetaVal(EntityBuild Entity) : Value;

internal sealed record PropertyMetaVal(PropertyBuild Property) : Value;

internal sealed record ForeignKeyMetaVal(ForeignKeyBuild ForeignKey) : Value;

internal sealed record KeyMetaVal(KeyBuild Key) : Value;

internal sealed record IndexMetaVal(IndexBuild Index) : Value;

internal sealed record NavigationMetaVal(NavigationBuild Navigation) : Value;

internal sealed record ConventionsVal : Value;

internal sealed record OptionsVal : Value;

/// <summary>A piece of an expression tree that code builds by hand with <c>System.Linq.Expressions</c>.</summary>
internal sealed record TreeVal(Expr? Expr, Value? Constant) : Value;
