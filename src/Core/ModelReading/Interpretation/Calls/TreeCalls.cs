using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
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
            case "Invoke" or "Quote":
                return call.Any("expression", "operand") switch
                {
                    LambdaVal lambda => new TreeVal(FilterPredicates.Read(call.Interpreter, lambda), null),
                    var tree => tree ?? Value.Unknown,
                };
            case "Lambda":
                return call["body"] is TreeVal { Expr: { } body } ? new TreeVal(body, null) : Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    /// <summary>
    /// A visitor's answer, for a visitor that puts one parameter in another's place, as code does that joins two lambdas: there
    /// is but one row in a filter. A visitor that changes more is not read.
    /// </summary>
    public static Value? Visited(IMethodSymbol method, Value? visitor, Value? visited)
    {
        if (method.Name != "Visit" || method.IsStatic || visited is not TreeVal tree || !IsVisitor(method.ContainingType))
        {
            return null;
        }

        var type = (visitor as ObjectVal)?.Type ?? method.ContainingType;
        var replaces = ClrTypes.FullName(type) == "Microsoft.EntityFrameworkCore.Query.ReplacingExpressionVisitor"
            || (!type.DeclaringSyntaxReferences.IsEmpty
                && ClrTypes.SelfAndBases(type).TakeWhile(static t => !t.DeclaringSyntaxReferences.IsEmpty).SelectMany(static t => t.GetMembers()).OfType<IMethodSymbol>()
                    .All(static m => !m.IsOverride || m.Name is "Visit" or "VisitParameter"));
        return replaces ? tree : Value.Unknown;
    }

    private static bool IsVisitor(INamedTypeSymbol type) =>
        ClrTypes.SelfAndBases(type).Any(static t => ClrTypes.FullName(t) == "System.Linq.Expressions.ExpressionVisitor");

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
