using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Entities;

/// <summary>Puts a query filter that the model holds in words (of another assembly's context) over a row.</summary>
internal static class FilterPredicate
{
    private const string ContextPrefix = "db.";

    public static Expr Over(Expr predicate, EntityRef row, ContextValue context) => Map(predicate, row, context, 0);

    private static Expr Map(Expr expr, EntityRef row, ContextValue context, int depth)
    {
        if (depth > 100)
        {
            return new OpaqueExpr("the query filter nests too deep", ImmutableArray<Expr>.Empty, Fatal: true);
        }

        Expr Next(Expr inner) => Map(inner, row, context, depth + 1);
        switch (expr)
        {
            case ColumnRef column:
                return row.Entity.FindProperty(column.Name) is { } property
                    ? row.Columns.Column(property)
                    : new OpaqueExpr($"the query filter names '{column.Name}', which is not mapped", ImmutableArray<Expr>.Empty, Fatal: true);
            case Parameter parameter when parameter.Identity.StartsWith(ContextPrefix, System.StringComparison.Ordinal):
                return parameter with { Identity = context.Identity + "." + parameter.Identity.Substring(ContextPrefix.Length) };
            case BoolExpr logic:
                return logic with { Args = logic.Args.Select(Next) };
            case NotExpr not:
                return TranslationRun.Negate(Next(not.Arg));
            case NullTest test:
                return test with { Arg = Next(test.Arg) };
            case OpExpr { Left: { } left, Operator: "=" or "<>" } equality:
                return new ClrEquality(Next(left), Next(equality.Right), equality.Operator == "<>") { Type = SqlType.Bool };
            case OpExpr { Left: { } left } op:
                return op with { Left = Next(left), Right = Next(op.Right) };
            default:
                return expr;
        }
    }
}
