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

/// <summary>Comparisons, with C#'s meaning of NULL and of entities.</summary>
internal sealed partial class TranslationRun
{
    private Shape Binary(BinaryNode binary, Env env)
    {
        var left = Expand(Bind(WithoutPromotion(binary.Left), env));
        var right = Expand(Bind(WithoutPromotion(binary.Right), env));
        if (left is FailedShape)
        {
            return left;
        }

        if (right is FailedShape)
        {
            return right;
        }

        if (binary.Kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return AreEqual(left, right, binary.At, binary.Kind == BinaryOperatorKind.NotEquals) is { } equal
                ? new ScalarShape(equal, binary.Type)
                : Untranslatable("this comparison", binary.At);
        }

        if (ScalarOf(left, binary.At) is not { } a || ScalarOf(right, binary.At) is not { } b)
        {
            return Untranslatable("this operator", binary.At);
        }

        var text = ClrTypes.Unwrap(binary.Type)?.SpecialType == SpecialType.System_String;
        var op = binary.Kind switch
        {
            BinaryOperatorKind.LessThan => "<",
            BinaryOperatorKind.LessThanOrEqual => "<=",
            BinaryOperatorKind.GreaterThan => ">",
            BinaryOperatorKind.GreaterThanOrEqual => ">=",
            BinaryOperatorKind.Add => text ? "||" : "+",
            BinaryOperatorKind.Subtract => "-",
            BinaryOperatorKind.Multiply => "*",
            BinaryOperatorKind.Divide => "/",
            BinaryOperatorKind.Remainder => "%",
            BinaryOperatorKind.And => "&",
            BinaryOperatorKind.Or => "|",
            BinaryOperatorKind.ExclusiveOr => "#",
            _ => null,
        };
        if (op is null)
        {
            return Untranslatable("this operator", binary.At);
        }

        if (!text)
        {
            a = Typed(a, b.Type);
            b = Typed(b, a.Type);
        }

        if (ClrTypes.Unwrap(binary.Type)?.SpecialType == SpecialType.System_Boolean && op is "&" or "|" && a.Type.Name == "bool")
        {
            return new ScalarShape(new BoolExpr(op == "&" ? BoolOp.And : BoolOp.Or, ImmutableArray.Create(a, b)) { Type = SqlType.Bool, At = binary.At }, binary.Type);
        }

        if (op == "#" && a.Type.Name == "bool")
        {
            return new ScalarShape(EqualValues(a, b, binary.At, negated: true), binary.Type);
        }

        if (op == "||")
        {
            return new ScalarShape(Texts.Joined(a, b, binary.At), binary.Type);
        }

        if (Comparisons.Against(a, op, b, binary.At) is { } compared)
        {
            return new ScalarShape(compared, binary.Type);
        }

        var type = op is "<" or "<=" or ">" or ">=" ? SqlType.Bool : a.Type.IsUnknown ? b.Type : a.Type;
        return new ScalarShape(new OpExpr(op, a, b) { Type = type, At = binary.At }, binary.Type);
    }

    /// <summary>
    /// C# compares and computes with small numbers and characters as <c>int</c>. EF Core takes such conversions off again
    /// (<c>TryRemoveImplicitConvert</c>), so a <c>smallint</c> column stays a plain one.
    /// </summary>
    private static Node WithoutPromotion(Node node)
    {
        while (node is ConvertNode { Operand: var operand } convert && ClrTypes.IsPromotion(operand.Type, convert.Type))
        {
            node = operand;
        }

        return node;
    }

    /// <summary>Equality of values, entities (by key) and objects (part by part); null when EF Core has no translation.</summary>
    private Expr? AreEqual(Shape left, Shape right, Origin at, bool negated)
    {
        left = Force(left);
        right = Force(right);
        if (ScalarOf(left, at) is { } a && ScalarOf(right, at) is { } b)
        {
            return EqualValues(a, b, at, negated);
        }

        if (left is not EntityShape && (right is EntityShape or NewShape { IsStored: true } || IsNull(left)))
        {
            (left, right) = (right, left);
        }

        switch (left)
        {
            case EntityShape entity when IsNull(right):
                return EntityIsNull(entity.Entity, at, negated);
            case EntityShape entity:
                return KeyValues(right, entity.Entity, at) is { } values ? Pairs(KeyColumns(entity.Entity), values, at, negated) : null;
            case NewShape { IsStored: true } stored when !IsNull(right):
                return SamePart(stored, right, at, negated);
            case SingleShape single when IsNull(right):
                return SingleIsNull(single, at, negated);
            case SingleShape one when right is SingleShape two && EntityOf(one) is { Key.Count: 1 } type:
                return Pairs(KeysOf(one, type, at), KeysOf(two, type, at), at, negated);
            case CollectionShape or RowsShape when IsNull(right):
                return new Constant(negated) { Type = SqlType.Bool };
            default:
                return null;
        }
    }

