using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Agreement.Linq;
using ShardSafety.Core.LinqReading.Flow;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Translation;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.LinqReading;

/// <summary>The shape read from a query's code is that of the SQL EF Core sends for it.</summary>
public sealed class ContractTests
{
    private static readonly Lazy<Contract> Shared = new(() => new Contract("ContractSchool.txt", "ContractQueries.txt", "ContractOperators.txt", "ContractConditions.txt", "ContractCompositions.txt", "ContractClient.txt", "ContractRefused.txt"));

    public static TheoryData<string> Queries => new(Shared.Value.Names("School.Queries"));

    public static TheoryData<string> Operators => new(Shared.Value.Names("School.Operators"));

    public static TheoryData<string> Conditions => new(Shared.Value.Names("School.Conditions"));

    public static TheoryData<string> Client => new(Shared.Value.Names("School.Client"));

    [Theory]
    [MemberData(nameof(Queries))]
    public void Reads_what_EF_Core_sends(string method) => Compare("School.Queries", method);

    [Theory]
    [MemberData(nameof(Operators))]
    public void Reads_the_operators_that_EF_Core_sends(string method) => Compare("School.Operators", method);

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Reads_the_condition_that_EF_Core_sends(string method) => Compare("School.Conditions", method);

    public static TheoryData<string> Compositions => new(Shared.Value.Names("School.Compositions"));

    [Theory]
    [MemberData(nameof(Compositions))]
    public void Reads_the_compositions_that_EF_Core_sends(string method) => Compare("School.Compositions", method);

    [Theory]
    [MemberData(nameof(Client))]
    public void Fetches_what_the_client_is_left_with(string method) => Compare("School.Client", method);

    public static TheoryData<string> Refused => new(Shared.Value.Names("School.Refused"));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Knows_what_EF_Core_cannot_translate(string method)
    {
        var contract = Shared.Value;
        Should.Throw<System.Reflection.TargetInvocationException>(() => contract.Sent("School.Refused", method));
        contract.Read("School.Refused", method).ShouldStartWith("EF Core cannot translate");
    }

    private static void Compare(string type, string method)
    {
        var contract = Shared.Value;
        contract.Read(type, method).ShouldBe(contract.Sent(type, method));
    }

    private sealed class Contract
    {
        private readonly Microsoft.CodeAnalysis.CSharp.CSharpCompilation _compilation;
        private readonly RealTranslation _real;
        private readonly Recording _recording;
        private readonly FlowContext _flow;
        private readonly ICatalog _catalog;

        public Contract(params string[] files)
        {
            _compilation = Compile.Library([.. files.Select(Text)]).MustCompile();
            _real = new RealTranslation(_compilation);
            var model = ModelReader.Read(_compilation, CancellationToken.None);
            _recording = new Recording(new LinqTranslator(model, _compilation, CancellationToken.None));
            _flow = new FlowContext(_compilation, model, PlannerOptions.Default, _recording);
            _catalog = new Core.Planning.ModelCatalog(model);
        }

        private static string Told(Statement statement) => ShapeComparer.Digest(statement) + "\n" + StatementWords.Of(statement);

        private static string Text(string file)
        {
            using var stream = typeof(ContractTests).Assembly.GetManifestResourceStream(file)!;
            return new StreamReader(stream).ReadToEnd();
        }

        public string[] Names(string type) =>
            [.. _compilation.GetTypeByMetadataName(type)!.GetMembers().OfType<IMethodSymbol>().Where(m => m.DeclaredAccessibility == Accessibility.Public && m.MethodKind == MethodKind.Ordinary).Select(m => m.Name)];

        public string Sent(string type, string method)
        {
            var sql = _real.SqlOf(type, method);
            return string.Join("\n", SqlReader.Read(sql, new SqlReaderOptions { FindTable = _catalog.Find }).Select(Told));
        }

        public string Read(string type, string method)
        {
            var symbol = _compilation.GetTypeByMetadataName(type)!.GetMembers(method).Single();
            var syntax = symbol.DeclaringSyntaxReferences[0].GetSyntax();
            lock (_recording)
            {
                _recording.Seen.Clear();
                FlowEngine.Analyze(_flow, symbol, [_compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax)!], CancellationToken.None);
                var seen = _recording.Seen.ShouldHaveSingleItem();
                return seen.UnknownReason ?? string.Join("\n", seen.Commands.Select(c => Told(c.Statement)));
            }
        }
    }

    /// <summary>Keeps what the translator answers.</summary>
    private sealed class Recording(ILinqTranslator inner) : ILinqTranslator
    {
        public List<QueryCommands> Seen { get; } = [];

        public AbstractValue Root(ContextValue context, ITypeSymbol entity, Origin at) => inner.Root(context, entity, at);

        public AbstractValue Scoped(ContextValue context, ITypeSymbol entity, RuntimeValue key, Origin at) => inner.Scoped(context, entity, key, at);

        public AbstractValue Related(ContextValue context, ITypeSymbol entity, RuntimeValue row, string navigation, Origin at) => inner.Related(context, entity, row, navigation, at);

        public AbstractValue SqlRoot(ContextValue context, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator) => inner.SqlRoot(context, method, arguments, at, evaluator);

        public AbstractValue Apply(IMethodSymbol method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator) => inner.Apply(method, source, arguments, at, evaluator);

        public Location? LocationOf(Origin origin) => inner.LocationOf(origin);

        public bool Runs(IMethodSymbol method) => inner.Runs(method);

        public bool IsNarrowed(QueryValue query, QueryValue plain) => inner.IsNarrowed(query, plain);

        public QueryCommands Run(IMethodSymbol? method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator)
        {
            var commands = inner.Run(method, source, arguments, at, evaluator);
            Seen.Add(commands);
            return commands;
        }
    }
}
