using System.Collections.Generic;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Entities;

/// <summary>What is included with an entity, by navigation, in the order it was asked for.</summary>
internal sealed class IncludeNode
{
    private readonly List<IncludeNode> _children = [];

    public Navigation? Navigation { get; private init; }

    public Entity? Declaring { get; private init; }

    public Origin At { get; private init; } = Origin.None;

    public IReadOnlyList<IncludeNode> Children => _children;

    /// <summary>The operators of a filtered include over its collection, and where their names resolve.</summary>
    public Node? Filter { get; set; }

    public ParameterNode? FilterParameter { get; set; }

    public Env FilterEnv { get; set; } = Env.Empty;

    public IncludeNode Add(Navigation navigation, Entity declaring, Origin at)
    {
        foreach (var child in _children)
        {
            if (child.Navigation!.Name == navigation.Name)
            {
                return child;
            }
        }

        var added = new IncludeNode { Navigation = navigation, Declaring = declaring, At = at };
        _children.Add(added);
        return added;
    }

    public void Remove(string navigation) => _children.RemoveAll(c => c.Navigation!.Name == navigation);

    public IncludeNode? Find(string navigation)
    {
        foreach (var child in _children)
        {
            if (child.Navigation!.Name == navigation)
            {
                return child;
            }
        }

        return null;
    }

    public void Merge(IncludeNode other)
    {
        foreach (var child in other._children)
        {
            var mine = Add(child.Navigation!, child.Declaring!, child.At);
            if (child.Filter is not null)
            {
                mine.Filter = child.Filter;
                mine.FilterParameter = child.FilterParameter;
                mine.FilterEnv = child.FilterEnv;
            }

            mine.Merge(child);
        }
    }
}
