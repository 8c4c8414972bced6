using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary><c>UsingEntity</c> in its forms.</summary>
internal static class JoinEntityCalls
{
    public static Value Run(Call call, ManyToManyVal many)
    {
        if (call.Name != "UsingEntity")
        {
            return many;
        }

        var relationship = many.Relationship;
        var name = call.Text("joinEntityName");
        var type = call.TypeOf(0, "joinEntityType");
        var bag = type is null || ClrTypes.FullName(type) == "System.Collections.Generic.Dictionary";
        var join = relationship.Join ??= new JoinConfig();
        var entity = bag ? call.Interpreter.Config.Entity(name ?? DefaultName(relationship), null)
            : name is null ? call.Interpreter.Config.Entity(type!)
            : call.Interpreter.Config.Entity(name, type);
        entity.IsShared |= bag || name is not null;
        entity.InModel = true;
        if (!bag)
        {
            relationship.First.InModel = relationship.Second.InModel = true;
        }

        join.Entity = entity;
        call.Changed(entity);
        var builder = new EntityBuilderVal(entity);
        if (call["configureRight"] is { } right && call.Run(right, builder) is RelationshipVal toSecond)
        {
            join.ToSecond = toSecond.Relationship;
        }

        if (call["configureLeft"] is { } left && call.Run(left, builder) is RelationshipVal toFirst)
        {
            join.ToFirst = toFirst.Relationship;
        }

        if (call["configureJoinEntityType"] is { } configure)
        {
            call.Run(configure, builder);
            return new EntityBuilderVal(relationship.First);
        }

        return builder;
    }

    /// <summary>The name EF Core gives a join entity nobody named: both short names in ordinal order.</summary>
    public static string DefaultName(RelationshipConfig relationship)
    {
        var names = new List<string> { ShortName(relationship.First), ShortName(relationship.Second) };
        names.Sort(StringComparer.Ordinal);
        return string.Concat(names);
    }

    private static string ShortName(EntityConfig entity) => entity.Type is null || entity.IsShared ? entity.Id : ClrTypes.ShortNameOf(entity.Type);
}
