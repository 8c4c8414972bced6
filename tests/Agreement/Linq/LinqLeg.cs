using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Agreement.Recorded;
using ShardSafety.Agreement.Scoring;
using ShardSafety.Agreement.Sql;
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

    /// <summary>What the compiler itself took to bind and emit the folder, before any analyzer, on one thread.</summary>
    public TimeSpan Compiler { get; }

    /// <exception cref="InvalidOperationException">The folder does not compile.</exception>
    public static async Task<LinqLeg> CompileAsync(Options options, PlannerOptions planner)
    {
        var compilation = FolderCompilation.Create(options.Folder, options.References);

        // The compiler and the analyzers each on one thread and each for the first time in this process: with more threads
        // than cores, time spent waiting for a core would count as theirs.
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var emitted = compilation.Emit(Stream.Null);
        var compiler = watch.Elapsed;
        if (!emitted.Success)
        {
            throw new InvalidOperationException("the folder does not compile: " + string.Join(Environment.NewLine, emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        }

        return new LinqLeg(compilation, await Inventory.TakeAsync(compilation, options.Postgres), compiler, planner);
    }

    public IEnumerable<ScoredQuery> Judge(RecordedSuite suite) =>
        suite.Queries.Where(query => query.IsScored).Select(query => new ScoredQuery(query, _verdicts.Of(query.Id)));

    public Plan Judge(string id) => _verdicts.Of(id);

    /// <summary>Where the shapes read from LINQ part from those that <paramref name="sql"/> reads from the recorded SQL.</summary>
    public ShapeTable Compare(RecordedSuite suite, SqlLeg sql)
    {
        var table = new ShapeTable();
        foreach (var query in suite.Queries.Where(query => query.IsScored))
        {
            table.Add(query.Id, Shapes(query.Id), query.Commands.SelectMany(sql.Read));
        }

        return table;
    }

    /// <summary>The commands that the method's queries become, as LINQ is read.</summary>
    public IReadOnlyList<Statement> Shapes(string id) => _shapes.Of(_verdicts.Members(id));
}
