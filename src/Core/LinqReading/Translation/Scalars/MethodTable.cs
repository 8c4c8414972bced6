using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>The methods that EF Core and Npgsql's provider translate, and what to (the provider's <c>Query/ExpressionTranslators</c>).</summary>
internal static class MethodTable
{
    /// <summary>Null when there is no translation.</summary>
    public static Expr? Translate(IMethodSymbol method, ImmutableArray<Expr> args, SqlType type, Origin at)
    {
        var owner = method.ContainingType;
        if (owner is null)
        {
            return null;
        }

        if (owner.SpecialType == SpecialType.System_String)
        {
            return Text(method, args, type, at);
        }

        if (IsFunctions(owner))
        {
            return DbFunction(method.Name, args, type, at);
        }

        if (DbFunctionName(method) is { } mapped)
        {
            return new FuncExpr(mapped, args) { Type = type, At = at, Volatility = Volatility.Volatile };
        }

        if (!ClrTypes.InNamespace(owner, "System") && !ClrTypes.InNamespace(owner, "NpgsqlTypes") && !ClrTypes.InNamespace(owner, "NodaTime") && !ClrTypes.InNamespace(owner, "NetTopologySuite"))
        {
            return null;
        }

        switch (owner.Name)
        {
            case "Math" or "MathF":
                return MathCall(method.Name, args, type, at);
            case "Guid":
                return method.Name switch
                {
                    "NewGuid" => new FuncExpr("gen_random_uuid", args) { Type = SqlType.Uuid, At = at },
                    "ToString" => Texts.Piece(args[0]),
                    "CompareTo" => Comparisons.Of(args, at),
                    _ => null,
                };
            case "ValueTuple" when method.Name == "Create":
                return new RowExpr(args) { At = at };
            case "Convert":
                return args.Length > 0 ? Cast(args[0], type) : null;
            case "Regex" when method.Name == "IsMatch" && args.Length >= 2:
                return new OpExpr("~", args[0], args[1]) { Type = SqlType.Bool, At = at };
            case "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly":
                return Dates.Call(method, args, type, at);
        }

        switch (method.Name)
        {
            case "ToString" when args.Length == 1:
                return Texts.Piece(args[0]);
            case "CompareTo" or "Compare" when args.Length == 2:
                return Comparisons.Of(args, at);
            case "HasFlag" when args.Length == 2:
                return new OpExpr("=", new OpExpr("&", args[0], args[1]) { Type = args[0].Type }, args[1]) { Type = SqlType.Bool, At = at };
        }

        return ClrTypes.InNamespace(owner, "System") ? null : new FuncExpr(method.Name.ToLowerInvariant(), args) { Type = type, At = at };
    }

    private static Expr? Text(IMethodSymbol method, ImmutableArray<Expr> args, SqlType type, Origin at)
    {
        switch (method.Name)
        {
            case "Contains" or "StartsWith" or "EndsWith" when args.Length == 2:
                return Texts.Match(method.Name, args[0], args[1], at);
            case "ToLower" when args.Length == 1:
                return Func("lower", type, at, args);
            case "ToUpper" when args.Length == 1:
                return Func("upper", type, at, args);
            case "Trim":
                return Func("btrim", type, at, args);
            case "TrimStart":
                return Func("ltrim", type, at, args);
            case "TrimEnd":
                return Func("rtrim", type, at, args);
            case "Substring":
                return Func("substring", type, at, args);
            case "Replace" when args.Length == 3:
                return Func("replace", type, at, args);
            case "IndexOf" when args.Length == 2:
                return new OpExpr("-", Func("strpos", SqlType.Int4, at, args), new Constant(1L) { Type = SqlType.Int4 }) { Type = SqlType.Int4, At = at };
            case "PadLeft":
                return Func("lpad", type, at, args);
            case "PadRight":
                return Func("rpad", type, at, args);
            case "IsNullOrEmpty" when args.Length == 1:
                return Texts.NullOr(args[0], new ClrEquality(args[0], new Constant("") { Type = SqlType.Text }, Negated: false) { Type = SqlType.Bool }, at);
            case "IsNullOrWhiteSpace" when args.Length == 1:
                return Texts.NullOr(args[0], new OpExpr("=", Func("btrim", SqlType.Text, at, args), new Constant("") { Type = SqlType.Text }) { Type = SqlType.Bool }, at);
            case "Concat":
                Expr? joined = null;
                foreach (var arg in args)
                {
                    joined = joined is null ? Texts.Piece(arg) : Texts.Joined(joined, arg, at);
                }

                return joined;
            case "Join" when args is [var separator, ArrayExpr parts]:
                return Func("concat_ws", SqlType.Text, at, ImmutableArray.Create(separator).AddRange(parts.Items.Select(Texts.Piece)));
            case "Join":
                return Func("array_to_string", SqlType.Text, at, args);
            case "Compare" or "CompareTo" when args.Length == 2:
                return Comparisons.Of(args, at);
            default:
                return null;
        }
    }

