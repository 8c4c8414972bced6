using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Query operators inside lambdas: subqueries, and lists of values.</summary>
internal sealed partial class TranslationRun
{
    private Shape Operator(OperatorNode op, Env env)
    {
        var name = QueryMethods.WithoutAsync(op.Name);
        if (!OperatorKinds.IsTerminal(op))
        {
            var inner = op.Source is OperatorNode ? null : Bind(op.Source, env);
            return inner is SingleShape single && ClrTypes.ElementOf(op.Type) is not null
                ? Ask(single, row => new OperatorNode(op.Method, row, op.Arguments) { Type = op.Type, At = op.At, Renamed = op.Renamed })
                : inner is FailedShape ? inner : new RowsShape(op, env);
        }

        if (OperatorKinds.IsSingle(op.Name))
        {
            if (op.Arguments.IsEmpty && name is "FirstOrDefault" or "LastOrDefault" && op.Source is not OperatorNode && Bind(op.Source, env) is ScalarShape { Value: var text } && Texts.IsText(text))
            {
                var one = new Constant(1L) { Type = SqlType.Int4 };
                return new ScalarShape(Function("substr", SqlType.Text, text, name == "FirstOrDefault" ? one : Function("length", SqlType.Int4, text), one), op.Type);
            }

            return new SingleShape(op, env, null);
        }

        if (GroupAggregate(op, env) is { } aggregate)
        {
            return new ScalarShape(aggregate, op.Type);
        }

        if (AsContains(op) is { } contains)
        {
            return contains;
        }

        var source = op.Source is OperatorNode ? null : Bind(op.Source, env);
        switch (source)
        {
            case ListShape list when name is "Min" or "Max" && op.Arguments.Length == 0 && !list.Items.IsEmpty:
                return new ScalarShape(new MinMaxExpr(name == "Max", list.Items) { Type = list.Items[0].Type, At = op.At }, op.Type);
            case ListShape list when name == "Contains" && op.Arguments.Length > 0:
                return ContainsInList(list, op, env);
            case ScalarShape { Value: var array } when name == "Contains" && op.Arguments.Length > 0:
                return ContainsInArray(array, op, env);
            case ScalarShape { Value: var array } when name is "Any" or "Count" && op.Arguments.Length == 0:
                return CountOfArray(array, name, op);
        }

        return Isolated(() => Aggregation(op, env), op);

        // x.Any(i => i == y) is x.Contains(y), and All(i => i != y) its negation (EF Core normalises both).
        Shape? AsContains(OperatorNode node)
        {
            if (node.Lambda(0) is not { Parameters.Length: 1, Body: BinaryNode body } lambda
                || !((name == "Any" && body.Kind == BinaryOperatorKind.Equals) || (name == "All" && body.Kind == BinaryOperatorKind.NotEquals)))
            {
                return null;
            }

            var item = ReferenceEquals(body.Left, lambda.Parameters[0]) ? body.Right : ReferenceEquals(body.Right, lambda.Parameters[0]) ? body.Left : null;
            if (item is null || NodeWalk.Names(item, lambda.Parameters[0]))
            {
                return null;
            }

            var result = Operator(new OperatorNode(node.Method, node.Source, ImmutableArray.Create(item)) { Type = node.Type, At = node.At, Renamed = "Contains" }, env);
            return name == "All" && result is ScalarShape scalar ? new ScalarShape(Negate(scalar.Value), node.Type) : result;
        }
    }

    /// <summary>An aggregate, EXISTS or IN over a subquery.</summary>
    private Expr? Aggregation(OperatorNode op, Env env)
    {
        if (Build(op.Source, env) is not { } rows)
        {
            return null;
        }

        switch (QueryMethods.WithoutAsync(op.Name))
        {
            case "Any" or "All":
                return ExistsIn(rows, op, env);
            case "Contains":
                return ContainsIn(rows, op, env);
            case "Count" or "LongCount" or "Sum" or "Average" or "Min" or "Max":
                return AggregateRows(rows, op, env) is { } value
                    ? new LogicalSubquery(SubLinkKind.Scalar, rows.Select, One(value)) { Type = value.Type, At = op.At, CanBeNull = true }
                    : null;
            default:
                NotTranslated(op);
                return null;
        }
    }

    /// <summary>
    /// Translates something that may turn out untranslatable without failing the whole query: in the last projection EF Core
    /// evaluates it in the client.
    /// </summary>
    private Shape Isolated(System.Func<Expr?> translate, OperatorNode op)
    {
        var before = Failure;
        if (translate() is { } value)
        {
            return new ScalarShape(value, op.Type);
        }

        var failed = Failure ?? Untranslatable($"'{op.Name}'", op.At);
        Failure = before;
        return failed;
    }

