using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading;

/// <summary>
/// Gives the operations of any piece of source in a compilation. The model and the flow of queries are spread over files,
/// so what an analyzer is given for one tree is not enough; this is the one place that asks for semantic models of others.
/// Safe to use from several threads.
/// </summary>
internal sealed class SourceReader
{
    private static readonly ConditionalWeakTable<Compilation, SourceReader> Readers = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private SourceReader(Compilation compilation) => Compilation = compilation;

    public Compilation Compilation { get; }

    public static SourceReader For(Compilation compilation) => Readers.GetValue(compilation, static c => new SourceReader(c));

    /// <summary>The semantic model of a tree; null when the compilation does not hold it.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree)
    {
        if (_models.TryGetValue(tree, out var known))
        {
            return known;
        }

        return Compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, Compilation.GetSemanticModel(tree)) : null;
    }

    /// <summary>The operation of a piece of syntax; null when it has none.</summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellationToken) =>
        ModelOf(node.SyntaxTree)?.GetOperation(node, cancellationToken);

    /// <summary>What a parameter's declaration declares.</summary>
    public IParameterSymbol? ParameterOf(SyntaxNode declaration, CancellationToken cancellationToken) =>
        ModelOf(declaration.SyntaxTree)?.GetDeclaredSymbol(declaration, cancellationToken) as IParameterSymbol;

    /// <summary>
    /// The operation of a method's, constructor's, accessor's or local function's declaration that has a body; null for
    /// one without (abstract, of another assembly).
    /// </summary>
    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var definition = method.OriginalDefinition;
        foreach (var declared in definition.PartialImplementationPart?.DeclaringSyntaxReferences ?? definition.DeclaringSyntaxReferences)
        {
            if (OperationOf(declared.GetSyntax(cancellationToken), cancellationToken) is { } body)
            {
                return body;
            }
        }

        return null;
    }
}