    private static Expr? MathCall(string name, ImmutableArray<Expr> args, SqlType type, Origin at)
    {
        var function = name switch
        {
            "Abs" or "Floor" or "Round" or "Sqrt" or "Exp" or "Sin" or "Cos" or "Tan" or "Asin" or "Acos" or "Atan" or "Atan2" or "Sign" => name.ToLowerInvariant(),
            "Ceiling" => "ceiling",
            "Truncate" => "trunc",
            "Pow" => "power",
            "Log" => "ln",
            "Log10" => "log",
            "Max" => "greatest",
            "Min" => "least",
            _ => null,
        };
        return function switch
        {
            null => null,
            "greatest" or "least" => new MinMaxExpr(function == "greatest", args) { Type = type, At = at },
            "sign" => new CastExpr(Func(function, args[0].Type, at, args)) { Type = type, At = at },
            _ => Func(function, type, at, args),
        };
    }

    private static Expr DbFunction(string name, ImmutableArray<Expr> args, SqlType type, Origin at) => name switch
    {
        "Like" when args.Length >= 2 => new OpExpr("~~", args[0], Pattern(args)) { Type = SqlType.Bool, At = at },
        "ILike" when args.Length >= 2 => new OpExpr("~~*", args[0], Pattern(args)) { Type = SqlType.Bool, At = at },
        "Random" => new FuncExpr("random", ImmutableArray<Expr>.Empty) { Type = SqlType.Float8, At = at },
        "Collate" when args.Length >= 1 => new CastExpr(args[0]) { Type = args[0].Type, At = at },
        "GreaterThan" when args.Length == 2 => new OpExpr(">", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "LessThan" when args.Length == 2 => new OpExpr("<", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "GreaterThanOrEqual" when args.Length == 2 => new OpExpr(">=", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "LessThanOrEqual" when args.Length == 2 => new OpExpr("<=", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "Greatest" or "Least" => new MinMaxExpr(name == "Greatest", args is [ArrayExpr list] ? list.Items : args) { Type = type, At = at },
        "Matches" when args.Length == 2 => new OpExpr("@@", args[0], args[1].Type.Equals(SqlType.Text) ? Func("plainto_tsquery", new SqlType("tsquery"), at, args.RemoveAt(0)) : args[1]) { Type = SqlType.Bool, At = at },
        "JsonContains" or "Contains" when args.Length == 2 => new OpExpr("@>", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "JsonContained" when args.Length == 2 => new OpExpr("<@", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "JsonExists" when args.Length == 2 => new OpExpr("?", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "JsonExistAny" when args.Length == 2 => new OpExpr("?|", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "JsonExistAll" when args.Length == 2 => new OpExpr("?&", args[0], args[1]) { Type = SqlType.Bool, At = at },
        "JsonTypeof" => Func("jsonb_typeof", type, at, args),
        _ => new FuncExpr(Snake(name).Replace("_ts_", "_ts"), args) { Type = type, At = at, Volatility = Volatility.Immutable },
    };

    private static Expr Pattern(ImmutableArray<Expr> args) => args.Length == 2 ? args[1] : Func("like_escape", SqlType.Text, args[1].At, args.RemoveAt(0));

    /// <summary>The function that the user mapped a method to with <c>[DbFunction]</c>; null for other methods.</summary>
    private static string? DbFunctionName(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "DbFunctionAttribute" })
            {
                return attribute.ConstructorArguments is [{ Value: string given }, ..] ? given : method.Name;
            }
        }

        return null;
    }

    /// <summary>The methods on <c>EF.Functions</c>, and those that Npgsql has as extensions of its own types.</summary>
    private static bool IsFunctions(INamedTypeSymbol owner) =>
        owner.Name.EndsWith("DbFunctionsExtensions", System.StringComparison.Ordinal)
        || (owner.Name.EndsWith("LinqExtensions", System.StringComparison.Ordinal) && owner.Name.StartsWith("Npgsql", System.StringComparison.Ordinal));

    internal static Expr Cast(Expr arg, SqlType type) => type.IsUnknown || arg.Type.Equals(type) ? arg : new CastExpr(arg) { Type = type, At = arg.At };

    internal static FuncExpr Func(string name, SqlType type, Origin at, ImmutableArray<Expr> args) => new(name, args) { Type = type, At = at };

    private static string Snake(string name)
    {
        var text = new System.Text.StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