    private static Expr EqualValues(Expr a, Expr b, Origin at, bool negated)
    {
        if (a is Constant { IsNull: true })
        {
            (a, b) = (b, a);
        }

        if (b is Constant { IsNull: true })
        {
            return a switch
            {
                Constant constant => new Constant(constant.IsNull != negated) { Type = SqlType.Bool },
                CoalesceExpr any => new BoolExpr(negated ? BoolOp.Or : BoolOp.And, any.Args.Select(arg => EqualValues(arg, b, at, negated))) { Type = SqlType.Bool, At = at },
                _ => new NullTest(a, !negated) { Type = SqlType.Bool, At = at },
            };
        }

        if (b is Constant { Value: bool flag } && a.Type.Name == "bool" && a is not Constant)
        {
            return flag != negated ? a : Negate(a);
        }

        if (a is Constant { Value: bool other } && b.Type.Name == "bool" && b is not Constant)
        {
            return other != negated ? b : Negate(b);
        }

        if (Comparisons.Against(a, negated ? "<>" : "=", b, at) is { } compared)
        {
            return compared;
        }

        if (a is LogicalColumn or LogicalSlot && Selects.Select.SameColumn(a, b))
        {
            return Nullability.CanBeNull(a) ? new ClrEquality(a, b, negated) { Type = SqlType.Bool, At = at } : new Constant(!negated) { Type = SqlType.Bool };
        }

        return new ClrEquality(Typed(a, b.Type), Typed(b, a.Type), negated) { Type = SqlType.Bool, At = at };
    }

    private static Expr Combine(BoolOp op, ImmutableArray<Expr>.Builder args) =>
        args.Count == 1 ? args[0] : new BoolExpr(op, args.ToImmutable()) { Type = SqlType.Bool };

    /// <summary>The condition of a join: in it NULL equals nothing, unless rows are compared by composite keys.</summary>
    private Expr? KeysEqual(Shape left, Shape right, Origin at)
    {
        if (left is NewShape made && right is NewShape other && made.Parts.Length == other.Parts.Length && made.Parts.Length > 0)
        {
            var args = ImmutableArray.CreateBuilder<Expr>();
            for (var i = 0; i < made.Parts.Length; i++)
            {
                if (KeysEqual(Force(made.Parts[i].Value), Force(other.Parts[i].Value), at) is not { } equal)
                {
                    return null;
                }

                args.Add(equal);
            }

            return Combine(BoolOp.And, args);
        }

        return AreEqual(left, right, at, negated: false) is { } result ? JoinEquality(result) : null;
    }

    private static Expr JoinEquality(Expr condition) => condition switch
    {
        ClrEquality { Negated: false } equality => new OpExpr("=", equality.Left, equality.Right) { Type = SqlType.Bool, At = equality.At },
        _ => condition,
    };

    private Shape KeyMatch(KeyMatchNode match, Env env)
    {
        var outer = Expand(Bind(match.Outer, env));
        var inner = Expand(Bind(match.Inner, env));
        if (KeysEqual(outer, inner, match.At) is not { } equal)
        {
            return outer is FailedShape ? outer : inner is FailedShape ? inner : Untranslatable("the keys of this join", match.At);
        }

        var args = ImmutableArray.CreateBuilder<Expr>();
        var values = new List<Expr>();
        if (Flatten(outer, values))
        {
            foreach (var value in values)
            {
                if (Nullability.CanBeNull(value))
                {
                    args.Add(new NullTest(value, IsNull: false) { Type = SqlType.Bool });
                }
            }
        }

        if (equal is BoolExpr { Op: BoolOp.And } and)
        {
            args.AddRange(and.Args);
        }
        else
        {
            args.Add(equal);
        }

        return new ScalarShape(Combine(BoolOp.And, args), null);
    }

    private static List<Expr> KeyColumns(EntityRef entity)
    {
        var columns = new List<Expr>();
        foreach (var name in entity.Entity.Key)
        {
            if (entity.Entity.FindProperty(name) is { } property)
            {
                var column = entity.Columns.Column(property);
                columns.Add(entity.Optional && column is LogicalColumn known ? known with { CanBeNull = true } : column);
            }
        }

        return columns;
    }

