using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>Function, aggregate and window calls (<c>parse_func.c</c>, <c>parse_agg.c</c>).</summary>
internal sealed partial class Binder
{
    private static string FunctionName(List<string> parts)
    {
        var name = parts[parts.Count - 1];
        return parts.Count == 1 || parts[parts.Count - 2] == "pg_catalog" ? name : parts[parts.Count - 2] + "." + name;
    }

    private Expr BindCall(CallSyntax syntax, Scope scope, Origin at)
    {
        var name = FunctionName(syntax.Name);
        var args = BindAll(syntax.Args, scope);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Type.IsUnknown && Functions.Argument(name, i) is { IsUnknown: false } type)
            {
                args = args.SetItem(i, Coerce(args[i], type));
            }
        }

        var orderBy = ImmutableArray.CreateBuilder<OrderItem>(syntax.OrderBy.Count);
        foreach (var item in syntax.OrderBy)
        {
            orderBy.Add(new OrderItem(Bind(item.Expr, scope), item.Descending));
        }

        var filter = syntax.Filter is null ? null : Condition(syntax.Filter, scope);
        var typed = syntax.WithinGroup && orderBy.Count > 0 ? ImmutableArray.Create(orderBy[0].Expr) : args;
        var result = Functions.Result(name, typed);
        var isAggregate = Functions.IsAggregate(name) || syntax.Star || syntax.Distinct || syntax.OrderBy.Count > 0 || syntax.WithinGroup || syntax.Filter is not null;
        if (syntax.Over is not null)
        {
            return new WindowExpr(name, args, BindWindow(syntax.Over, scope, 0))
            {
                IsAggregate = isAggregate,
                Filter = filter,
                Type = result,
                At = at,
            };
        }

        if (isAggregate)
        {
            return new AggregateExpr(name, args)
            {
                Star = syntax.Star,
                Distinct = syntax.Distinct,
                Filter = filter,
                OrderBy = orderBy.ToImmutable(),
                WithinGroup = syntax.WithinGroup,
                Type = result,
                At = at,
            };
        }

        if (name == "nullif" && args.Length == 2)
        {
            var (left, right, _) = OperatorTypes.Resolve("=", args[0].Type, args[1].Type);
            args = [Coerce(args[0], left), Coerce(args[1], right)];
            result = args[0].Type;
        }

        return new FuncExpr(name, args) { Type = result, At = at };
    }

    /// <summary>A window with what it takes over from the named one it builds on.</summary>
    private WindowSpec BindWindow(WindowSyntax syntax, Scope scope, int depth)
    {
        var parent = new WindowSpec([], []);
        if (syntax.Base is not null && depth < 32 && scope.Windows is not null && scope.Windows.TryGetValue(syntax.Base, out var named)
            && !ReferenceEquals(named, syntax))
        {
            parent = BindWindow(named, scope, depth + 1);
        }

        var partition = syntax.PartitionBy.Count > 0 ? BindAll(syntax.PartitionBy, scope) : parent.PartitionBy;
        if (syntax.OrderBy.Count == 0)
        {
            return new WindowSpec(partition, parent.OrderBy);
        }

        var order = ImmutableArray.CreateBuilder<OrderItem>(syntax.OrderBy.Count);
        foreach (var item in syntax.OrderBy)
        {
            order.Add(new OrderItem(Bind(item.Expr, scope), item.Descending));
        }

        return new WindowSpec(partition, order.ToImmutable());
    }
}
