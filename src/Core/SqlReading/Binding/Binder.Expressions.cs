using System.Collections.Generic;
using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Syntax;
using ShardSafety.Core.SqlReading.Types;

namespace ShardSafety.Core.SqlReading.Binding;

/// <summary>Expressions (<c>parse_expr.c</c>).</summary>
internal sealed partial class Binder
{
    private ImmutableArray<Expr> BindAll(List<ExprSyntax> items, Scope scope)
    {
        var result = ImmutableArray.CreateBuilder<Expr>(items.Count);
        foreach (var item in items)
        {
            result.Add(Bind(item, scope));
        }

        return result.MoveToImmutable();
    }

    private Expr Bind(ExprSyntax syntax, Scope scope)
    {
        var at = At(syntax);
        return syntax switch
        {
            LiteralSyntax literal => new Constant(literal.Value) { Type = literal.Type, At = at },
            ParameterSyntax parameter => BindParameter(parameter, at),
            NameSyntax name => BindName(name, scope),
            LogicSyntax logic => BindLogic(logic, scope, at),
            NotSyntax not => new NotExpr(Condition(not.Arg, scope)) { Type = SqlType.Bool, At = at },
            OperatorSyntax op => BindOperator(op, scope),
            IsSyntax test => BindIs(test, scope, at),
            DistinctFromSyntax distinct => BindDistinct(distinct, scope, at),
            BetweenSyntax between => BindBetween(between, scope, at),
            InSyntax list => BindIn(list, scope, at),
            QuantifiedSyntax quantified => BindQuantified(quantified, scope, at),
            SubquerySyntax subquery => BindSubquery(subquery, scope, at),
            CallSyntax call => BindCall(call, scope, at),
            CastSyntax cast => Cast(Bind(cast.Arg, scope), cast.Type, at),
            CaseSyntax choice => BindCase(choice, scope, at),
            ListSyntax list => BindList(list, scope, at),
            AccessSyntax access => BindAccess(access, scope, at),
            CollateSyntax collate => Bind(collate.Arg, scope) is var arg ? new CastExpr(Coerce(arg, arg.Type.IsUnknown ? SqlType.Text : arg.Type)) { Type = arg.Type.IsUnknown ? SqlType.Text : arg.Type, At = at } : null!,
            DefaultSyntax => new DefaultExpr { At = at },
            _ => Opaque("an expression of an unknown kind", at),
        };
    }

    private Expr BindParameter(ParameterSyntax syntax, Origin at)
    {
        var resolved = _options.ResolveParameter?.Invoke(syntax.Text) ?? new Parameter(syntax.Text, syntax.Text);
        return resolved with { At = at };
    }

    private BoolExpr BindLogic(LogicSyntax syntax, Scope scope, Origin at)
    {
        var args = ImmutableArray.CreateBuilder<Expr>(syntax.Args.Count);
        foreach (var arg in syntax.Args)
        {
            var bound = Condition(arg, scope);
            if (bound is BoolExpr inner && inner.Op == syntax.Op)
            {
                args.AddRange(inner.Args);
            }
            else
            {
                args.Add(bound);
            }
        }

        return new BoolExpr(syntax.Op, args.ToImmutable()) { Type = SqlType.Bool, At = at };
    }

    private Expr BindIs(IsSyntax syntax, Scope scope, Origin at)
    {
        var arg = Bind(syntax.Arg, scope);
        return syntax.What == "null"
            ? new NullTest(arg, !syntax.Negated) { Type = SqlType.Bool, At = at }
            : new BooleanTest(Coerce(arg, SqlType.Bool), syntax.What switch { "true" => true, "false" => false, _ => null }, syntax.Negated) { Type = SqlType.Bool, At = at };
    }

    private DistinctExpr BindDistinct(DistinctFromSyntax syntax, Scope scope, Origin at)
    {
        var left = Bind(syntax.Left, scope);
        var right = Bind(syntax.Right, scope);
        var (leftType, rightType, _) = OperatorTypes.Resolve("=", left.Type, right.Type);
        return new DistinctExpr(Coerce(left, leftType), Coerce(right, rightType), syntax.Negated) { Type = SqlType.Bool, At = at };
    }

