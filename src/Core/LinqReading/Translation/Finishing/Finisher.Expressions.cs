using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Finishing;

/// <summary>Expressions: columns get their source, C#'s equality becomes SQL's (EF Core's <c>SqlNullabilityProcessor</c>).</summary>
internal sealed partial class Finisher
{
    private int _exprDepth;

    /// <param name="optimized">Whether NULL counts as false here, as in a WHERE.</param>
    private Expr Resolve(Expr expr, bool optimized)
    {
        if (++_exprDepth > 1000)
        {
            _exprDepth--;
            return new OpaqueExpr("the expression nests too deep", ImmutableArray<Expr>.Empty, Fatal: true);
        }

        var result = ResolveCore(expr, optimized);
        _exprDepth--;
        return result;
    }

    private Expr ResolveCore(Expr expr, bool optimized)
    {
        switch (expr)
        {
            case LogicalColumn column:
                return Column(column);
            case LogicalSlot slot:
                return SlotValue(slot, optimized);
            case LogicalSubquery subquery:
                return SubqueryOf(subquery);
            case ClrEquality equality:
                return EqualityOf(equality, optimized);
            case ClrContains contains:
                return ContainsOf(contains, optimized);
            case BoolExpr logic:
                return logic with { Args = logic.Args.Select(a => Resolve(a, optimized)) };
            case NotExpr { Arg: OpExpr { Operator: "<" or "<=" or ">" or ">=" } comparison } when Nullability.CanBeNull(comparison, _visible):
                return Decided(comparison, negated: true);
            case OpExpr { Operator: "<" or "<=" or ">" or ">=" } comparison when !optimized && Nullability.CanBeNull(comparison, _visible):
                return Decided(comparison, negated: false);
            case NotExpr not:
                return new NotExpr(Resolve(not.Arg, optimized: false)) { Type = SqlType.Bool, At = not.At };
            case NullTest test:
                return test with { Arg = Resolve(test.Arg, optimized: false) };
            case OpExpr op:
                return Operator(op);
            case ArrayOpExpr array:
                var any = array with { Left = Resolve(array.Left, optimized: false), Array = Resolve(array.Array, optimized: false) };
                return optimized || array.Array is ArrayExpr ? any : Logic(BoolOp.And, any, new NullTest(any, IsNull: false) { Type = SqlType.Bool });
            case ArrayExpr array:
                return array with { Items = All(array.Items) };
            case RowExpr row:
                return row with { Items = All(row.Items) };
            case FuncExpr function:
                return function with { Args = All(function.Args) };
            case CastExpr cast:
                return cast with { Arg = Resolve(cast.Arg, optimized: false) };
            case CoalesceExpr coalesce:
                return coalesce with { Args = All(coalesce.Args) };
            case OpaqueExpr opaque:
                return opaque with { Parts = All(opaque.Parts) };
            case MinMaxExpr minMax:
                return minMax with { Args = All(minMax.Args) };
            case CaseExpr c:
                return CaseOf(c);
            case AggregateExpr aggregate:
                return aggregate with { Args = All(aggregate.Args), Filter = aggregate.Filter is null ? null : Resolve(aggregate.Filter, optimized: true) };
            case WindowExpr window:
                return window with { Args = All(window.Args), Window = new WindowSpec(All(window.Window.PartitionBy), Orderings(window.Window.OrderBy)) };
            default:
                return expr;
        }
    }

    private OpExpr Operator(OpExpr op) => op with { Left = op.Left is null ? null : Resolve(op.Left, optimized: false), Right = Resolve(op.Right, optimized: false) };

    /// <summary>To C# a comparison with null is false; where NULL would not be taken for that, a CASE says so.</summary>
    private CaseExpr Decided(OpExpr comparison, bool negated) =>
        new(null, ImmutableArray.Create(new CaseWhen(Operator(comparison), new Constant(!negated) { Type = SqlType.Bool })), new Constant(negated) { Type = SqlType.Bool }) { Type = SqlType.Bool, At = comparison.At };

    private ImmutableArray<Expr> All(ImmutableArray<Expr> args) => args.Select(a => Resolve(a, optimized: false));

    private ImmutableArray<OrderItem> Orderings(ImmutableArray<OrderItem> items)
    {
        var result = ImmutableArray.CreateBuilder<OrderItem>(items.Length);
        foreach (var item in items)
        {
            result.Add(item with { Expr = Resolve(item.Expr, optimized: false) });
        }

        return result.MoveToImmutable();
    }

    private Expr CaseOf(CaseExpr c)
    {
        var whens = ImmutableArray.CreateBuilder<CaseWhen>(c.Whens.Length);
        foreach (var when in c.Whens)
        {
            whens.Add(new CaseWhen(Resolve(when.When, optimized: c.Subject is null), Resolve(when.Then, optimized: false)));
        }

        return c with { Subject = c.Subject is null ? null : Resolve(c.Subject, optimized: false), Whens = whens.MoveToImmutable(), Else = c.Else is null ? null : Resolve(c.Else, optimized: false) };
    }

