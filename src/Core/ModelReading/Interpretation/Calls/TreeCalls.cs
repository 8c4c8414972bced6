using System.Linq;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>
/// Expression trees built by hand, as loops build query filters:
/// <c>Expression.Lambda(Expression.Equal(Expression.Property(p, "TenantId"), …), p)</c>.
/// </summary>
internal static class TreeCalls
{
    public static Value Run(Call call)
    {
        switch (call.Name)
        {
            case "Parameter":
                return new TreeVal(new RowRef(0), null);
            case "Constant":
                return new TreeVal(Known(call["value"]), call["value"]);
            case "Property" or "PropertyOrField" or "Field":
                return Property(call);
            case "Convert":
                return call["expression"] ?? Value.Unknown;
            case "Equal":
                return Binary(call, "=");
            case "NotEqual":
                return Binary(call, "<>");
            case "GreaterThan":
                return Binary(call, ">");
            case "LessThan":
                return Binary(call, "<");
            case "AndAlso" or "And":
                return Logic(call, BoolOp.And);
            case "OrElse" or "Or":
                return Logic(call, BoolOp.Or);
            case "Not":
                return call["expression"] is TreeVal { Expr: { } negated } ? new TreeVal(new NotExpr(negated), null) : Value.Unknown;
            case "Call":
                return EfProperty(call);
            case "Lambda":
                return call["body"] is TreeVal { Expr: { } body } ? new TreeVal(body, null) : Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    private static Expr? Known(Value? value) => value switch
    {
        ConstantVal constant => FilterPredicates.Constant(constant.Value),
        UnknownVal { Path: { } path } => new Parameter("db." + path, path),
        _ => null,
    };

    private static Value Property(Call call)
    {
        var name = call.Text("propertyName", "propertyOrFieldName", "fieldName") ?? (call["property"] as PropertyInfoVal)?.Name;
        return (name, call["expression"]) switch
        {
            (not null, TreeVal { Expr: RowRef }) => new TreeVal(new ColumnRef(0, name), null),
            (not null, TreeVal { Constant: ContextVal }) => new TreeVal(new Parameter("db." + name, name), null),
            (not null, TreeVal { Expr: Parameter parameter }) => new TreeVal(new Parameter(parameter.Identity + "." + name, parameter.Display + "." + name), null),
            _ => Value.Unknown,
        };
    }

    private static Value EfProperty(Call call)
    {
        foreach (var list in call.Values.OfType<ListVal>().Append(new ListVal([.. call.Values])))
        {
            if (list.Items.OfType<TreeVal>().FirstOrDefault(static t => t.Constant is ConstantVal { Value: string }) is { Constant: ConstantVal { Value: string name } }
                && list.Items.OfType<TreeVal>().Any(static t => t.Expr is RowRef))
            {
                return new TreeVal(new ColumnRef(0, name), null);
            }
        }

        return Value.Unknown;
    }

    private static Value Binary(Call call, string op) =>
        call["left"] is TreeVal { Expr: { } left } && call["right"] is TreeVal { Expr: { } right } ? new TreeVal(new OpExpr(op, left, right), null) : Value.Unknown;

    private static Value Logic(Call call, BoolOp op) =>
        call["left"] is TreeVal { Expr: { } left } && call["right"] is TreeVal { Expr: { } right } ? new TreeVal(FilterPredicates.Flat(op, left, right), null) : Value.Unknown;
}