    /// <summary>BETWEEN is two comparisons, NOT BETWEEN their opposite (<c>transformAExprBetween</c>).</summary>
    private BoolExpr BindBetween(BetweenSyntax syntax, Scope scope, Origin at)
    {
        var arg = Bind(syntax.Arg, scope);
        var low = Bind(syntax.Low, scope);
        var high = Bind(syntax.High, scope);
        BoolExpr Range(Expr from, Expr to) => new(
            syntax.Negated ? BoolOp.Or : BoolOp.And,
            [Operate(syntax.Negated ? "<" : ">=", arg, from, at), Operate(syntax.Negated ? ">" : "<=", arg, to, at)])
        {
            Type = SqlType.Bool,
            At = at,
        };
        return syntax.Symmetric
            ? new BoolExpr(syntax.Negated ? BoolOp.And : BoolOp.Or, [Range(low, high), Range(high, low)]) { Type = SqlType.Bool, At = at }
            : Range(low, high);
    }

    /// <summary>
    /// An IN list: items without columns of this level become one array if there is more than one, the others are
    /// compared one by one (<c>transformAExprIn</c>).
    /// </summary>
    private Expr BindIn(InSyntax syntax, Scope scope, Origin at)
    {
        var name = syntax.Negated ? "<>" : "=";
        var arg = Bind(syntax.Arg, scope);
        var constants = new List<Expr>();
        var others = new List<Expr>();
        foreach (var item in syntax.Items)
        {
            var before = scope.References;
            var bound = Bind(item, scope);
            (scope.References == before ? constants : others).Add(bound);
        }

        var results = ImmutableArray.CreateBuilder<Expr>();
        if (constants.Count > 1 && arg is not RowExpr && constants.TrueForAll(c => c is not RowExpr))
        {
            var type = arg.Type;
            foreach (var constant in constants)
            {
                type = TypeKinds.Common(type, constant.Type);
            }

            var array = new ArrayExpr([.. constants.ConvertAll(c => Coerce(c, type))]) { Type = type.IsUnknown ? type : type.ArrayOf(), At = at };
            results.Add(new ArrayOpExpr(name, Coerce(arg, Comparable(arg.Type, type)), array, syntax.Negated) { Type = SqlType.Bool, At = at });
        }
        else
        {
            others.InsertRange(0, constants);
        }

        foreach (var item in others)
        {
            results.Add(Operate(name, arg, item, at));
        }

        return results.Count == 1
            ? results[0]
            : new BoolExpr(syntax.Negated ? BoolOp.And : BoolOp.Or, results.ToImmutable()) { Type = SqlType.Bool, At = at };
    }

    /// <summary>What the left side of a comparison with values of a type becomes.</summary>
    private static SqlType Comparable(SqlType left, SqlType right) => OperatorTypes.Resolve("=", left, right).Left;

    private Expr BindQuantified(QuantifiedSyntax syntax, Scope scope, Origin at)
    {
        var arg = Bind(syntax.Arg, scope);
        var array = Bind(syntax.Array, scope);
        var element = array.Type.Element() ?? SqlType.Unknown;
        var (left, right, _) = OperatorTypes.Resolve(syntax.Name, arg.Type, element);
        if (array.Type.IsUnknown && !right.IsUnknown)
        {
            array = Coerce(array, right.ArrayOf());
        }
        else if (array is ArrayExpr list && right.Name != element.Name)
        {
            array = list with { Items = [.. System.Linq.Enumerable.Select(list.Items, i => Coerce(i, right))], Type = right.ArrayOf() };
        }

        return new ArrayOpExpr(syntax.Name, Coerce(arg, left), array, syntax.All) { Type = SqlType.Bool, At = at };
    }

