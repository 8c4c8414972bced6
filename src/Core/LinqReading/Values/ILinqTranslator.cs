using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Values;

/// <summary>LINQ operators as EF Core translates them. The flow engine walks the code and calls this for each operator it meets.</summary>
internal interface ILinqTranslator
{
    /// <summary>A DbSet: <c>db.Orders</c>, <c>db.Set&lt;Order&gt;()</c>.</summary>
    AbstractValue Root(ContextValue context, ITypeSymbol entity, Origin at);

    /// <summary>A query that <c>[ShardScoped]</c> promises to be fixed to one key: the DbSet with its key compared to <paramref name="key"/>.</summary>
    AbstractValue Scoped(ContextValue context, ITypeSymbol entity, RuntimeValue key, Origin at);

    /// <summary>
    /// The rows a loaded entity's navigation leads to, as explicit loading asks for them
    /// (<c>db.Entry(order).Collection(o =&gt; o.Items).Query()</c>).
    /// </summary>
    /// <param name="row">The loaded entity; its key is the member values of this runtime value (<c>row.Identity + "." + property</c>).</param>
    AbstractValue Related(ContextValue context, ITypeSymbol entity, RuntimeValue row, string navigation, Origin at);

    /// <summary>A query that starts from SQL alone: <c>db.Database.SqlQuery&lt;T&gt;(…)</c> and <c>SqlQueryRaw</c>.</summary>
    AbstractValue SqlRoot(ContextValue context, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator);

    /// <summary>
    /// Applies a method that takes a query and gives a query, without running it (Queryable's, EF Core's and Npgsql's
    /// extensions, instance members such as <c>DbSet.FromSql</c>'s).
    /// </summary>
    /// <param name="method">The constructed method, reduced extension methods unreduced.</param>
    /// <param name="source">The first argument.</param>
    /// <param name="arguments">The others in parameter order.</param>
    /// <returns>
    /// A <see cref="QueryValue"/>, or an <see cref="UnknownValue"/> with EF Core's reason. A <see cref="FromCallerValue"/> or
    /// <see cref="ChoiceValue"/> is never among the arguments, nor does the evaluator answer with one: the flow engine asks
    /// once for each path, and settles what depends on a caller itself.
    /// </returns>
    AbstractValue Apply(IMethodSymbol method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator);

    /// <summary>Where a part of a SQL text that a query starts from was written; null for other origins.</summary>
    Location? LocationOf(Origin origin);

    /// <summary>Whether a method runs the query it is given (<c>ToListAsync</c>, <c>First</c>, <c>ExecuteDelete</c>, enumeration).</summary>
    bool Runs(IMethodSymbol method);

    /// <summary>Whether a query is another one with conditions added that have no part in where it runs, whatever is added to both later.</summary>
    bool IsNarrowed(QueryValue query, QueryValue plain);

    /// <summary>The commands that running the query by <paramref name="method"/> sends (null: by enumeration).</summary>
    QueryCommands Run(IMethodSymbol? method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator);
}

/// <summary>What running a query sends to the database, in order.</summary>
internal sealed record QueryCommands(ImmutableArray<QueryCommand> Commands)
{
    /// <summary>Why it is unknown, when it is; else null.</summary>
    public string? UnknownReason { get; init; }

    public Origin UnknownAt { get; init; } = Origin.None;
}

/// <summary>One command.</summary>
/// <param name="Statement">Its shape.</param>
/// <param name="At">What causes it (the query, the Include of a split query, an uncorrelated subquery that runs first).</param>
/// <param name="IsOwnEntry">Whether it is an inventory entry of its own.</param>
internal sealed record QueryCommand(Statement Statement, Origin At, bool IsOwnEntry);
