using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Scoring;
using ShardSafety.Core.Planning;
using ShardSafety.Core.Queries;

namespace ShardSafety.Agreement.Linq;

/// <summary>Compiles recorded queries with the analyzers and compares their inventory with what Citus did.</summary>
internal sealed class LinqLeg
{
    private readonly MethodVerdicts _verdicts;

    private readonly LinqShapes _shapes;

    private LinqLeg(CSharpCompilation compilation, Inventory inventory, TimeSpan compiler, PlannerOptions planner)
    {
        _shapes = new LinqShapes(compilation, planner);
        Inventory = inventory;
        Compiler = compiler;
        _verdicts = new MethodVerdicts(compilation, inventory);
    }

    public Inventory Inventory { get; }

    /// <summary>What the compiler itself took to bind and emit the folder, before any analyzer.</summary>
    public TimeSpan Compiler { get; }

    public static async Task<LinqLeg> CompileAsync(Options options, PlannerOptions planner)
    {
        var compilation = FolderCompilation.Create(options.Folder, options.References);

        // Create has bound every body once to see that the folder compiles; what a build pays is one more pass, not both.
        var watch = System.Diagnostics.Stopwatch.StartNew();
        compilation.Emit(Stream.Null);
        var compiler = watch.Elapsed;
        return new LinqLeg(compilation, await Inventory.TakeAsync(compilation, options.Postgres), compiler, planner);
    }

    public IEnumerable<ScoredQuery> Judge(RecordedSuite suite) =>
        suite.Queries.Where(query => query.IsScored).Select(query => new ScoredQuery(query, _verdicts.Of(query.Id)));

    public Plan Judge(string id) => _verdicts.Of(id);

    /// <summary>The commands that the method's queries become, as LINQ is read.</summary>
    public IReadOnlyList<Statement> Shapes(string id) => _shapes.Of(_verdicts.Members(id));
}