    private Expr BindSubquery(SubquerySyntax syntax, Scope scope, Origin at)
    {
        var test = syntax.Test is null ? null : Bind(syntax.Test, scope);
        var query = BindQuery(syntax.Query, scope, scope.Ctes);
        var first = query.Output.IsEmpty ? SqlType.Unknown : query.Output[0].Expr.Type;
        if (syntax.Kind == SubLinkKind.Scalar && first.IsUnknown && query.Output is [{ Expr: Constant literal } column] && query.SetOperation is null)
        {
            query = query with { Output = [column with { Expr = Coerce(literal, SqlType.Text) }] };
        }

        if (test is not null and not RowExpr && syntax.Name is not null)
        {
            test = Coerce(test, OperatorTypes.Resolve(syntax.Name, test.Type, first).Left);
        }

        var type = syntax.Kind switch
        {
            SubLinkKind.Scalar => first,
            SubLinkKind.Array => first.IsUnknown ? first : first.ArrayOf(),
            _ => SqlType.Bool,
        };
        return new SubLink(syntax.Kind, syntax.Name, test, query) { Type = type, At = at };
    }

    private CaseExpr BindCase(CaseSyntax syntax, Scope scope, Origin at)
    {
        var subject = syntax.Subject is null ? null : Bind(syntax.Subject, scope);
        var whens = new List<CaseWhen>();
        var otherwise = syntax.Else is null ? null : Bind(syntax.Else, scope);
        var type = otherwise?.Type ?? SqlType.Unknown;
        foreach (var (when, then) in syntax.Whens)
        {
            var condition = subject is null ? Condition(when, scope) : Coerce(Bind(when, scope), subject.Type);
            var value = Bind(then, scope);
            type = TypeKinds.Common(type, value.Type);
            whens.Add(new CaseWhen(condition, value));
        }

        type = type.IsUnknown ? SqlType.Text : type;
        return new CaseExpr(subject, [.. whens.ConvertAll(w => w with { Then = Coerce(w.Then, type) })], otherwise is null ? null : Coerce(otherwise, type))
        {
            Type = type,
            At = at,
        };
    }

    private Expr BindList(ListSyntax syntax, Scope scope, Origin at)
    {
        var items = BindAll(syntax.Items, scope);
        if (syntax.Kind == ListKind.Row)
        {
            return new RowExpr(items) { Type = new SqlType("record"), At = at };
        }

        var type = SqlType.Unknown;
        foreach (var item in items)
        {
            type = TypeKinds.Common(type, item.Type);
        }

        type = type.IsUnknown && !items.IsEmpty ? SqlType.Text : type;
        items = [.. System.Linq.Enumerable.Select(items, i => Coerce(i, type))];
        return syntax.Kind switch
        {
            ListKind.Array => new ArrayExpr(items) { Type = type.IsUnknown ? type : type.IsArray ? type : type.ArrayOf(), At = at },
            ListKind.Coalesce => new CoalesceExpr(items) { Type = type, At = at },
            ListKind.Greatest or ListKind.Least => new MinMaxExpr(syntax.Kind == ListKind.Greatest, items) { Type = type, At = at },
            _ => new RowExpr(items) { At = at },
        };
    }

    private Expr BindAccess(AccessSyntax syntax, Scope scope, Origin at)
    {
        var arg = Bind(syntax.Arg, scope);
        if (syntax.Field is not null)
        {
            // A field of a whole row is a column of it.
            if (arg is RowRef row && ItemBySource(row.Source, scope) is { } item && syntax.Field != "*")
            {
                return ItemColumn(item, syntax.Field, at);
            }

            return new FuncExpr("field", [arg, new Constant(syntax.Field) { Type = SqlType.Text }]) { Volatility = Volatility.Immutable, At = at };
        }

        var indexes = BindAll(syntax.Indexes, scope);
        var element = arg.Type.Element() ?? (TypeKinds.IsJson(arg.Type) ? arg.Type : SqlType.Unknown);
        return new FuncExpr("subscript", [arg, .. indexes]) { Volatility = Volatility.Immutable, Type = syntax.Slice ? arg.Type : element, At = at };
    }

    private static NamespaceItem? ItemBySource(int source, Scope? scope)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            foreach (var item in scope.Items)
            {
                if (item.Source == source)
                {
                    return item;
                }
            }
        }

        return null;
    }
}
