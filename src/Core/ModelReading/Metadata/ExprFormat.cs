using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>The predicates of query filters, in the forms that the model reader makes of them.</summary>
internal static class ExprFormat
{
    public static bool CanWrite(Expr expr, int depth = 0) => depth < 100 && expr switch
    {
        ColumnRef or Parameter => true,
        Constant constant => constant.Value is null or bool or long or decimal or double or string,
        NotExpr not => CanWrite(not.Arg, depth + 1),
        NullTest test => CanWrite(test.Arg, depth + 1),
        BoolExpr list => list.Args.All(a => CanWrite(a, depth + 1)),
        OpExpr { Left: { } left } op => CanWrite(left, depth + 1) && CanWrite(op.Right, depth + 1),
        _ => false,
    };

    public static void Write(PackedWriter to, Expr expr)
    {
        switch (expr)
        {
            case ColumnRef column:
                to.Number(0);
                to.Number(column.Source);
                to.Text(column.Name);
                break;
            case Parameter parameter:
                to.Number(1);
                to.Text(parameter.Identity);
                to.Text(parameter.Display);
                break;
            case Constant constant:
                to.Number(2);
                to.Text(constant.Value switch { null => null, bool => "b", long => "l", decimal => "m", double => "d", _ => "s" });
                to.Text(constant.Value switch
                {
                    null => "",
                    double number => number.ToString("R", CultureInfo.InvariantCulture),
                    var value => Convert.ToString(value, CultureInfo.InvariantCulture),
                });
                break;
            case NotExpr not:
                to.Number(3);
                Write(to, not.Arg);
                break;
            case NullTest test:
                to.Number(4);
                to.Flag(test.IsNull);
                Write(to, test.Arg);
                break;
            case BoolExpr list:
                to.Number(5);
                to.Flag(list.Op == BoolOp.And);
                to.List(new EquatableArray<Expr>(list.Args), a => Write(to, a));
                break;
            case OpExpr op:
                to.Number(6);
                to.Text(op.Operator);
                Write(to, op.Left!);
                Write(to, op.Right);
                break;
        }
    }

    public static Expr Read(PackedReader from) => from.Nested<Expr>(() => from.Int() switch
    {
        0 => new ColumnRef(from.Int(), from.Text()),
        1 => new Parameter(from.Text(), from.Text()),
        2 => new Constant(Value(from.OptionalText(), from.Text())),
        3 => new NotExpr(Read(from)),
        4 => NullTest(from),
        5 => new BoolExpr(from.Flag() ? BoolOp.And : BoolOp.Or, from.List(() => Read(from)).Items),
        6 => new OpExpr(from.Text(), Read(from), Read(from)),
        _ => throw new FormatException("An expression is not known."),
    });

    private static Expr NullTest(PackedReader from)
    {
        var isNull = from.Flag();
        return new NullTest(Read(from), isNull);
    }

    private static object? Value(string? kind, string text) => kind switch
    {
        null => null,
        "b" => text == "True",
        "l" => long.Parse(text, CultureInfo.InvariantCulture),
        "m" => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture),
        "d" => double.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}
