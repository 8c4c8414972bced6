using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using ShardSafety.Core.Model;

namespace ShardSafety.EntityFrameworkCore.Marking;

/// <summary>
/// Finds the mark that holds for a type: its own, one on an assembly that names it, else that of the nearest base class, else that
/// of the nearest interface. The analyzers read the same way from source.
/// </summary>
/// <param name="contextAssembly">The context's assembly, whose marks on foreign types hold for its model.</param>
internal sealed class MarkReader(Assembly contextAssembly)
{
    private readonly Dictionary<Type, EntityMark?> _marks = [];

    public EntityMark? Find(Type type)
    {
        if (!_marks.TryGetValue(type, out var mark))
        {
            _marks[type] = mark = Nearest(type, Own);
        }

        return mark;
    }

    public PartitionedByAttribute? FindPartitioning(Type type) =>
        Nearest(type, t => On<PartitionedByAttribute>(t, static a => a.Entity));

    /// <summary>The founder of the group that a mark belongs to, after following <c>ColocateWith</c>.</summary>
    public Type GroupOf(EntityMark mark)
    {
        var seen = new HashSet<Type> { mark.Founder };
        while (mark.ColocateWith is { } other && Find(other) is { Kind: TableKind.Distributed or TableKind.SingleShard } next && seen.Add(next.Founder))
        {
            mark = next;
        }

        return mark.Founder;
    }

    private static T? Nearest<T>(Type type, Func<Type, T?> own)
        where T : class
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (own(current) is { } mark)
            {
                return mark;
            }

            foreach (var face in NearestFirst(current))
            {
                if (own(face) is { } fromInterface)
                {
                    return fromInterface;
                }
            }
        }

        return null;
    }

    /// <summary>The interfaces that a type adds to those of its base, an interface before those it extends; equal ones by name.</summary>
    private static IEnumerable<Type> NearestFirst(Type type) => type.GetInterfaces()
        .Except(type.BaseType?.GetInterfaces() ?? [])
        .OrderByDescending(static i => i.GetInterfaces().Length)
        .ThenBy(static i => i.FullName, StringComparer.Ordinal);

    private EntityMark? Own(Type type)
    {
        if (On<DistributedByAttribute>(type, static a => a.Entity) is { } distributed)
        {
            return new EntityMark(TableKind.Distributed, type)
            {
                Key = distributed.Key,
                ColocateWith = distributed.ColocateWith,
                ShardCount = distributed.ShardCount > 0 ? distributed.ShardCount : null,
            };
        }

        if (On<SingleShardTableAttribute>(type, static a => a.Entity) is { } single)
        {
            return new EntityMark(TableKind.SingleShard, type) { ColocateWith = single.ColocateWith };
        }

        if (On<ReferenceTableAttribute>(type, static a => a.Entity) is not null)
        {
            return new EntityMark(TableKind.Reference, type);
        }

        return On<LocalTableAttribute>(type, static a => a.Entity) is null ? null : new EntityMark(TableKind.Local, type);
    }

    private T? On<T>(Type type, Func<T, Type?> entity)
        where T : Attribute =>
        type.GetCustomAttributes<T>(inherit: false).FirstOrDefault()
        ?? contextAssembly.GetCustomAttributes<T>().FirstOrDefault(a => entity(a) == type)
        ?? (type.Assembly == contextAssembly ? null : type.Assembly.GetCustomAttributes<T>().FirstOrDefault(a => entity(a) == type));
}
