using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Postgres.Reading;

/// <summary>Turns a shape's expressions into the planner's: parse analysis as far as planning sees it (<c>parse_expr.c</c>).</summary>
internal sealed class ExprTranslator(QueryTranslator queries)
{
    private const int MaxDepth = 400;

    private readonly CallTranslator _calls = new();
    private int _depth;

    public PgExpr ReadBoolean(Expr expr) => OperatorResolver.Coerce(Read(expr), SqlType.Bool);

    public PgExpr Read(Expr expr)
    {
        if (_depth >= MaxDepth)
        {
            queries.Fail("the expression is nested too deeply", expr.At);
            return PgConst.Null(SqlType.Unknown);
        }

        _depth++;
        var read = ReadCore(expr);
        _depth--;
        return read;
    }

    private ImmutableArray<PgExpr> All(ImmutableArray<Expr> exprs) => ImmutableArray.CreateRange(exprs, Read);

    private PgExpr ReadCore(Expr expr)
    {
        switch (expr)
        {
            case ColumnRef column:
                return Column(column);
            case RowRef row:
                return new PgVar(row.Source, 0, new SqlType("record")) { At = row.At };
            case Constant constant:
                return Value(constant, null);
            case Parameter parameter:
                return Value(parameter);
            case BoolExpr logic:
                return new PgBool(logic.Op == BoolOp.And ? PgLogic.And : PgLogic.Or, ImmutableArray.CreateRange(logic.Args, Term)) { At = logic.At };
            case NotExpr not:
                return PgBool.Not(Term(not.Arg));
            case NullTest test:
                return new PgNullTest(Read(test.Arg), test.IsNull) { At = test.At };
            case BooleanTest test:
                return new PgBooleanTest(ReadBoolean(test.Arg), test.Value, test.Negated) { At = test.At };
            case DistinctExpr distinct:
                return Distinct(distinct);
            case OpExpr { Left: { } operand } op:
                return OperatorResolver.Binary(op.Operator, Read(operand), Read(op.Right), op.At);
            case OpExpr op:
                return Prefix(op);
            case ArrayOpExpr list:
                return ArrayOperation(list);
            case ArrayExpr array:
                return Array(array);
            case RowExpr row:
                return new PgForm(PgFormKind.Row, new SqlType("record"), All(row.Items)) { At = row.At };
            case FuncExpr call:
                return _calls.Function(call, All(call.Args));
            case CastExpr cast:
                return Cast(cast);
            case CaseExpr branches:
                return Case(branches);
            case CoalesceExpr coalesce:
                return Common(PgFormKind.Coalesce, coalesce.Args, coalesce.At);
            case MinMaxExpr minMax:
                return Common(PgFormKind.MinMax, minMax.Args, minMax.At, minMax.Greatest);
            case AggregateExpr aggregate:
                return Aggregate(aggregate);
            case WindowExpr window:
                return Window(window);
            case SubLink link:
                return Link(link);
            case DefaultExpr:
                return new PgForm(PgFormKind.Default, SqlType.Unknown, ImmutableArray<PgExpr>.Empty) { At = expr.At };
            case OpaqueExpr opaque:
                if (opaque.Fatal)
                {
                    queries.Fail(opaque.Reason, opaque.At);
                }

                if (opaque.MayFixKey)
                {
                    queries.Doubtful ??= new Unreadable(opaque.Reason, opaque.At);
                }

                return new PgOpaque(opaque.Reason, opaque.Volatility, All(opaque.Parts)) { At = opaque.At };
            default:
                queries.Fail("an expression could not be read", expr.At);
                return PgConst.Null(SqlType.Unknown);
        }
    }

    private PgExpr Column(ColumnRef column)
    {
        if (queries.Source(column.Source) is not { } source)
        {
            queries.Fail("the column " + column.Name + " could not be resolved", column.At);
            return PgConst.Null(SqlType.Unknown);
        }

        var position = ColumnResolver.Position(source, column.Name);
        return new PgVar(source.Id, position, ColumnResolver.TypeOf(source, position, column.Type)) { At = column.At };
    }

