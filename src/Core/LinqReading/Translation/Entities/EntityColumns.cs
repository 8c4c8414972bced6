using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Entities;

/// <summary>Where the columns of an entity's row come from.</summary>
internal abstract class EntityColumns
{
    public abstract Expr Column(Property property);

    /// <summary>A column by its own name, such as a JSON column's; null when there is none, as through a set operation.</summary>
    public virtual Expr? Column(string name, SqlType type) => null;

    protected static Expr Read(FromTable table, string column, SqlType type, bool nullable) => new LogicalColumn(table, column, nullable) { Type = type };
}

/// <summary>From one table, or from one for each level of a hierarchy (table-per-type).</summary>
internal sealed class TableColumns(FromTable main, IReadOnlyDictionary<TableName, FromTable>? others) : EntityColumns
{
    public FromTable Main { get; } = main;

    public override Expr Column(Property property) => Read(TableOf(property), property.ColumnName, property.Type, property.Nullable);

    public FromTable TableOf(Property property) => property.Table is { } name && others is not null && others.TryGetValue(name, out var table) ? table : Main;

    public override Expr? Column(string name, SqlType type) => Read(Main, name, type, nullable: true);
}

/// <summary>From a set operation or a union of tables, whose columns have names of their own.</summary>
internal sealed class NamedColumns(FromTable table, IReadOnlyDictionary<string, string> names) : EntityColumns
{
    public FromTable Table { get; } = table;

    public override Expr Column(Property property) =>
        Read(Table, names.TryGetValue(property.ColumnName, out var name) ? name : property.ColumnName, property.Type, property.Nullable);
}

/// <summary>From the items of a JSON array, spread out as rows.</summary>
internal sealed class RecordColumns(FromTable table) : EntityColumns
{
    public override Expr Column(Property property) => Read(table, property.Name, property.Type, property.Nullable);

    public override Expr? Column(string name, SqlType type) => Read(table, name, type, nullable: true);
}

/// <summary>From a JSON document.</summary>
internal sealed class JsonColumns(Expr document) : EntityColumns
{
    public Expr Document { get; } = document;

    public override Expr Column(Property property)
    {
        var text = Path(Document, new Constant(property.Name) { Type = SqlType.Text });
        return property.Type.Equals(SqlType.Text) ? text : new CastExpr(text) { Type = property.Type };
    }

    /// <summary>A step is <c>-&gt;&gt;</c>, several at once <c>#&gt;&gt;</c> with their names.</summary>
    private static OpExpr Path(Expr document, Expr step)
    {
        var steps = ImmutableArray.Create(step);
        for (; document is OpExpr { Operator: "->", Left: { } outer } deeper; document = outer)
        {
            steps = steps.Insert(0, deeper.Right);
        }

        return steps.Length == 1
            ? new OpExpr("->>", document, step) { Type = SqlType.Text }
            : new OpExpr("#>>", document, new ArrayExpr(steps.All(static s => s is Constant) ? steps : Nullability.Select(steps, static s => new CastExpr(s) { Type = SqlType.Text })) { Type = SqlType.Text.ArrayOf() }) { Type = SqlType.Text };
    }

    public override Expr? Column(string name, SqlType type) => new OpExpr("->", Document, new Constant(name) { Type = SqlType.Text }) { Type = SqlType.Jsonb };
}

/// <summary>From an entity that was loaded before: its members are parameters.</summary>
internal sealed class ValueColumns(Parameter row) : EntityColumns
{
    public override Expr Column(Property property) => new Parameter(row.Identity + "." + property.Name, row.Display + "." + property.Name) { Type = property.Type };
}
