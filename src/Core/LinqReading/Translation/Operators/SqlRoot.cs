using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlTexts;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary><c>FromSql</c> and its kin: the text takes the table's place. It is read from the call itself, since its holes are code.</summary>
internal sealed class SqlRoot(Compilation compilation, CancellationToken cancellationToken)
{
    private readonly ImmutableArray<SyntaxTree> _trees = [.. compilation.SyntaxTrees];
    private readonly ConcurrentDictionary<SyntaxNode, int> _numbers = new();
    private readonly ConcurrentDictionary<int, SqlText> _known = new();
    private int _last = compilation.SyntaxTrees.Count();
    private readonly SqlTextReader _texts = new(compilation, cancellationToken);

    public AbstractValue Of(LinqQuery query, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator) =>
        query.Tree is RootNode root
            ? query with { Tree = new RootNode(root.Context, root.Entity) { Sql = TextOf(method, arguments, at, evaluator), At = at } }
            : new UnknownValue($"'{method.Name}' stands on something that is not a set of entities");

    public LinqSql TextOf(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator)
    {
        if (CallAt(at, method.Name) is not { } call || call.Arguments.FirstOrDefault(a => IsText(a.Parameter?.Type)) is not { } written)
        {
            return arguments.Length > 0 && arguments[0] is ConstantValue { Value: string text } ? new LinqSql(text) { Values = Rest(arguments) } : new LinqSql(null);
        }

        var sql = _texts.Read(written.Value)[0];
        if (sql.UnknownReason is { } reason)
        {
            return new LinqSql(null) { Reason = reason };
        }

        var values = ImmutableArray.CreateBuilder<Expr>();
        foreach (var hole in sql.Holes)
        {
            values.Add(Value(evaluator.Evaluate(hole, null), hole.Syntax.ToString()));
        }

        return new LinqSql(sql.Text) { Number = Register(written.Value.Syntax, sql), Values = values.Count > 0 ? values.ToImmutable() : Rest(arguments) };
    }

    /// <summary>Where a part of a text was written; null for what is no text of this compilation.</summary>
    public Location? LocationOf(Origin origin) => _known.TryGetValue(origin.Source, out var text) ? text.LocationOf(origin.Start, origin.Length) : null;

    /// <summary>The number of a text, after those of the trees.</summary>
    private int Register(SyntaxNode written, SqlText text)
    {
        var number = _numbers.GetOrAdd(written, _ => Interlocked.Increment(ref _last));
        _known[number] = text;
        return number;
    }

    private static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { Name: "FormattableString" };

    private IInvocationOperation? CallAt(Origin at, string method)
    {
        if (at.Source < 0 || at.Source >= _trees.Length || at.Start + at.Length > _trees[at.Source].Length)
        {
            return null;
        }

        var node = _trees[at.Source].GetRoot(cancellationToken).FindNode(new TextSpan(at.Start, at.Length), getInnermostNodeForTie: true);
        for (var i = 0; node is not null && i < 6; i++, node = node.Parent)
        {
            if (node is InvocationExpressionSyntax && SourceReader.For(compilation).OperationOf(node, cancellationToken) is IInvocationOperation call && call.TargetMethod.Name == method)
            {
                return call;
            }
        }

        return null;
    }

    private static Expr Value(AbstractValue value, string display) => value switch
    {
        RuntimeValue runtime => new Parameter(runtime.Identity, runtime.Display) { Type = ClrTypes.ToSql(runtime.Type) },
        ConstantValue constant => TreeReader.ToConstant(constant.Value, constant.Type),
        _ => new Parameter("sql:" + display, display),
    };

    private static ImmutableArray<Expr> Rest(ImmutableArray<AbstractValue> arguments)
    {
        var values = ImmutableArray.CreateBuilder<Expr>();
        foreach (var argument in arguments.Skip(1))
        {
            if (argument is ItemsValue items)
            {
                values.AddRange(items.Items.Select(static i => Value(i, "a value")));
            }
            else
            {
                values.Add(Value(argument, "a value"));
            }
        }

        return values.ToImmutable();
    }
}
