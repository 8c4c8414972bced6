using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Core.LinqReading.Flow;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Translation;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Agreement.Linq;

/// <summary>The shapes of the commands that a method's queries become, as LINQ is read.</summary>
internal sealed class LinqShapes(CSharpCompilation compilation, PlannerOptions options)
{
    private readonly ShardModel _model = ModelReader.Read(compilation, CancellationToken.None);

    /// <summary>Every command that runs in the members, whose code is followed anew for each question so that none is answered from a summary.</summary>
    public IReadOnlyList<Statement> Of(IEnumerable<ISymbol> members)
    {
        var recording = new Recording(new LinqTranslator(_model, compilation, CancellationToken.None));
        var flow = new FlowContext(compilation, _model, options, recording);
        foreach (var member in members)
        {
            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                var semantics = compilation.GetSemanticModel(reference.SyntaxTree);
                if (semantics.GetOperation(reference.GetSyntax()) is { } body)
                {
                    FlowEngine.Analyze(flow, member, [body], CancellationToken.None);
                }
            }
        }

        return recording.Statements;
    }

    /// <summary>Notes what the translator is asked to run.</summary>
    private sealed class Recording(ILinqTranslator translator) : ILinqTranslator
    {
        private readonly List<Statement> _statements = [];

        public IReadOnlyList<Statement> Statements => _statements;

        public QueryCommands Run(IMethodSymbol? method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator)
        {
            var commands = translator.Run(method, source, arguments, at, evaluator);
            _statements.AddRange(commands.Commands.Select(command => command.Statement));
            return commands;
        }

        public AbstractValue Root(ContextValue context, ITypeSymbol entity, Origin at) => translator.Root(context, entity, at);

        public AbstractValue Scoped(ContextValue context, ITypeSymbol entity, RuntimeValue key, Origin at) => translator.Scoped(context, entity, key, at);

        public AbstractValue Related(ContextValue context, ITypeSymbol entity, RuntimeValue row, string navigation, Origin at) => translator.Related(context, entity, row, navigation, at);

        public AbstractValue SqlRoot(ContextValue context, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator) => translator.SqlRoot(context, method, arguments, at, evaluator);

        public AbstractValue Apply(IMethodSymbol method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator) => translator.Apply(method, source, arguments, at, evaluator);

        public Location? LocationOf(Origin origin) => translator.LocationOf(origin);

        public bool Runs(IMethodSymbol method) => translator.Runs(method);

        public bool IsNarrowed(QueryValue query, QueryValue plain) => translator.IsNarrowed(query, plain);
    }
}
