using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Include and ThenInclude, by lambda and by name.</summary>
internal sealed partial class TranslationRun
{
    private Rows? Include(Rows rows, OperatorNode op, Env env, bool then)
    {
        var element = Force(rows.Element);
        if (element is not EntityShape { Entity: var entity })
        {
            if (Failure is null)
            {
                Fail("EF Core cannot translate Include over rows that are not entities", op.At);
            }

            return null;
        }

        rows.Element = element;
        if (op.Arguments.Length == 1 && op.Arguments[0] is ValueNode { Value: Constant { Value: string path } })
        {
            IncludePath(entity, path, op);
            return Failure is null ? rows : null;
        }

        if (op.Arguments.Length == 1 && op.Arguments[0] is ValueNode)
        {
            Fail("what Include names is not known at compile time", op.At);
            return null;
        }

        if (op.Lambda(0) is not { } lambda)
        {
            return UnreadArgument(op);
        }

        var at = then ? entity.LastInclude ?? entity.Includes : entity.Includes;
        var declaring = then && at.Navigation is { } last ? Model!.Find(last.Target) ?? entity.Entity : entity.Entity;
        entity.LastInclude = IncludeBody(at, declaring, lambda.Body, lambda.Parameters[0], env, op);
        return Failure is null ? rows : null;
    }

    private void IncludePath(EntityRef entity, string path, OperatorNode op)
    {
        var level = new List<(IncludeNode Node, Entity Entity)> { (entity.Includes, entity.Entity) };
        foreach (var name in path.Split('.'))
        {
            var next = new List<(IncludeNode, Entity)>();
            foreach (var (node, type) in level)
            {
                foreach (var candidate in Model!.WithDerived(type))
                {
                    if (candidate.FindNavigation(name) is { } navigation && Model.Find(navigation.Target) is { } target)
                    {
                        next.Add((AddInclude(node, navigation, candidate, op.At), target));
                        break;
                    }
                }
            }

            if (next.Count == 0)
            {
                Fail($"'{name}' is no navigation that Include could follow", op.At);
                return;
            }

            level = next;
        }
    }

    /// <summary>Follows <c>o.Items</c>, <c>o.Customer.Country</c>, <c>o.Items.Where(…).OrderBy(…)</c> or <c>((Derived)o).X</c>; the node of its end.</summary>
    private IncludeNode? IncludeBody(IncludeNode start, Entity entity, Node body, ParameterNode parameter, Env env, OperatorNode op)
    {
        var filters = new Stack<OperatorNode>();
        while (body is OperatorNode filter)
        {
            filters.Push(filter);
            body = filter.Source;
        }

        var names = new Stack<(string Name, Entity? Cast)>();
        var at = body;
        Entity? cast = null;
        while (!ReferenceEquals(at, parameter))
        {
            switch (at)
            {
                case MemberNode member:
                    names.Push((member.Name, cast));
                    cast = null;
                    at = member.Target;
                    break;
                case ConvertNode convert:
                    cast = Model!.Find(convert.Type);
                    if (names.Count > 0)
                    {
                        var (name, _) = names.Pop();
                        names.Push((name, cast));
                    }

                    cast = null;
                    at = convert.Operand;
                    break;
                case CallNode { Method: { Name: "Property", ContainingType.Name: "EF" }, Arguments: [var target, ValueNode { Value: Constant { Value: string name } }] }:
                    names.Push((name, cast));
                    cast = null;
                    at = target;
                    break;
                default:
                    Fail("this is no navigation that Include could follow", op.At);
                    return null;
            }
        }

        var node = start;
        var current = entity;
        while (names.Count > 0)
        {
            var (name, downTo) = names.Pop();
            var declaring = downTo ?? current;
            if (declaring.FindNavigation(name) is not { } navigation || Model!.Find(navigation.Target) is not { } target)
            {
                Fail($"'{name}' is no navigation of {declaring.DisplayName} that Include could follow", op.At);
                return null;
            }

            node = AddInclude(node, navigation, declaring, op.At);
            current = target;
        }

        if (filters.Count > 0)
        {
            var source = new ParameterNode("included");
            Node tree = source;
            while (filters.Count > 0)
            {
                var filter = filters.Pop();
                tree = new OperatorNode(filter.Method, tree, filter.Arguments) { At = filter.At, Type = filter.Type };
            }

            node.Filter = tree;
            node.FilterParameter = source;
            node.FilterEnv = env;
        }

        return node;
    }

    private IncludeNode AddInclude(IncludeNode node, Navigation navigation, Entity declaring, Origin at)
    {
        var added = node.Add(navigation, declaring, at);
        if (Model!.Find(navigation.Target) is { } target)
        {
            AddAutoIncludes(added, target, 0);
        }

        return added;
    }

    /// <summary>Owned types come with their owner, and navigations marked so.</summary>
    private void AddAutoIncludes(IncludeNode node, Entity entity, int depth)
    {
        if (depth > 8)
        {
            return;
        }

        foreach (var candidate in Model!.WithDerived(entity))
        {
            foreach (var navigation in candidate.Navigations)
            {
                if (!(navigation.IsOwned && navigation.Target != entity.Owner) && !(navigation.AutoInclude && !Flags.IgnoreAutoIncludes))
                {
                    continue;
                }

                if (node.Find(navigation.Name) is null && Model.Find(navigation.Target) is { } target)
                {
                    AddAutoIncludes(node.Add(navigation, candidate, Origin.None), target, depth + 1);
                }
            }
        }
    }
}
