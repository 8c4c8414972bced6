using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>What the expressions of a lambda stand for (EF Core's <c>RelationalSqlTranslatingExpressionVisitor</c>).</summary>
internal sealed partial class TranslationRun
{
    private const int MaxBindDepth = 400;

    public Shape Bind(Node node, Env env)
    {
        if (!Spend(node.At))
        {
            return Failure!;
        }

        if (++_depth > MaxBindDepth)
        {
            _depth--;
            return Fail("the expression nests too deep", node.At);
        }

        var shape = BindCore(node, env);
        _depth--;
        return shape;
    }

    private Shape BindCore(Node node, Env env)
    {
        switch (node)
        {
            case ParameterNode parameter:
                return env.Find(parameter) is { } bound ? Force(bound) : new FailedShape($"'{parameter.Name}' is not known here", node.At);
            case ValueNode value:
                return new ScalarShape(value.Value, value.Type);
            case MemberNode member:
                return Member(Bind(member.Target, env), member, env);
            case NewNode made:
                var parts = ImmutableArray.CreateBuilder<NewPart>(made.Members.Length);
                foreach (var part in made.Members)
                {
                    parts.Add(new NewPart(part.Name, new PendingShape(part.Value, env)));
                }

                return new NewShape(made.Type, parts.MoveToImmutable());
            case ListNode list:
                return BindList(list, env);
            case ConvertNode convert:
                return Convert(Bind(convert.Operand, env), convert);
            case ConditionalNode conditional:
                return Conditional(conditional, env);
            case OperatorNode op:
                return Operator(op, env);
            case RootNode:
                return new RowsShape(node, env);
            case CallNode call:
                return Call(call, env);
            case BinaryNode binary:
                return Binary(binary, env);
            case LogicNode logic:
                return Logic(logic, env);
            case NotNode not:
                return TryPredicate(not.Operand, env) is { } operand
                    ? new ScalarShape(Negate(operand), not.Type)
                    : Bind(not.Operand, env) is FailedShape failed ? failed : Untranslatable("this '!'", node.At);
            case UnaryNode unary:
                return TryScalar(unary.Operand, env) is { } minus
                    ? new ScalarShape(new OpExpr(unary.SqlOperator, null, minus) { Type = minus.Type }, unary.Type)
                    : Bind(unary.Operand, env) is FailedShape failure ? failure : Untranslatable("this operator", node.At);
            case CoalesceNode coalesce:
                return Coalesce(coalesce, env);
            case IsNode test:
                return Bind(test.Operand, env) is EntityShape entity && Model?.Find(test.Target) is { } wanted
                    ? new ScalarShape(TypePredicate(entity.Entity, wanted) ?? True, test.Type)
                    : Untranslatable("this 'is'", node.At);
            case InvokeNode invoke:
                return Bind(invoke.Lambda.Body, Over(invoke.Lambda, env, new PendingShape(invoke.Argument, env)));
            case KeyMatchNode match:
                return KeyMatch(match, env);
            case IndexNode index:
                return Index(index, env);
            case PartialNode partial:
                return Partial(partial, env);
            case UnreadNode unread:
                return new FailedShape(unread.Reason, unread.At);
            default:
                return Untranslatable("this expression", node.At);
        }
    }

    /// <summary>A value of unknown make, of the parts that are known.</summary>
    private Shape Partial(PartialNode partial, Env env)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>(partial.Parts.Length);
        foreach (var part in partial.Parts)
        {
            if (TryScalar(part, env) is not { } value)
            {
                return new FailedShape(partial.Reason, partial.At);
            }

            parts.Add(value);
        }

        return new ScalarShape(new OpaqueExpr(partial.Reason, parts.MoveToImmutable(), Fatal: false) { At = partial.At, Volatility = Volatility.Immutable, MayFixKey = partial.MayFixKey }, partial.Type);
    }

    private static readonly Expr True = new Constant(true) { Type = SqlType.Bool };

    /// <summary>Looks at a pending expression.</summary>
    public Shape Force(Shape shape)
    {
        while (shape is PendingShape pending)
        {
            if (pending.Known is { } known)
            {
                return known;
            }

            var result = Bind(pending.Node, pending.Env);
            if (result is EntityShape or NewShape or GroupShape || (result is ScalarShape { Value: LogicalColumn or LogicalSlot or Constant or Parameter }))
            {
                pending.Known = result;
            }

            shape = result;
        }

        return shape;
    }

    /// <summary>Looks at all of a pending expression: navigations in it are joined, subqueries stay for later.</summary>
    public Shape Expand(Shape shape)
    {
        shape = Force(shape);
        if (shape is not NewShape made)
        {
            return shape;
        }

        if (++_depth > MaxBindDepth)
        {
            _depth--;
            return Fail("the expression nests too deep", Origin.None);
        }

        var parts = ImmutableArray.CreateBuilder<NewPart>(made.Parts.Length);
        foreach (var part in made.Parts)
        {
            // What cannot be translated runs in the client, if it turns out to be in the last projection.
            var expanded = Expand(part.Value);
            parts.Add(part with { Value = expanded is FailedShape && part.Value is PendingShape ? part.Value : expanded });
        }

        _depth--;
        return made.Of(parts.MoveToImmutable());
    }

    /// <summary>A value in SQL, or null when the expression is none.</summary>
    private Expr? TryScalar(Node node, Env env) => ScalarOf(Bind(node, env), node.At);

    private Expr? ScalarOf(Shape shape, Origin at) => Force(shape) switch
    {
        ScalarShape scalar => scalar.Value,
        SingleShape single => ScalarOf(single, at),
        _ => null,
    };

    /// <summary>A value in SQL; null with <see cref="Failure"/> set.</summary>
    private Expr? Scalar(Node node, Env env)
    {
        var shape = Bind(node, env);
        if (ScalarOf(shape, node.At) is { } value)
        {
            return value;
        }

        if (shape is FailedShape failed)
        {
            Fail(failed.Reason, failed.At);
        }

        Fail("EF Core cannot translate this expression", node.At);
        return null;
    }

    /// <summary>A condition; null with <see cref="Failure"/> set.</summary>
    private Expr? Predicate(Node node, Env env) => Scalar(node, env);

    private Expr? TryPredicate(Node node, Env env) => TryScalar(node, env);

    private Shape BindList(ListNode list, Env env)
    {
        var items = ImmutableArray.CreateBuilder<Expr>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (TryScalar(item, env) is not { } value)
            {
                return Untranslatable("this list", list.At);
            }

            items.Add(value);
        }

        return new ListShape(items.MoveToImmutable());
    }

    private Shape Logic(LogicNode logic, Env env)
    {
        var args = ImmutableArray.CreateBuilder<Expr>(logic.Items.Length);
        Expr? first = null;
        var position = 0;
        foreach (var item in logic.Items)
        {
            var shape = Bind(item, env);
            if (ScalarOf(shape, item.At) is not { } value)
            {
                return shape is FailedShape ? shape : Untranslatable("this condition", item.At);
            }

            if (position++ == 0)
            {
                first = value;
            }
            else if (position == 2 && first is BoolExpr && Simplify.Pair(logic.Op, first, value) is { } whole)
            {
                args.Clear();
                value = whole;
            }

            if (value is BoolExpr inner && inner.Op == logic.Op)
            {
                args.AddRange(inner.Args);
            }
            else if (value is Constant { Value: bool constant })
            {
                if (constant == (logic.Op == BoolOp.Or))
                {
                    return new ScalarShape(value, logic.Type);
                }
            }
            else if (args.Count == 1 && Simplify.Pair(logic.Op, args[0], value) is { } simpler)
            {
                args[0] = simpler;
                if (simpler is Constant { Value: bool decided } && decided == (logic.Op == BoolOp.Or))
                {
                    return new ScalarShape(simpler, logic.Type);
                }
            }
            else
            {
                args.Add(value);
            }
        }

        return new ScalarShape(
            args.Count switch
            {
                0 => new Constant(logic.Op == BoolOp.And) { Type = SqlType.Bool },
                1 => args[0],
                _ => new BoolExpr(logic.Op, args.ToImmutable()) { Type = SqlType.Bool, At = logic.At },
            },
            logic.Type);
    }

    private Shape Coalesce(CoalesceNode coalesce, Env env)
    {
        if (TryScalar(coalesce.Left, env) is not { } left || TryScalar(coalesce.Right, env) is not { } right)
        {
            return Untranslatable("this '??'", coalesce.At);
        }

        return new ScalarShape(Nullability.CanBeNull(left) ? new CoalesceExpr(ImmutableArray.Create(left, Typed(right, left.Type))) { Type = left.Type, At = coalesce.At } : left, coalesce.Type);
    }

    private Shape Conditional(ConditionalNode conditional, Env env)
    {
        var whenTrue = Bind(conditional.WhenTrue, env);
        var whenFalse = Bind(conditional.WhenFalse, env);
        if (ScalarOf(whenTrue, conditional.At) is { } first && ScalarOf(whenFalse, conditional.At) is { } second)
        {
            if (TryPredicate(conditional.Test, env) is not { } test)
            {
                return Untranslatable("this condition", conditional.At);
            }

            if (test is Constant { Value: bool known })
            {
                return new ScalarShape(known ? first : second, conditional.Type);
            }

            var type = first.Type.IsUnknown ? second.Type : first.Type;
            var whens = ImmutableArray.Create(new CaseWhen(test, first));
            return new ScalarShape(
                second is CaseExpr { Subject: null } further ? further with { Whens = whens.AddRange(further.Whens), Type = type, At = conditional.At }
                    : new CaseExpr(null, whens, second) { Type = type, At = conditional.At },
                conditional.Type);
        }

        return whenTrue is FailedShape ? whenTrue : whenFalse is FailedShape ? whenFalse : new ConditionalShape(conditional.Test, env, whenTrue, whenFalse);
    }

    private Shape Convert(Shape operand, ConvertNode convert)
    {
        switch (operand)
        {
            case EntityShape entity when Model?.Find(convert.Type) is { } target && target.Id != entity.Entity.Entity.Id && Model.IsSameOrBelow(target, entity.Entity.Entity):
                return new EntityShape(entity.Entity.As(target, assumed: true));
            case ScalarShape scalar:
                return new ScalarShape(Cast(scalar.Value, scalar.Type, convert.Type), convert.Type);
            default:
                return operand;
        }
    }

    /// <summary>
    /// A conversion of a column to another type is a cast in SQL; to its nullable form, to object, an interface, or between an
    /// enum and its number it is none.
    /// </summary>
    private static Expr Cast(Expr value, ITypeSymbol? from, ITypeSymbol? to)
    {
        var target = ClrTypes.Unwrap(to);
        var source = ClrTypes.Unwrap(from);
        if (target is null || target.SpecialType == SpecialType.System_Object || target.TypeKind is TypeKind.Interface or TypeKind.TypeParameter
            || SymbolEqualityComparer.Default.Equals(target, source))
        {
            return value;
        }

        var type = ClrTypes.ToSql(target);
        if (type.IsUnknown)
        {
            return value;
        }

        if (value is Constant or Parameter)
        {
            return value is Parameter ? value with { Type = type } : value;
        }

        if (source?.TypeKind == TypeKind.Enum && SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)source).EnumUnderlyingType, target))
        {
            return value;
        }

        if (target.TypeKind == TypeKind.Enum && source is not null && SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)target).EnumUnderlyingType, source))
        {
            return value;
        }

        return ClrTypes.ToSql(source).Equals(type) ? value : new CastExpr(value) { Type = type, At = value.At };
    }

    /// <summary>A constant or parameter takes the type of what it stands beside.</summary>
    private static Expr Typed(Expr value, SqlType type) =>
        value is Constant or Parameter && !type.IsUnknown ? value with { Type = type } : value;
}
