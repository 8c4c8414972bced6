using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Complex properties as wholes: compared and set column by column.</summary>
internal sealed partial class TranslationRun
{
    /// <summary>Whether a complex property is what it is compared with: another, an object captured or made.</summary>
    private Expr? SamePart(NewShape stored, Shape other, Origin at, bool negated)
    {
        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var part in stored.Parts)
        {
            if (part.Name is null || PartOf(other, part.Name, at) is not { } counterpart)
            {
                return null;
            }

            var equal = part.Value is NewShape { IsStored: true } inner
                ? SamePart(inner, counterpart, at, negated)
                : ScalarOf(part.Value, at) is { } column && ScalarOf(Force(counterpart), at) is { } value ? EqualValues(column, Typed(value, column.Type), at, negated) : null;
            if (equal is null)
            {
                return null;
            }

            args.Add(equal);
        }

        return args.Count == 0 ? null : Combine(negated ? BoolOp.Or : BoolOp.And, args);
    }

    /// <summary>A part of what a complex property is compared with or set to; null where that cannot be told.</summary>
    private static Shape? PartOf(Shape whole, string name, Origin at) => whole switch
    {
        NewShape made => made.Find(name) ?? (made.IsStored ? null : new ScalarShape(new Parameter("default:" + at.Start.ToString(System.Globalization.CultureInfo.InvariantCulture) + "." + name, name) { At = at }, null)),
        ScalarShape { Value: Parameter captured } => new ScalarShape(new Parameter(captured.Identity + "." + name, captured.Display + "." + name) { At = at }, null),
        _ => null,
    };

    /// <summary>The columns that setting a complex property as a whole sets, each with its value.</summary>
    private bool AssignParts(EntityRef row, string path, Shape value, Setter setter, ImmutableArray<SetColumn>.Builder into)
    {
        if (Complex(row, path, setter.Property) is not { } stored)
        {
            return false;
        }

        foreach (var part in stored.Parts)
        {
            if (part.Name is null || PartOf(value, part.Name, setter.At) is not { } assigned)
            {
                return false;
            }

            var name = path + "." + part.Name;
            if (row.Entity.FindProperty(name) is { } property)
            {
                if (ScalarOf(Force(assigned), setter.At) is not { } scalar)
                {
                    return false;
                }

                into.Add(new SetColumn(row, property, Typed(scalar, property.Type), setter.At));
            }
            else if (!AssignParts(row, name, assigned, setter, into))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The row and the path of the property that a setter names: of a complex property, from the entity's own member on.</summary>
    private (EntityRef Row, string Path)? PathOf(Shape element, Node node)
    {
        if (node is not LambdaNode { Parameters.Length: 1 } lambda)
        {
            return null;
        }

        var (target, path) = Step(lambda.Body);
        while (target is not null && path is not null)
        {
            if (Bind(target, Over(lambda, Env.Empty, element)) is EntityShape { Entity: var row })
            {
                return (row, path);
            }

            var (outer, name) = Step(target);
            (target, path) = (outer, name is null ? null : name + "." + path);
        }

        return null;
    }

    /// <summary>Whether what is set comes from another row by a navigation that EF Core would have to join: it cannot, since it has the rows to update already.</summary>
    private bool NeedsJoin(LambdaNode value, Shape element)
    {
        var env = Over(value, Env.Empty, element);
        var waiting = new Stack<Node>([value.Body]);
        while (waiting.Count > 0)
        {
            var node = waiting.Pop();
            if (Step(node) is ({ } target, { } name)
                && ReferenceEquals(RootOf(target), value.Parameters[0])
                && Bind(target, env) is EntityShape { Entity: var row }
                && row.Entity.FindNavigation(name) is { IsCollection: false, IsOwned: false })
            {
                return true;
            }

            foreach (var child in NodeWalk.Children(node))
            {
                waiting.Push(child);
            }
        }

        return false;
    }

    private static Node RootOf(Node node)
    {
        while (Step(node).Target is { } target)
        {
            node = target;
        }

        return node;
    }

    private static (Node? Target, string? Name) Step(Node node)
    {
        while (node is ConvertNode convert)
        {
            node = convert.Operand;
        }

        return node switch
        {
            MemberNode member => (member.Target, member.Name),
            CallNode { Method.Name: "Property", Arguments: [var of, ValueNode { Value: Constant { Value: string text } }] } => (of, text),
            _ => (null, null),
        };
    }
}

/// <summary>A column that ExecuteUpdate sets, and to what.</summary>
internal sealed record SetColumn(EntityRef Row, Property Property, Expr Value, Origin At);
