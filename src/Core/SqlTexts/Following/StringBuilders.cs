using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.SqlTexts.Following;

/// <summary>Simple forms of <c>StringBuilder</c>: created with a text or none, appended to, and turned into a string.</summary>
internal static class StringBuilders
{
    public static bool IsBuilder(ITypeSymbol? type) =>
        type is { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    public static ImmutableArray<SqlText> Created(SqlTextReader reader, IObjectCreationOperation creation, int depth)
    {
        var text = creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        return text is null ? ImmutableArray.Create(SqlText.Empty) : reader.Read(text.Value, depth + 1);
    }

    /// <summary>The text after a chain of calls on a builder.</summary>
    public static ImmutableArray<SqlText> Read(SqlTextReader reader, IInvocationOperation call, int depth) =>
        Apply(reader, call, start => reader.Read(start, depth + 1), depth);

    /// <summary>The text after a chain of calls, where what the chain starts from is answered by the caller.</summary>
    public static ImmutableArray<SqlText> Apply(SqlTextReader reader, IInvocationOperation call, System.Func<IOperation?, ImmutableArray<SqlText>> startText, int depth)
    {
        // A long chain is nested as deep as it is long: unrolled in a loop.
        var calls = new Stack<IInvocationOperation>();
        IOperation? at = call;
        while (SqlTextReader.Unwrap(at) is IInvocationOperation { Instance: { } instance } invocation && IsBuilder(instance.Type))
        {
            calls.Push(invocation);
            at = instance;
        }

        var text = startText(at);
        while (calls.Count > 0)
        {
            text = One(reader, calls.Pop(), text, depth);
        }

        return text;
    }

    private static ImmutableArray<SqlText> One(SqlTextReader reader, IInvocationOperation call, ImmutableArray<SqlText> before, int depth)
    {
        var argument = call.Arguments.FirstOrDefault()?.Value;
        switch (call.TargetMethod.Name)
        {
            case "ToString" when call.Arguments.IsEmpty:
                return before;
            case "Append" when call.Arguments.Length == 1 && argument?.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Char:
                return SqlTextReader.Concatenate(before, Character(argument) ?? reader.Read(argument, depth + 1));
            case "AppendLine" when call.Arguments.IsEmpty:
                return SqlTextReader.Concatenate(before, NewLine);
            case "AppendLine" when call.Arguments.Length == 1 && argument?.Type?.SpecialType == SpecialType.System_String:
                return SqlTextReader.Concatenate(SqlTextReader.Concatenate(before, reader.Read(argument, depth + 1)), NewLine);
            default:
                return SqlTextReader.Unknown("the text is made by 'StringBuilder." + call.TargetMethod.Name + "'");
        }
    }

    private static ImmutableArray<SqlText> NewLine => ImmutableArray.Create(new SqlText(ImmutableArray.Create(new TextPiece("\n", default))));

    private static ImmutableArray<SqlText>? Character(IOperation argument) =>
        argument.ConstantValue is { HasValue: true, Value: char character }
            ? ImmutableArray.Create(new SqlText(ImmutableArray.Create(new TextPiece(character.ToString(), default))))
            : null;
}