    private PgExpr Value(Parameter parameter)
    {
        if (parameter.Bound is { } bound)
        {
            var value = Value(bound, parameter.Display);
            return parameter.Type.IsUnknown ? value : OperatorResolver.Coerce(value, parameter.Type);
        }

        if (parameter.Only is { } only && Read(only) is PgConst item)
        {
            return PgConst.Of(ImmutableArray.Create<object?>(item.IsKnown ? item.Value : new UnknownItem(item.Identity!)), parameter.Type).With(parameter.At, parameter.Display);
        }

        return PgConst.Unknown(queries.SameValues.TryGetValue(parameter.Identity, out var same) ? same : parameter.Identity, parameter.Type).With(parameter.At, parameter.Display);
    }

    /// <summary>A term of a condition. A flag among them goes one of two ways; which, is known when the query runs.</summary>
    private PgExpr Term(Expr expr)
    {
        if (expr is not Parameter { Bound: null } flag)
        {
            return ReadBoolean(expr);
        }

        var isNegated = flag.Identity.StartsWith("!", System.StringComparison.Ordinal);
        var identity = isNegated ? flag.Identity.Substring(1) : flag.Identity;
        queries.Flags.Add(identity);
        return queries.Decided.TryGetValue(identity, out var goes) ? PgConst.Bool(goes != isNegated) : ReadBoolean(expr);
    }

    private static PgExpr Value(Constant constant, string? display)
    {
        var type = !constant.Type.IsUnknown ? constant.Type : constant.Value switch
        {
            bool => SqlType.Bool,
            long whole => whole is >= int.MinValue and <= int.MaxValue ? SqlType.Int4 : SqlType.Int8,
            decimal => SqlType.Numeric,
            double => SqlType.Float8,
            ImmutableArray<object?> items => ArrayType(items),
            _ => SqlType.Unknown,
        };
        var read = constant.Value switch
        {
            null => PgConst.Null(type),
            _ => PgConst.Of(constant.Value, type),
        };
        return read.With(constant.At, display);
    }

    private static SqlType ArrayType(ImmutableArray<object?> items)
    {
        foreach (var item in items)
        {
            switch (item)
            {
                case bool:
                    return SqlType.Bool.ArrayOf();
                case long whole:
                    return whole is >= int.MinValue and <= int.MaxValue ? SqlType.Int4.ArrayOf() : SqlType.Int8.ArrayOf();
                case decimal:
                    return SqlType.Numeric.ArrayOf();
                case double:
                    return SqlType.Float8.ArrayOf();
            }
        }

        return SqlType.Unknown;
    }

    private PgExpr Distinct(DistinctExpr distinct)
    {
        var left = Read(distinct.Left);
        var right = Read(distinct.Right);
        var op = OperatorResolver.ComparisonOperator("=", left.Type, right.Type);
        var args = ImmutableArray.Create(OperatorResolver.Coerce(left, op.Left!), OperatorResolver.Coerce(right, op.Right));
        PgExpr test = left is PgConst { IsNull: true } ? new PgNullTest(right, false)
            : right is PgConst { IsNull: true } ? new PgNullTest(left, false)
            : new PgDistinct(op, args) { At = distinct.At };
        return distinct.Negated ? test is PgNullTest nullTest ? new PgNullTest(nullTest.Args[0], true) { At = distinct.At } : PgBool.Not(test) : test;
    }

    private PgExpr Prefix(OpExpr op)
    {
        var arg = Read(op.Right);
        if (op.Operator == "-" && arg is PgConst { IsNull: false } constant)
        {
            switch (constant.Value)
            {
                case long whole when whole != long.MinValue:
                    return PgConst.Of(-whole, constant.Type);
                case decimal number:
                    return PgConst.Of(-number, constant.Type);
                case double number:
                    return PgConst.Of(-number, constant.Type);
            }
        }

        return new PgOp(new PgOperator(op.Operator, null, arg.Type, arg.Type), ImmutableArray.Create(arg)) { At = op.At };
    }

