using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Shapes;

/// <summary>What an expression of a lambda stands for: a column, an entity, an object of several, rows of a subquery.</summary>
internal abstract class Shape;

/// <summary>A value in SQL.</summary>
internal sealed class ScalarShape(Expr value, ITypeSymbol? type) : Shape
{
    public Expr Value { get; } = value;

    public ITypeSymbol? Type { get; } = type;
}

/// <summary>A row of an entity; its navigations are joined when something asks for them.</summary>
internal sealed class EntityShape(EntityRef entity) : Shape
{
    public EntityRef Entity { get; } = entity;
}

/// <summary>An object made in the query.</summary>
internal sealed class NewShape(ITypeSymbol? type, ImmutableArray<NewPart> parts) : Shape
{
    public ITypeSymbol? Type { get; } = type;

    public ImmutableArray<NewPart> Parts { get; } = parts;

    /// <summary>Whether it is a complex property, whose parts are columns, and not made by the query's code.</summary>
    public bool IsStored { get; init; }

    /// <summary>The same object of other parts.</summary>
    public NewShape Of(ImmutableArray<NewPart> parts) => new(Type, parts) { IsStored = IsStored };

    public Shape? Find(string name)
    {
        foreach (var part in Parts)
        {
            if (part.Name == name)
            {
                return part.Value;
            }
        }

        return null;
    }
}

internal sealed record NewPart(string? Name, Shape Value);

/// <summary>
/// An expression that is not looked at before something needs it: EF Core keeps the selectors of <c>Select</c> and
/// <c>Join</c> pending and expands navigations in them only where they are used.
/// </summary>
internal sealed class PendingShape(Node node, Env env) : Shape
{
    public Node Node { get; } = node;

    public Env Env { get; } = env;

    /// <summary>What it came to, where that may be used more than once.</summary>
    public Shape? Known { get; set; }
}

/// <summary>One of two objects, by a condition.</summary>
internal sealed class ConditionalShape(Node test, Env env, Shape whenTrue, Shape whenFalse) : Shape
{
    public Node Test { get; } = test;

    public Env Env { get; } = env;

    public Shape WhenTrue { get; } = whenTrue;

    public Shape WhenFalse { get; } = whenFalse;
}

/// <summary>Rows: an operator chain over a query.</summary>
internal sealed class RowsShape(Node node, Env env) : Shape
{
    public Node Node { get; } = node;

    public Env Env { get; } = env;
}

/// <summary>Rows that a collection navigation leads to.</summary>
internal sealed class CollectionShape(EntityRef owner, Navigation navigation) : Shape
{
    public EntityRef Owner { get; } = owner;

    public Navigation Navigation { get; } = navigation;
}

/// <summary>One row of a subquery, by First and its kin; what is asked of it is asked inside the subquery.</summary>
internal sealed class SingleShape(OperatorNode node, Env env, LambdaNode? selector) : Shape
{
    public OperatorNode Node { get; } = node;

    public Env Env { get; } = env;

    /// <summary>What is asked of the row; null for the row itself.</summary>
    public LambdaNode? Selector { get; } = selector;
}

/// <summary>A group, in a lambda over the result of GroupBy.</summary>
internal sealed class GroupShape(Grouping grouping) : Shape
{
    public Grouping Grouping { get; } = grouping;
}

/// <summary>A list of values: a parameter, or written in the query.</summary>
internal sealed class ListShape(ImmutableArray<Expr> items) : Shape
{
    public ImmutableArray<Expr> Items { get; } = items;
}

/// <summary>A collection inside a JSON document.</summary>
internal sealed class JsonShape(Expr document, Entity entity, RowsOwner owner) : Shape
{
    public Expr Document { get; } = document;

    public Entity Entity { get; } = entity;

    public RowsOwner Owner { get; } = owner;
}

/// <summary>Something EF Core cannot translate.</summary>
internal sealed class FailedShape(string reason, Origin at) : Shape
{
    public string Reason { get; } = reason;

    public Origin At { get; } = at;
}
