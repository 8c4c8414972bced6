using System.Collections.Generic;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.LinqReading.Translation.Entities;

/// <summary>A row of an entity in a query: where its columns come from, what was joined to it, what is to be included.</summary>
internal sealed class EntityRef(Entity entity, EntityColumns columns, RowsOwner owner)
{
    public Entity Entity { get; } = entity;

    public EntityColumns Columns { get; } = columns;

    public RowsOwner Owner { get; } = owner;

    /// <summary>Whether the row may be missing: navigations from it are left joins then.</summary>
    public bool Optional { get; set; }

    /// <summary>Navigations that were joined already, by name.</summary>
    public Dictionary<string, Shape> Joined { get; } = [];

    public IncludeNode Includes { get; set; } = new();

    public IncludeNode? LastInclude { get; set; }

    /// <summary>The words of the user's code for it.</summary>
    public string Display { get; init; } = entity.DisplayName;

    /// <summary>Whether joins for its navigations are refused: inside an aggregate over a group.</summary>
    public bool NoJoins { get; init; }

    /// <summary>The same row to an operator that starts afresh, such as Distinct.</summary>
    public EntityRef Snapshot(EntityColumns columns, RowsOwner owner) => new(Entity, columns, owner)
    {
        Optional = Optional,
        Includes = Includes,
        LastInclude = LastInclude,
        Display = Display,
    };

    public EntityRef As(Entity derived) => new(derived, Columns, Owner)
    {
        Optional = Optional,
        Includes = Includes,
        LastInclude = LastInclude,
        Display = Display,
        NoJoins = NoJoins,
    };
}
