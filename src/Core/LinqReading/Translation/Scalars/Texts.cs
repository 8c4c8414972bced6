using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Searching and joining texts, which depends on what is known of them.</summary>
internal static class Texts
{
    /// <summary>LIKE with a pattern made of what is known when the query runs; of a column, its place in the text.</summary>
    public static Expr Match(string method, Expr text, Expr part, Origin at)
    {
        switch (part)
        {
            case Constant:
                return Like(text, part, at);
            case Parameter parameter:
                return Like(text, parameter with { Identity = parameter.Identity + "." + method }, at);
        }

        var found = method == "Contains"
            ? new OpExpr(">", Function("strpos", SqlType.Int4, text, part), new Constant(0L) { Type = SqlType.Int4 }) { Type = SqlType.Bool, At = at }
            : new OpExpr("=", Function(method == "StartsWith" ? "left" : "right", SqlType.Text, text, Function("length", SqlType.Int4, part)), part) { Type = SqlType.Bool, At = at };
        var args = ImmutableArray.CreateBuilder<Expr>();
        foreach (var side in new[] { text, part })
        {
            if (Nullability.CanBeNull(side))
            {
                args.Add(new NullTest(side, IsNull: false) { Type = SqlType.Bool });
            }
        }

        args.Add(found);
        return args.Count == 1 ? found : new BoolExpr(BoolOp.And, args.ToImmutable()) { Type = SqlType.Bool, At = at };
    }

    /// <summary>A condition that holds for null too; of what cannot be null it is the condition alone.</summary>
    public static Expr NullOr(Expr text, Expr condition, Origin at) => Nullability.CanBeNull(text)
        ? new BoolExpr(BoolOp.Or, ImmutableArray.Create(new NullTest(text, IsNull: true) { Type = SqlType.Bool }, condition)) { Type = SqlType.Bool, At = at }
        : condition;

    public static Expr Joined(Expr left, Expr right, Origin at) => new OpExpr("||", Piece(left), Piece(right)) { Type = SqlType.Text, At = at };

    /// <summary>A part of a joined text: to C# null is an empty text, and numbers become texts by themselves.</summary>
    public static Expr Piece(Expr value)
    {
        if (value is Constant or Parameter)
        {
            return value;
        }

        var text = IsText(value) || value.Type.IsUnknown ? value : new CastExpr(value) { Type = SqlType.Text, At = value.At };
        return Nullability.CanBeNull(value) ? new CoalesceExpr(ImmutableArray.Create(text, new Constant("") { Type = SqlType.Text })) { Type = SqlType.Text, At = value.At } : text;
    }

    public static bool IsText(Expr value) => value.Type.Name is "text" or "varchar" or "bpchar" or "citext";

    private static Expr Like(Expr text, Expr pattern, Origin at) => new OpExpr("~~", text, pattern) { Type = SqlType.Bool, At = at };

    private static FuncExpr Function(string name, SqlType type, params Expr[] args) => new(name, args.ToImmutableArray()) { Type = type };
}