    /// <summary>Rows are compared with each item on their own; so is a list that the front end could not give a type.</summary>
    private PgExpr ArrayOperation(ArrayOpExpr list)
    {
        var left = Read(list.Left);
        if (left is not PgForm { Kind: PgFormKind.Row } || list.Array is not ArrayExpr { Items: { IsEmpty: false } items })
        {
            return OperatorResolver.ArrayComparison(list.Operator, !list.All, left, Read(list.Array), list.At);
        }

        var parts = ImmutableArray.CreateRange(items, item => OperatorResolver.Binary(list.Operator, left, Read(item), list.At));
        return parts.Length == 1 ? parts[0] : new PgBool(list.All ? PgLogic.And : PgLogic.Or, parts) { At = list.At };
    }

    private PgExpr Array(ArrayExpr array)
    {
        var items = All(array.Items);
        var type = PgTypes.Common(items.Select(item => item.Type));
        type = type.IsUnknown ? array.Type.Element() ?? SqlType.Unknown : type;
        return new PgForm(PgFormKind.Array, type.ArrayOf(), ImmutableArray.CreateRange(items, item => OperatorResolver.Coerce(item, type))) { At = array.At };
    }

    private PgExpr Cast(CastExpr cast)
    {
        var arg = Read(cast.Arg);
        if (cast.Type.IsUnknown || arg.Type.Name == cast.Type.Name)
        {
            return arg;
        }

        if (arg is PgConst { Type.IsUnknown: true })
        {
            return OperatorResolver.Coerce(arg, cast.Type);
        }

        if (arg is PgForm { Kind: PgFormKind.Array, Args.IsEmpty: true })
        {
            return new PgForm(PgFormKind.Array, cast.Type, ImmutableArray<PgExpr>.Empty) { At = cast.At };
        }

        return new PgCast(arg, cast.Type, PgTypes.Method(arg.Type, cast.Type), cast.Implied, PgTypes.CastVolatility(arg.Type, cast.Type)) { At = cast.At };
    }

    private PgExpr Case(CaseExpr branches)
    {
        var subject = branches.Subject is { } written ? Read(written) : null;
        var results = branches.Whens.Select(when => Read(when.Then)).ToList();
        results.Add(branches.Else is { } otherwise ? Read(otherwise) : PgConst.Null(SqlType.Unknown));
        var type = PgTypes.Common(results.Select(result => result.Type));
        type = type.IsUnknown ? SqlType.Text : type;
        var args = ImmutableArray.CreateBuilder<PgExpr>();
        for (var i = 0; i < branches.Whens.Length; i++)
        {
            var when = branches.Whens[i].When;
            args.Add(subject is null ? ReadBoolean(when) : OperatorResolver.Binary("=", subject, Read(when), when.At));
            args.Add(OperatorResolver.Coerce(results[i], type));
        }

        args.Add(OperatorResolver.Coerce(results[results.Count - 1], type));
        return new PgForm(PgFormKind.Case, type, args.ToImmutable()) { At = branches.At };
    }

    private PgExpr Common(PgFormKind kind, ImmutableArray<Expr> exprs, Origin at, bool flag = false)
    {
        var args = All(exprs);
        var type = PgTypes.Common(args.Select(arg => arg.Type));
        type = type.IsUnknown && args.All(arg => arg is PgConst) ? SqlType.Text : type;
        return new PgForm(kind, type, ImmutableArray.CreateRange(args, arg => OperatorResolver.Coerce(arg, type))) { At = at, Flag = flag };
    }

