using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <content>What a projection is made of: values, rows, collections, and what only the client can compute.</content>
internal sealed partial class TranslationRun
{
    private void Collect(Shape shape, string name, Projected into, Origin at)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                into.Outputs.Add(new NamedOutput(name, scalar.Value));
                break;
            case EntityShape entity:
                CollectEntity(entity.Entity, into, depth: 0, via: null);
                break;
            case NewShape made:
                foreach (var part in made.Parts)
                {
                    Collect(part.Value, part.Name ?? name, into, at);
                }

                break;
            case ConditionalShape conditional:
                if (TryPredicate(conditional.Test, conditional.Env) is { } test)
                {
                    into.Outputs.Add(new NamedOutput(name, test));
                }

                Collect(conditional.WhenTrue, name, into, at);
                Collect(conditional.WhenFalse, name, into, at);
                break;
            case RowsShape rows:
                into.Parts.Add(new Part(IsCollection: true, () => Build(rows.Node, rows.Env), rows.Node.At));
                break;
            case CollectionShape collection:
                into.Parts.Add(new Part(IsCollection: true, () => CollectionRows(collection.Owner, collection.Navigation, at), at));
                break;
            case GroupShape:
                Fail("EF Core cannot translate a group that nothing is done with", at);
                break;
            case SingleShape single:
                if (Scalarized(single) is { } value)
                {
                    into.Outputs.Add(new NamedOutput(name, value));
                }
                else
                {
                    into.Parts.Add(new Part(IsCollection: false, () => SingleRows(single, includes: true), single.Node.At));
                }

                break;
            case ListShape list:
                into.Outputs.Add(new NamedOutput(name, new ArrayExpr(list.Items)));
                break;
            case JsonShape json:
                into.Outputs.Add(new NamedOutput(name, json.Document));
                break;
            case PendingShape pending:
                CollectClient(pending.Node, pending.Env, name, into);
                break;
            case FailedShape failed:
                Fail(failed.Reason, failed.At);
                break;
        }
    }

    /// <summary>A single row of one column is a scalar subquery.</summary>
    private Expr? Scalarized(SingleShape single)
    {
        var before = Failure;
        var value = ScalarOf(single, single.Node.At);
        Failure = before;
        return value;
    }

    /// <summary>What EF Core evaluates in the client: only what it needs is fetched.</summary>
    private void CollectClient(Node node, Env env, string name, Projected into)
    {
        if (node is OperatorNode or UnreadNode or ParameterNode)
        {
            if (Bind(node, env) is FailedShape failed)
            {
                if (node is UnreadNode or ParameterNode)
                {
                    Fail(failed.Reason, failed.At);
                    return;
                }
            }
            else if (node is OperatorNode)
            {
                Collect(Expand(Bind(node, env)), name, into, node.At);
                return;
            }
        }

        foreach (var child in NodeWalk.Children(node))
        {
            if (child is LambdaNode)
            {
                continue;
            }

            var shape = Expand(new PendingShape(child, env));
            if (shape is FailedShape)
            {
                if (++_depth < MaxBindDepth)
                {
                    CollectClient(child, env, name, into);
                }

                _depth--;
            }
            else
            {
                Collect(shape, name, into, child.At);
            }

            if (Failure is not null)
            {
                return;
            }
        }
    }

    private void CollectEntity(EntityRef entity, Projected into, int depth, Navigation? via)
    {
        foreach (var (expr, column) in ColumnsOf(entity))
        {
            into.Outputs.Add(new NamedOutput(column, expr));
        }

        if (entity.Entity.Inheritance == Inheritance.TablePerType && entity.Columns is TableColumns && TypeName(entity) is { } type)
        {
            into.Outputs.Add(new NamedOutput(UnionTable.Discriminator, type));
        }

        foreach (var include in entity.Includes.Children)
        {
            var navigation = include.Navigation!;
            if (navigation.IsCollection)
            {
                if (Model!.Find(navigation.Target)?.JsonColumn is null)
                {
                    into.Parts.Add(new Part(IsCollection: true, () => IncludedRows(entity, include), include.At));
                }
            }
            else if (depth < 30 && via?.Inverse != navigation.Name && entity.Joined.TryGetValue(navigation.Name, out var joined) && joined is EntityShape { Entity: var target })
            {
                CollectEntity(target, into, depth + 1, navigation);
            }
        }
    }

    /// <summary>Which type a row of a hierarchy over several tables is, told by the tables that it has a part in; null where there is nothing to tell.</summary>
    private CaseExpr? TypeName(EntityRef row)
    {
        var whens = ImmutableArray.CreateBuilder<CaseWhen>();
        foreach (var type in Model!.WithDerived(row.Entity))
        {
            if (type.Id != row.Entity.Id && TypePredicate(row, type) is { } test)
            {
                whens.Add(new CaseWhen(test, new Constant(type.DisplayName) { Type = SqlType.Text }));
            }
        }

        return whens.Count == 0 ? null : new CaseExpr(null, whens.ToImmutable(), null) { Type = SqlType.Text };
    }

    /// <summary>The rows of an included collection, filtered as the Include says.</summary>
    private Rows? IncludedRows(EntityRef entity, IncludeNode include)
    {
        var navigation = include.Navigation!;
        Rows? rows;
        if (include.Filter is { } filter && include.FilterParameter is { } parameter)
        {
            rows = Build(filter, include.FilterEnv.With(parameter, new CollectionShape(entity, navigation)));
        }
        else
        {
            rows = CollectionRows(entity, navigation, include.At);
        }

        if (rows?.Element is EntityShape { Entity: var inner } && navigation.Inverse is { } inverse && inner.Includes.Find(inverse) is { Navigation: { IsCollection: false, AutoInclude: false } })
        {
            inner.Includes.Remove(inverse);
        }

        return rows;
    }
}