    /// <summary>The key of what is compared with an entity: another row, a captured object, one row of a subquery.</summary>
    private List<Expr>? KeyValues(Shape other, EntityRef entity, Origin at)
    {
        switch (other)
        {
            case EntityShape row:
                return KeyColumns(row.Entity);
            case ScalarShape { Value: Parameter parameter }:
                var members = new List<Expr>();
                foreach (var name in entity.Entity.Key)
                {
                    members.Add(new Parameter(parameter.Identity + "." + name, parameter.Display + "." + name) { Type = Model!.TypeOf(entity.Entity, name), At = at });
                }

                return members;
            case SingleShape single when entity.Entity.Key.Count == 1:
                return KeysOf(single, entity.Entity, at);
            case NewShape made:
                var parts = new List<Expr>();
                foreach (var name in entity.Entity.Key)
                {
                    if (made.Find(name) is not { } part || ScalarOf(part, at) is not { } value)
                    {
                        return null;
                    }

                    parts.Add(value);
                }

                return parts;
            default:
                return null;
        }
    }

    private List<Expr> KeysOf(SingleShape single, Entity entity, Origin at)
    {
        var values = new List<Expr>();
        foreach (var name in entity.Key)
        {
            if (ScalarOf(Ask(single, row => new MemberNode(row, name, null) { At = at }), at) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private Entity? EntityOf(SingleShape single) => Model?.Find(single.Selector?.Type ?? single.Node.Type);

    private static Expr? Pairs(List<Expr> left, List<Expr> right, Origin at, bool negated)
    {
        if (left.Count != right.Count || left.Count == 0)
        {
            return null;
        }

        var args = ImmutableArray.CreateBuilder<Expr>();
        for (var i = 0; i < left.Count; i++)
        {
            args.Add(EqualValues(left[i], right[i], at, negated));
        }

        return Combine(negated ? BoolOp.Or : BoolOp.And, args);
    }

    private static Expr? EntityIsNull(EntityRef entity, Origin at, bool negated)
    {
        var columns = KeyColumns(entity);
        if (columns.Count == 0)
        {
            return null;
        }

        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var column in columns)
        {
            args.Add(new NullTest(column, !negated) { Type = SqlType.Bool, At = at });
        }

        return Combine(negated ? BoolOp.And : BoolOp.Or, args);
    }

    private Expr? SingleIsNull(SingleShape single, Origin at, bool negated)
    {
        if (EntityOf(single) is not { } entity)
        {
            return null;
        }

        if (single.Selector is null && !QueryMethods.WithoutAsync(single.Node.Name).StartsWith("ElementAt", System.StringComparison.Ordinal))
        {
            // No row at all: EF Core asks whether there is any.
            var any = new OperatorNode(single.Node.Method, single.Node.Source, single.Node.Arguments) { Type = single.Node.Type, At = single.Node.At, Renamed = "Any" };
            return Aggregation(any, single.Env) is { } exists ? negated ? exists : Negate(exists) : null;
        }

        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var value in KeysOf(single, entity, at))
        {
            args.Add(new NullTest(value, !negated) { Type = SqlType.Bool, At = at });
        }

        return args.Count == 0 ? null : Combine(negated ? BoolOp.And : BoolOp.Or, args);
    }

    /// <summary>NOT, pushed into what it negates as EF Core does (<c>SqlNullabilityProcessor.OptimizeNotExpression</c>).</summary>
    internal static Expr Negate(Expr condition)
    {
        switch (condition)
        {
            case Constant { Value: bool value }:
                return new Constant(!value) { Type = SqlType.Bool };
            case NotExpr not:
                return not.Arg;
            case ClrEquality equality:
                return equality with { Negated = !equality.Negated };
            case NullTest test:
                return test with { IsNull = !test.IsNull };
            case BoolExpr logic:
                return new BoolExpr(logic.Op == BoolOp.And ? BoolOp.Or : BoolOp.And, logic.Args.Select(Negate)) { Type = SqlType.Bool, At = logic.At };
            case OpExpr { Left: { } left, Operator: "<" or "<=" or ">" or ">=" } comparison when !Nullability.CanBeNull(left) && !Nullability.CanBeNull(comparison.Right):
                return comparison with { Operator = comparison.Operator switch { "<" => ">=", "<=" => ">", ">" => "<=", _ => "<" } };
            case OpExpr { Operator: "~~" or "~~*" or "!~~" or "!~~*" or "~" or "!~" } like:
                return like with { Operator = like.Operator[0] == '!' ? like.Operator.Substring(1) : "!" + like.Operator };
            default:
                return new NotExpr(condition) { Type = SqlType.Bool, At = condition.At };
        }
    }
}