    private PgExpr Aggregate(AggregateExpr aggregate)
    {
        if (aggregate.Name == "grouping")
        {
            return new PgForm(PgFormKind.GroupingFunc, SqlType.Int4, All(aggregate.Args)) { At = aggregate.At };
        }

        var args = All(aggregate.Args);
        var all = args.AddRange(aggregate.OrderBy.Select(item => Read(item.Expr)));
        if (aggregate.Filter is { } filter)
        {
            all = all.Add(ReadBoolean(filter));
        }

        var owner = Owner(all);
        owner.HasAggregates = true;
        return new PgAggregate(aggregate.Name, CallTranslator.AggregateType(aggregate.Name, args), all)
        {
            At = aggregate.At, Distinct = aggregate.Distinct, Star = aggregate.Star, OwnArgs = args.Length,
            Ordered = !aggregate.OrderBy.IsEmpty, Filtered = aggregate.Filter is not null,
            Outer = !ReferenceEquals(owner, queries.Scopes[queries.Scopes.Count - 1]),
        };
    }

    /// <summary>An aggregate belongs to the innermost query whose columns it names (<c>check_agg_arguments</c>).</summary>
    private PgQuery Owner(ImmutableArray<PgExpr> args)
    {
        var vars = new List<PgVar>();
        foreach (var arg in args)
        {
            PgWalk.Vars(arg, vars);
        }

        for (var level = queries.Scopes.Count - 1; level >= 0; level--)
        {
            if (vars.Exists(var => queries.Scopes[level].Owns(var.Source)))
            {
                return queries.Scopes[level];
            }
        }

        return queries.Scopes[queries.Scopes.Count - 1];
    }

    private PgExpr Window(WindowExpr window)
    {
        var args = All(window.Args);
        var all = window.Filter is { } filter ? args.Add(ReadBoolean(filter)) : args;
        var own = all.Length;
        all = all.AddRange(All(window.Window.PartitionBy)).AddRange(window.Window.OrderBy.Select(item => Read(item.Expr)));
        var type = window.IsAggregate || PgFunctions.IsAggregateName(window.Name)
            ? CallTranslator.AggregateType(window.Name, args)
            : CallTranslator.WindowType(window.Name, args);
        queries.Scopes[queries.Scopes.Count - 1].HasWindows = true;
        return new PgWindow(window.Name, type, own, window.Window.PartitionBy.Length, all) { At = window.At };
    }

    private PgExpr Link(SubLink link)
    {
        queries.Scopes[queries.Scopes.Count - 1].HasSubLinks = true;
        var query = queries.Read(link.Query);
        var first = query.Targets.Count > 0 ? query.Targets[0].Expr.Type : SqlType.Unknown;
        var type = link.Kind switch
        {
            SubLinkKind.Scalar => first,
            SubLinkKind.Array => first.ArrayOf(),
            _ => SqlType.Bool,
        };
        var operators = ImmutableArray.CreateBuilder<PgOperator>();
        var tests = ImmutableArray.CreateBuilder<PgExpr>();
        if (link.Test is { } test)
        {
            var read = Read(test);
            var columns = read is PgForm { Kind: PgFormKind.Row } row && query.Targets.Count == row.Args.Length ? row.Args : ImmutableArray.Create(read);
            var name = PgOperator.Normalize(link.Operator ?? "=");
            for (var i = 0; i < columns.Length; i++)
            {
                var output = i < query.Targets.Count ? query.Targets[i].Expr.Type : SqlType.Unknown;
                var op = PgOperator.StrategyOf(name) != PgStrategy.None
                    ? OperatorResolver.ComparisonOperator(name, columns[i].Type, output)
                    : new PgOperator(name, columns[i].Type, output, SqlType.Bool);
                operators.Add(op);
                tests.Add(OperatorResolver.Coerce(columns[i], op.Left ?? columns[i].Type));
            }
        }

        return new PgSubLink(link.Kind, query, operators.ToImmutable(), type, tests.ToImmutable()) { At = link.At };
    }
}
