using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>What following code needs of a compilation: read once, shared by all threads.</summary>
internal sealed class FlowContext
{
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, int> _trees = [];
    private readonly ImmutableArray<SyntaxTree> _treeList;

    public FlowContext(Compilation compilation, ShardModel model, PlannerOptions options, ILinqTranslator translator)
    {
        Compilation = compilation;
        Model = model;
        Options = options;
        Translator = translator;
        Source = SourceReader.For(compilation);
        Known = new KnownTypes(compilation);
        Catalog = new ModelCatalog(model);
        Contexts = new Contexts(compilation, model);
        Types = new TypeHierarchy(compilation);
        Shapes = new ObjectShapes(this);
        Carriers = new Carriers(this);
        Touching = new Touching(this);
        Calls = new CallGraph(this);
        Summaries = new Results.SummaryStore();
        StampsRows = new Lazy<bool>(() => SavesOfItsOwn(compilation));
        _treeList = [.. compilation.SyntaxTrees];
        for (var i = 0; i < _treeList.Length; i++)
        {
            _trees[_treeList[i]] = i;
        }
    }

    public Compilation Compilation { get; }

    public ShardModel Model { get; }

    public PlannerOptions Options { get; }

    public ILinqTranslator Translator { get; }

    public SourceReader Source { get; }

    public KnownTypes Known { get; }

    public ICatalog Catalog { get; }

    public Contexts Contexts { get; }

    public TypeHierarchy Types { get; }

    public ObjectShapes Shapes { get; }

    public Carriers Carriers { get; }

    public Touching Touching { get; }

    public CallGraph Calls { get; }

    public Results.SummaryStore Summaries { get; }

    /// <summary>Whether code of the compilation has a hand in saving (an overridden SaveChanges, an interceptor) and may fill in keys there.</summary>
    public Lazy<bool> StampsRows { get; }

    private static bool SavesOfItsOwn(Compilation compilation) =>
        compilation.ContainsSymbolsWithName(static name => name is "SaveChanges" or "SaveChangesAsync" or "SavingChanges" or "SavingChangesAsync", SymbolFilter.Member);

    public Origin OriginOf(SyntaxNode node) =>
        _trees.TryGetValue(node.SyntaxTree, out var number) ? new Origin(number, node.SpanStart, node.Span.Length) : Origin.None;

    /// <summary>The place in source that an origin names; null for none.</summary>
    public Location? LocationOf(Origin origin) =>
        origin.Source >= 0 && origin.Source < _treeList.Length
            ? Location.Create(_treeList[origin.Source], new TextSpan(origin.Start, System.Math.Max(origin.Length, 0)))
            : Translator.LocationOf(origin);

    /// <summary>The body of a method, constructor or accessor of the compilation; null without one.</summary>
    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var definition = method.OriginalDefinition;
        if (_bodies.TryGetValue(definition, out var known))
        {
            return known;
        }

        return definition.Locations.IsEmpty || !definition.Locations[0].IsInSource
            ? null
            : _bodies.GetOrAdd(definition, Source.BodyOf(definition, cancellationToken));
    }

    /// <summary>Keeps a body the compiler has bound already, so that following calls into it binds nothing again.</summary>
    public void Remember(IMethodSymbol method, IOperation body)
    {
        if (body is IMethodBodyBaseOperation or IBlockOperation)
        {
            _bodies.TryAdd(method.OriginalDefinition, body);
        }
    }

    public bool IsSource(ISymbol symbol) => KnownTypes.Same(symbol.ContainingAssembly, Compilation.Assembly);
}
