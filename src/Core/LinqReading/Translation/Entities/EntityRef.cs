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
    public Dictionary<string, Shape> Joined { get; private init; } = [];

    public IncludeNode Includes { get; set; } = new();

    public IncludeNode? LastInclude { get; set; }

    /// <summary>The words of the user's code for it.</summary>
    public string Display { get; init; } = entity.DisplayName;

    /// <summary>Whether it came out of an operator that EF Core follows no navigation through, as a part of an object.</summary>
    public bool Closed { get; init; }

    /// <summary>The same row to an operator that starts afresh, such as Distinct.</summary>
    public EntityRef Snapshot(EntityColumns columns, RowsOwner owner, bool closed = false) => new(Entity, columns, owner)
    {
        Closed = Closed || closed,
        Optional = Optional,
        Includes = Includes,
        LastInclude = LastInclude,
        Display = Display,
    };

    /// <summary>Whether the row was only taken for one of this type: it may be another, and navigations from it are left joins then.</summary>
    public bool Assumed { get; private init; }

    /// <summary>The same row as a type below its own.</summary>
    /// <param name="assumed">Whether nothing was said of rows of other types.</param>
    public EntityRef As(Entity derived, bool assumed = false) => new(derived, Columns, Owner)
    {
        Assumed = Assumed || assumed,
        Joined = Joined,
        Optional = Optional,
        Includes = Includes,
        LastInclude = LastInclude,
        Display = Display,
        Closed = Closed,
    };
}