    private Shape ContainsInList(ListShape list, OperatorNode op, Env env)
    {
        if (TryScalar(op.Arguments[0], env) is not { } item)
        {
            return Untranslatable("this Contains", op.At);
        }

        if (list.Items.IsEmpty)
        {
            return new ScalarShape(new Constant(false) { Type = SqlType.Bool }, op.Type);
        }

        if (list.Items.Length == 1)
        {
            return new ScalarShape(EqualValues(item, list.Items[0], op.At, negated: false), op.Type);
        }

        // PostgreSQL makes an array of the values, and compares with each column by itself.
        var values = list.Items.RemoveAll(static i => i is not (Constant or Parameter)).Select(i => Typed(i, item.Type));
        var tests = ImmutableArray.CreateBuilder<Expr>();
        if (values.Length > 1)
        {
            tests.Add(new ArrayOpExpr("=", item, new ArrayExpr(values) { Type = item.Type.ArrayOf() }, All: false) { Type = SqlType.Bool, At = op.At });
        }

        foreach (var other in list.Items)
        {
            if (values.Length == 1 || other is not (Constant or Parameter))
            {
                tests.Add(new ClrEquality(item, Typed(other, item.Type), Negated: false) { Type = SqlType.Bool, At = op.At });
            }
        }

        return new ScalarShape(Combine(BoolOp.Or, tests), op.Type);
    }

    private Shape ContainsInArray(Expr array, OperatorNode op, Env env)
    {
        if (array.Type.Equals(SqlType.Text) && op.Method.ContainingType?.SpecialType == SpecialType.System_String)
        {
            return TryScalar(op.Arguments[0], env) is { } part ? new ScalarShape(Texts.Match("Contains", array, part, op.At), op.Type) : Untranslatable("this Contains", op.At);
        }

        var shape = Expand(Bind(op.Arguments[0], env));
        if (shape is EntityShape { Entity: { Entity.Key.Count: 1 } entity } && KeyColumns(entity) is [var key])
        {
            shape = new ScalarShape(key, null);
        }

        return ScalarOf(shape, op.At) is { } item
            ? new ScalarShape(new ArrayOpExpr("=", item, array, All: false) { Type = SqlType.Bool, At = op.At }, op.Type)
            : Untranslatable("this Contains", op.At);
    }

    private static ScalarShape CountOfArray(Expr array, string name, OperatorNode op)
    {
        var count = Function("cardinality", SqlType.Int4, array);
        return new ScalarShape(name == "Any" ? new OpExpr(">", count, new Constant(0L) { Type = SqlType.Int4 }) { Type = SqlType.Bool, At = op.At } : count, op.Type);
    }

    /// <summary>Rows of a list of values: <c>unnest(@ids)</c>.</summary>
    private Rows ValueRows(Expr array, ITypeSymbol element, Node node)
    {
        var table = new FunctionTable(Function("unnest", SqlType.Unknown, array), ImmutableArray.Create("value")) { At = node.At };
        return new Rows(Selects.Select.From(table), new ScalarShape(new LogicalColumn(table, "value", ClrTypes.IsNullableValue(element)) { Type = ClrTypes.ToSql(element) }, element));
    }

    private static Rows ListRows(ListShape list, Node node)
    {
        var type = list.Items.IsEmpty ? SqlType.Unknown : list.Items[0].Type;
        var items = list.Items is [Constant first, ..] ? list.Items.SetItem(0, new CastExpr(first) { Type = type }) : list.Items;
        var table = new ValuesTable(items) { At = node.At };
        return new Rows(Selects.Select.From(table), new ScalarShape(new LogicalColumn(table, "Value", false) { Type = type }, ClrTypes.ElementOf(node.Type)));
    }

    /// <summary>Rows of a JSON array.</summary>
    private static Rows JsonRows(JsonShape json, Node node)
    {
        var columns = json.Entity.Properties.Select(static p => p.Name).Concat(json.Entity.Navigations.Select(static n => n.Name)).ToImmutableArray();
        var table = new FunctionTable(Function("jsonb_to_recordset", SqlType.Unknown, json.Document), columns) { At = node.At };
        var rows = new Rows(Selects.Select.From(table), null!);
        rows.Element = new EntityShape(new EntityRef(json.Entity, new RecordColumns(table), rows.Owner));
        return rows;
    }

    private Shape Index(IndexNode index, Env env)
    {
        var target = Bind(index.Target, env);
        if (target is FailedShape)
        {
            return target;
        }

        if (target is EntityShape entity && index.Arguments.Length == 1 && index.Arguments[0] is ValueNode { Value: Constant { Value: string name } })
        {
            return EntityMember(entity.Entity, name, index);
        }

        if (target is JsonShape json && index.Arguments.Length == 1 && TryScalar(index.Arguments[0], env) is { } place)
        {
            var item = new OpExpr("->", json.Document, place) { Type = SqlType.Jsonb };
            return new EntityShape(new EntityRef(json.Entity, new JsonColumns(item), json.Owner) { Optional = true });
        }

        if (target is ScalarShape scalar && !Texts.IsText(scalar.Value) && index.Arguments.Length == 1 && TryScalar(index.Arguments[0], env) is { } position)
        {
            return new ScalarShape(Function("subscript", ClrTypes.ToSql(index.Type), scalar.Value, position) with { Volatility = Volatility.Immutable }, index.Type);
        }

        return Untranslatable("this index", index.At);
    }
}