    /// <summary>A column of a table that may have been pushed down: every subquery on the way out gives it on.</summary>
    private Expr Column(LogicalColumn column)
    {
        var table = column.Table;
        var name = column.Name;
        Expr seen = column;
        for (var i = 0; !_visible.Contains(table.Parent); i++)
        {
            var select = table.Parent;
            if (select?.AsTable is not { } outer || i > 1000)
            {
                return new OpaqueExpr("a column out of reach", ImmutableArray<Expr>.Empty, Fatal: true) { At = column.At };
            }

            name = select.Expose(seen, name);
            table = outer;
            seen = new LogicalColumn(outer, name, column.CanBeNull) { Type = column.Type };
        }

        _used.Add(table);
        if (table is SetTable or UnionTable)
        {
            if (!_columns.TryGetValue(table, out var used))
            {
                _columns[table] = used = [];
            }

            used.Add(name);
        }

        return new ColumnRef(_ids[table], name) { Type = column.Type, At = column.At };
    }

    private Expr SlotValue(LogicalSlot slot, bool optimized)
    {
        var owner = slot.Slot.Owner;
        if (_visible.Contains(owner) || owner.AsTable is null)
        {
            return Resolve(slot.Slot.Expr, optimized);
        }

        var name = owner.Expose(slot, slot.Slot.Name);
        return Column(new LogicalColumn(owner.AsTable, name, CanBeNull: true) { Type = slot.Type, At = slot.At });
    }

    private Expr SubqueryOf(LogicalSubquery subquery)
    {
        var outputs = new System.Collections.Generic.List<(string, Expr)>();
        foreach (var output in subquery.Outputs)
        {
            outputs.Add(("c", output));
        }

        return new SubLink(subquery.Kind, null, null, Finish(subquery.Query, outputs)) { Type = subquery.Type, At = subquery.At };
    }

    private Expr EqualityOf(ClrEquality equality, bool optimized)
    {
        var leftNull = Nullability.CanBeNull(equality.Left, _visible);
        var rightNull = Nullability.CanBeNull(equality.Right, _visible);
        var left = Resolve(equality.Left, optimized: false);
        var right = Resolve(equality.Right, optimized: false);
        Expr plain = new OpExpr(equality.Negated ? "<>" : "=", left, right) { Type = SqlType.Bool, At = equality.At };
        if (!leftNull && !rightNull)
        {
            return plain;
        }

        if (!equality.Negated)
        {
            return leftNull && rightNull ? Logic(BoolOp.Or, optimized ? plain : Logic(BoolOp.And, plain, Null(equality.Left, false), Null(equality.Right, false)), Logic(BoolOp.And, Null(equality.Left, true), Null(equality.Right, true)))
                : optimized ? plain
                : Logic(BoolOp.And, plain, Null(leftNull ? equality.Left : equality.Right, false));
        }

        return (leftNull, rightNull) switch
        {
            (true, true) => Logic(BoolOp.And,
                Logic(BoolOp.Or, plain, Null(equality.Left, true), Null(equality.Right, true)),
                Logic(BoolOp.Or, Null(equality.Left, false), Null(equality.Right, false))),
            (true, false) => Logic(BoolOp.Or, plain, Null(equality.Left, true)),
            _ => Logic(BoolOp.Or, plain, Null(equality.Right, true)),
        };
    }

    private NullTest Null(Expr arg, bool isNull) => new(Resolve(arg, optimized: false), isNull) { Type = SqlType.Bool };

    private static Expr Logic(BoolOp op, params Expr[] args) => new BoolExpr(op, args.ToImmutableArray()) { Type = SqlType.Bool };

    /// <summary>IN, unless NULLs on both sides make EF Core write EXISTS.</summary>
    private Expr ContainsOf(ClrContains contains, bool optimized)
    {
        var itemNull = Nullability.CanBeNull(contains.Item, _visible);
        var outputNull = Nullability.CanBeNull(contains.Output, _visible);
        if (itemNull && outputNull)
        {
            contains.Query.ApplyPredicate(new ClrEquality(contains.Output, contains.Item, Negated: false) { Type = SqlType.Bool });
            contains.Query.Orderings.Clear();
            return new SubLink(SubLinkKind.Exists, null, null, Finish(contains.Query, [])) { Type = SqlType.Bool, At = contains.At };
        }

        var item = Resolve(contains.Item, optimized: false);
        Expr any = new SubLink(SubLinkKind.Any, "=", item, Finish(contains.Query, [("c", contains.Output)])) { Type = SqlType.Bool, At = contains.At };
        return optimized ? any
            : itemNull ? Logic(BoolOp.And, any, Null(contains.Item, false))
            : outputNull ? new CoalesceExpr(ImmutableArray.Create<Expr>(any, new Constant(false) { Type = SqlType.Bool })) { Type = SqlType.Bool }
            : any;
    }
}
