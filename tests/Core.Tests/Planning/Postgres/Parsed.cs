using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Reading;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;

namespace ShardSafety.Core.Tests.Planning.Postgres;

/// <summary>Expressions over the small schema as the planner reads and folds them, told in words.</summary>
internal static class Parsed
{
    private const string Columns = "users u, orders o, devices d, pages p, plans n";

    public static IReadOnlyList<PgExpr> Read(string expressions) => Read(expressions, static _ => null);

    /// <summary>With a value for its parameters.</summary>
    public static PgExpr Given(string expression, object value) =>
        Read(expression, name => new Parameter(name, name) { Bound = new Constant(value) }).ShouldHaveSingleItem();

    private static IReadOnlyList<PgExpr> Read(string expressions, Func<string, Expr?> parameters)
    {
        var catalog = new Planned();
        var statement = SqlReader.Read($"SELECT {expressions} FROM {Columns}", new SqlReaderOptions { FindTable = catalog.Find, ResolveParameter = parameters }).ShouldHaveSingleItem();
        var translator = new QueryTranslator(catalog);
        var read = translator.Read(statement.Query!);
        translator.Unreadable.ShouldBeNull();
        return [.. read.Targets.Select(target => target.Expr)];
    }

    public static PgExpr One(string expression) => Read(expression).ShouldHaveSingleItem();

    public static string Type(string expression) => One(expression).Type.Name;

    public static string Folded(string expression) => Words(ConstantFolder.Fold(One(expression)));

    /// <summary>Constants by value and type, what is unknown as <c>?</c>, all else as operator or kind around its operands.</summary>
    public static string Words(PgExpr expr) => expr switch
    {
        PgConst { IsNull: true } => "null",
        PgConst { IsKnown: false } => "?",
        PgConst constant => Value(constant.Value) + ":" + constant.Type.Name,
        PgVar var => "column" + var.Column,
        PgOp op => Around(op.Operator.Name + (op.Operator.Strategy.ToString() is "None" ? "" : "/" + op.Operator.Strategy), expr),
        PgArrayOp op => Around(op.Operator.Name + "/" + op.Operator.Strategy + (op.Any ? " any" : " all"), expr),
        PgBool logic => Around(logic.Logic.ToString().ToLowerInvariant(), expr),
        PgNullTest test => Around(test.IsNull ? "is null" : "is not null", expr),
        PgBooleanTest test => Around("is " + (test.Negated ? "not " : "") + (test.Value?.ToString().ToLowerInvariant() ?? "unknown"), expr),
        PgFunc function => Around(function.Name, expr),
        PgForm form => Around(form.Kind.ToString().ToLowerInvariant(), expr),
        PgCast => Around("cast to " + expr.Type.Name, expr),
        _ => Around(expr.GetType().Name, expr),
    };

    private static string Around(string head, PgExpr expr) => head + "(" + string.Join(", ", expr.Args.Select(Words)) + ")";

    private static string Value(object? value) => value is System.Collections.Immutable.ImmutableArray<object?> items
        ? "[" + string.Join(",", items.Select(Value)) + "]"
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null";
}
