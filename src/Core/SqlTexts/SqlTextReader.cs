using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.SqlTexts.Following;

namespace ShardSafety.Core.SqlTexts;

/// <summary>
/// Reads the SQL text that an expression of the code has: constants and constant members, raw and interpolated literals,
/// concatenation, locals that are put together step by step, and simple uses of <c>StringBuilder</c>. What else it may be is
/// unknown, with the reason.
/// </summary>
/// <param name="compilation">Where members and locals are looked up.</param>
internal sealed class SqlTextReader(Compilation compilation, CancellationToken cancellationToken)
{
    /// <summary>More texts than this on different paths are not told apart.</summary>
    public const int MostAlternatives = 8;

    private const int MostSteps = 64;

    private readonly SourceReader _source = SourceReader.For(compilation);

    /// <summary>The texts an expression may have, one for each path; never empty and never throws but for cancellation.</summary>
    /// <param name="operation">A <c>string</c>, or a <c>FormattableString</c>, whose holes become parameters.</param>
    public ImmutableArray<SqlText> Read(IOperation operation) => Read(operation, depth: 0);

    /// <summary>The one text an expression has, if it is known and there is one.</summary>
    public bool TryRead(IOperation operation, out SqlText text)
    {
        var texts = Read(operation);
        text = texts[0];
        return texts.Length == 1 && text.UnknownReason is null;
    }

    internal ImmutableArray<SqlText> Read(IOperation? operation, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth > MostSteps)
        {
            return Unknown("the text comes from too far away");
        }

        operation = Unwrap(operation);
        return operation switch
        {
            ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => Unknown("the text is null"),
            IInterpolatedStringOperation interpolated => Interpolated(interpolated, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Sum(sum, depth),
            ILocalReferenceOperation local => new LocalText(this, local, depth).Read(),
            IFieldReferenceOperation field => Field(field, depth),
            IPropertyReferenceOperation property => Property(property, depth),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Choice(choice, otherwise, depth),
            ISwitchExpressionOperation choice => Limit(choice.Arms.SelectMany(arm => Read(arm.Value, depth + 1).Select(text => text with { Path = text.Path ?? "for " + arm.Pattern.Syntax }))),
            ICoalesceOperation choice => Limit(Read(choice.Value, depth + 1).AddRange(Read(choice.WhenNull, depth + 1))),
            IInvocationOperation call => Call(call, depth),
            IObjectCreationOperation creation when StringBuilders.IsBuilder(creation.Type) => StringBuilders.Created(this, creation, depth),
            IParameterReferenceOperation parameter => Unknown("the text is given by the caller through '" + parameter.Parameter.Name + "'"),
            { ConstantValue: { HasValue: true, Value: string value } } => Constant(operation.Syntax, value),
            _ => Unknown("the text is only known at run time (" + Shorten(operation?.Syntax.ToString() ?? "") + ")"),
        };
    }

    internal static ImmutableArray<SqlText> Unknown(string reason) => ImmutableArray.Create(SqlText.Unknown(reason));

    /// <summary>Each text of the first followed by each of the second.</summary>
    internal static ImmutableArray<SqlText> Concatenate(ImmutableArray<SqlText> first, ImmutableArray<SqlText> second) =>
        first.Length == 1 && second.Length == 1
            ? ImmutableArray.Create(first[0].Then(second[0]))
            : Limit(first.SelectMany(left => second.Select(right => left.Then(right))));

    internal static ImmutableArray<SqlText> Limit(IEnumerable<SqlText> texts)
    {
        var distinct = new Dictionary<string, SqlText>(System.StringComparer.Ordinal);
        foreach (var text in texts.Take((MostAlternatives * MostAlternatives) + 1))
        {
            var key = text.UnknownReason is null ? "=" + text.Text : "?" + text.UnknownReason;
            if (!distinct.ContainsKey(key))
            {
                distinct.Add(key, text);
            }
        }

        return distinct.Count > MostAlternatives ? Unknown("the text differs on too many paths") : distinct.Values.ToImmutableArray();
    }

