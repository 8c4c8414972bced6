using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.SqlTexts.Following;

/// <summary>
/// The text of a local variable at a place: what it is declared with, and what is assigned or appended to it in the
/// statements between, with both ways of an <c>if</c>. What happens to it in a loop, a lambda or a <c>try</c> is not followed.
/// </summary>
internal sealed class LocalText(SqlTextReader reader, ILocalReferenceOperation reference, int depth)
{
    private readonly ILocalSymbol _local = reference.Local;

    public ImmutableArray<SqlText> Read()
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        var declarator = root.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(found => SymbolEqualityComparer.Default.Equals(found.Symbol, _local));
        if (declarator is null)
        {
            return SqlTextReader.Unknown("the declaration of '" + _local.Name + "' is not understood");
        }

        var value = (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
        var declared = value is null ? SqlTextReader.Unknown("'" + _local.Name + "' has no text yet") : reader.Read(value, depth + 1);
        if (!root.Descendants().Any(Touches))
        {
            return declared;
        }

        IOperation at = declarator;
        while (at.Parent is not (IBlockOperation or null))
        {
            at = at.Parent;
        }

        return at.Parent is IBlockOperation block
            ? Through(block, block.Operations.IndexOf(at) + 1, declared) ?? Changed()
            : Changed();
    }

    /// <summary>The text when the reference is reached; null where that could not be followed.</summary>
    private ImmutableArray<SqlText>? Through(IBlockOperation block, int from, ImmutableArray<SqlText> text)
    {
        for (var i = from; i < block.Operations.Length; i++)
        {
            var statement = block.Operations[i];
            if (Contains(statement, reference))
            {
                return Into(statement, text);
            }

            if (After(statement, text) is not { } after)
            {
                return null;
            }

            text = after;
        }

        return null;
    }

    /// <summary>Into a statement that holds the reference.</summary>
    private ImmutableArray<SqlText>? Into(IOperation statement, ImmutableArray<SqlText> text)
    {
        if (statement is IBlockOperation own)
        {
            return Through(own, 0, text);
        }

        foreach (var child in statement.ChildOperations)
        {
            if (Contains(child, reference))
            {
                // Of a loop or lambda, what changes the text later in it may have changed it before.
                return statement is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation && statement.Descendants().Any(Touches) ? null
                    : Into(child, text);
            }

            if (Touches(child) || child.Descendants().Any(Touches))
            {
                return null;
            }
        }

        return text;
    }

    /// <summary>The text after a statement that does not hold the reference.</summary>
    private ImmutableArray<SqlText>? After(IOperation? statement, ImmutableArray<SqlText> text)
    {
        if (statement is null || (!Touches(statement) && !statement.Descendants().Any(Touches)))
        {
            return text;
        }

        switch (statement)
        {
            case IBlockOperation block:
                ImmutableArray<SqlText>? result = text;
                foreach (var inner in block.Operations)
                {
                    result = result is { } soFar ? After(inner, soFar) : null;
                }

                return result;
            case IConditionalOperation choice:
                if (After(choice.WhenTrue, text) is not { } whenTrue || After(choice.WhenFalse, text) is not { } whenFalse)
                {
                    return null;
                }

                var condition = SqlTextReader.Shorten(choice.Condition.Syntax.ToString());
                return SqlTextReader.Limit(
                    whenTrue.Select(way => way with { Path = Also(way.Path, "when " + condition) })
                        .Concat(whenFalse.Select(way => way with { Path = Also(way.Path, "unless " + condition) })));
            case IExpressionStatementOperation expression:
                return Effect(SqlTextReader.Unwrap(expression.Operation), text);
            default:
                return null;
        }
    }

    private ImmutableArray<SqlText>? Effect(IOperation? operation, ImmutableArray<SqlText> text) => operation switch
    {
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when IsLocal(target) =>
            Mentions(assignment.Value) ? Extended(assignment.Value, text) : reader.Read(assignment.Value, depth + 1),
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, OperatorKind: BinaryOperatorKind.Add } appended when IsLocal(target) && !Mentions(appended.Value) =>
            SqlTextReader.Concatenate(text, reader.Read(appended.Value, depth + 1)),
        IInvocationOperation call when StringBuilders.IsBuilder(call.Instance?.Type) && !call.Arguments.Any(Mentions) =>
            StringBuilders.Apply(reader, call, start => SqlTextReader.Unwrap(start) is ILocalReferenceOperation root && IsLocal(root) ? text : Changed(), depth),
        _ => null,
    };

    /// <summary><c>sql = sql + "…"</c>.</summary>
    private ImmutableArray<SqlText>? Extended(IOperation value, ImmutableArray<SqlText> text) =>
        SqlTextReader.Unwrap(value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
        && SqlTextReader.Unwrap(sum.LeftOperand) is ILocalReferenceOperation left && IsLocal(left) && !Mentions(sum.RightOperand)
            ? SqlTextReader.Concatenate(text, reader.Read(sum.RightOperand, depth + 1))
            : null;

    private bool Mentions(IOperation operation) => operation.DescendantsAndSelf().Any(found => found is ILocalReferenceOperation local && IsLocal(local));

    private bool IsLocal(ILocalReferenceOperation found) => SymbolEqualityComparer.Default.Equals(found.Local, _local);

    /// <summary>Whether an operation may change the text: it writes the variable, hands it out by reference, or calls a builder's method that is not ToString.</summary>
    private bool Touches(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation target } => IsLocal(target),
        IArgumentOperation { Value: ILocalReferenceOperation value, Parameter: { } parameter } => IsLocal(value) && (parameter.RefKind != RefKind.None || StringBuilders.IsBuilder(value.Type)),
        IInvocationOperation { Instance: ILocalReferenceOperation instance, TargetMethod.Name: not ("ToString" or "get_Length") } => IsLocal(instance) && StringBuilders.IsBuilder(instance.Type),
        _ => false,
    };

    private static bool Contains(IOperation operation, IOperation part)
    {
        for (IOperation? at = part; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, operation))
            {
                return true;
            }
        }

        return false;
    }

    private static string Also(string? path, string more) => path is null ? more : path + " and " + more;

    private ImmutableArray<SqlText> Changed() => SqlTextReader.Unknown("'" + _local.Name + "' is changed in ways that are not followed");
}