    internal static IOperation? Unwrap(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    internal static string Shorten(string code)
    {
        code = string.Join(" ", code.Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
        return code.Length <= 40 ? code : code.Substring(0, 37) + "…";
    }

    private static ImmutableArray<SqlText> Literal(SyntaxNode syntax, string value)
    {
        var token = syntax switch
        {
            LiteralExpressionSyntax literal => literal.Token,
            InterpolatedStringTextSyntax text => text.TextToken,
            _ => default,
        };
        return ImmutableArray.Create(new SqlText(ImmutableArray.Create(new TextPiece(value, token))));
    }

    /// <summary>A constant that no literal stands for here (<c>nameof</c>, a constant of another assembly): the whole expression is its place.</summary>
    private static ImmutableArray<SqlText> Constant(SyntaxNode syntax, string value)
    {
        var token = syntax.DescendantTokens().LastOrDefault();
        return ImmutableArray.Create(new SqlText(ImmutableArray.Create(new TextPiece(value, token))));
    }

    private ImmutableArray<SqlText> Interpolated(IInterpolatedStringOperation interpolated, int depth)
    {
        var formattable = interpolated.Parent is IConversionOperation { Type.Name: "FormattableString" or "IFormattable" };
        var result = ImmutableArray.Create(SqlText.Empty);
        foreach (var part in interpolated.Parts)
        {
            result = Concatenate(result, part switch
            {
                IInterpolatedStringTextOperation text => Read(text.Text, depth + 1),
                IInterpolationOperation hole => Hole(hole, formattable, depth),
                _ => Unknown("a part of the text is not understood"),
            });
        }

        return result;
    }

    private ImmutableArray<SqlText> Hole(IInterpolationOperation hole, bool formattable, int depth)
    {
        if (formattable)
        {
            return OfHole(hole.Expression);
        }

        // In a plain string the value becomes a part of the text. A number or an id can only stand for a value there; a string can be anything.
        return Operand(hole.Expression, depth);
    }

    private static ImmutableArray<SqlText> OfHole(IOperation value) =>
        ImmutableArray.Create(new SqlText(ImmutableArray.Create(TextPiece.OfHole(value.Syntax, 0))) { Holes = ImmutableArray.Create(value) });

    private static bool IsValueType(ITypeSymbol? type) => type is { IsValueType: true, SpecialType: not SpecialType.System_Char };

    private ImmutableArray<SqlText> Sum(IBinaryOperation sum, int depth)
    {
        // A long concatenation leans to the left: taken apart in a loop, not by recursion.
        var operands = new Stack<IOperation>();
        IOperation? at = sum;
        while (Unwrap(at) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } binary)
        {
            operands.Push(binary.RightOperand);
            at = binary.LeftOperand;
        }

        var result = Operand(at, depth);
        while (operands.Count > 0)
        {
            result = Concatenate(result, Operand(operands.Pop(), depth));
        }

        return result;
    }

    private ImmutableArray<SqlText> Operand(IOperation? operand, int depth)
    {
        var value = Unwrap(operand);
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: char or int or long or short or byte } number } =>
                Constant(value.Syntax, System.Convert.ToString(number.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
            not null when IsValueType(value.Type) => OfHole(value),
            _ => Read(operand, depth + 1),
        };
    }

    private ImmutableArray<SqlText> Field(IFieldReferenceOperation reference, int depth)
    {
        var field = reference.Field;
        if (field is { IsConst: false, IsReadOnly: false })
        {
            return Unknown("the field '" + field.Name + "' can change");
        }

        return Initializer(field) is { } initializer ? Read(initializer, depth + 1)
            : reference.ConstantValue is { HasValue: true, Value: string value } ? Constant(reference.Syntax, value)
            : Unknown("the value of the field '" + field.Name + "' is not visible");
    }

    private ImmutableArray<SqlText> Property(IPropertyReferenceOperation reference, int depth)
    {
        var property = reference.Property;
        return property is { SetMethod: null, IsVirtual: false, IsAbstract: false, IsOverride: false } && Initializer(property) is { } value
            ? Read(value, depth + 1)
            : Unknown("the value of the property '" + property.Name + "' is not known");
    }

    /// <summary>What a field or property without a setter is initialised with, or what its expression body says.</summary>
    private IOperation? Initializer(ISymbol member)
    {
        foreach (var declared in member.DeclaringSyntaxReferences)
        {
            var expression = declared.GetSyntax(cancellationToken) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
                PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
                PropertyDeclarationSyntax { ExpressionBody.Expression: { } body } => body,
                _ => null,
            };
            if (expression is not null && _source.OperationOf(expression, cancellationToken) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }

    private ImmutableArray<SqlText> Choice(IConditionalOperation choice, IOperation otherwise, int depth)
    {
        var condition = Shorten(choice.Condition.Syntax.ToString());
        return Limit(
            Read(choice.WhenTrue, depth + 1).Select(text => text with { Path = text.Path ?? "when " + condition })
                .Concat(Read(otherwise, depth + 1).Select(text => text with { Path = text.Path ?? "unless " + condition })));
    }

    private ImmutableArray<SqlText> Call(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        if (StringBuilders.IsBuilder(call.Instance?.Type))
        {
            return StringBuilders.Read(this, call, depth);
        }

        if (method is { Name: "Create", ContainingType: { Name: "FormattableStringFactory", ContainingNamespace.Name: "CompilerServices" } } && call.Arguments.Length == 2)
        {
            return Read(call.Arguments[0].Value, depth + 1);
        }

        if (method is { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } && call.Arguments.All(argument => argument.ArgumentKind == ArgumentKind.Explicit))
        {
            return call.Arguments.Aggregate(ImmutableArray.Create(SqlText.Empty), (text, argument) => Concatenate(text, Operand(argument.Value, depth)));
        }

        // What trims or re-breaks a text changes nothing that matters to its meaning.
        if (method is { ContainingType.SpecialType: SpecialType.System_String, Name: "Trim" or "TrimEnd" or "TrimStart" or "ReplaceLineEndings" or "ToString", Parameters.IsEmpty: true })
        {
            return Read(call.Instance, depth + 1);
        }

        return Unknown("the text is made by '" + method.Name + "'");
    }
}
