using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Finishing;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>The commands that running one query sends. Null results are success; a failure says why the query is unknown.</summary>
internal sealed class CommandRun(TranslatorHost host, LinqQuery query, IEvaluator evaluator, Origin at)
{
    private const int MaxSplitCommands = 64;

    public FailedShape? Rows(ImmutableArray<QueryCommand>.Builder into) =>
        Split(into, (run, path) => run.Build(query.Tree, Env.Empty) is { } rows ? run.Finish(rows, path) : null);

    public FailedShape? Single(OperatorNode op, ImmutableArray<QueryCommand>.Builder into) =>
        Split(into, (run, path) => run.FinishSingle(op, path));

    public FailedShape? Scalar(OperatorNode op, ImmutableArray<QueryCommand>.Builder into)
    {
        var run = new TranslationRun(host, query, evaluator);
        if (run.ScalarCommand(op) is not { } finished)
        {
            return run.Failure ?? new FailedShape($"EF Core cannot translate '{op.Name}' here", op.At);
        }

        Add(finished, at, into);
        return null;
    }

    public FailedShape? Delete(ImmutableArray<QueryCommand>.Builder into)
    {
        var run = new TranslationRun(host, query, evaluator);
        return Write(run, run.Delete(query.Tree, at), into);
    }

    public FailedShape? Update((ImmutableArray<Setter> Setters, string? Unread) read, ImmutableArray<QueryCommand>.Builder into)
    {
        if (read.Unread is { } reason)
        {
            return new FailedShape(reason, at);
        }

        var run = new TranslationRun(host, query, evaluator);
        return Write(run, run.Update(query.Tree, read.Setters, at), into);
    }

    public FailedShape? Find(ImmutableArray<AbstractValue> arguments, ImmutableArray<QueryCommand>.Builder into)
    {
        var run = new TranslationRun(host, query, evaluator);
        if (run.Find(query.Tree, FindKeys.Read(arguments, evaluator, at), at) is not { } finished)
        {
            return run.Failure ?? new FailedShape("EF Core cannot translate this Find", at);
        }

        Add(finished, at, into);
        return null;
    }

    private FailedShape? Write(TranslationRun run, Query? written, ImmutableArray<QueryCommand>.Builder into)
    {
        if (written is null || run.Failure is not null)
        {
            return run.Failure ?? new FailedShape("EF Core cannot translate this set-based write", at);
        }

        into.Add(new QueryCommand(new Statement(StatementKind.Query, written) { Verb = written.Command == CommandKind.Update ? "UPDATE" : "DELETE" }, at, IsOwnEntry: false));
        return null;
    }

    /// <summary>The command for the rows themselves, and in a split query one for each collection, each translated afresh.</summary>
    private FailedShape? Split(ImmutableArray<QueryCommand>.Builder into, System.Func<TranslationRun, ImmutableArray<int>?, TranslationRun.Finished?> translate)
    {
        if (query.Flags.Split != true)
        {
            return One(null, out _);
        }

        var waiting = new Queue<ImmutableArray<int>>();
        waiting.Enqueue(ImmutableArray<int>.Empty);
        while (waiting.Count > 0 && into.Count < MaxSplitCommands)
        {
            var path = waiting.Dequeue();
            if (One(path, out var collections) is { } failure)
            {
                return failure;
            }

            for (var i = 0; i < collections; i++)
            {
                waiting.Enqueue(path.Add(i));
            }
        }

        return null;

        FailedShape? One(ImmutableArray<int>? path, out int collections)
        {
            collections = 0;
            var run = new TranslationRun(host, query, evaluator);
            if (translate(run, path) is not { } finished || run.Failure is not null)
            {
                return run.Failure ?? new FailedShape("EF Core cannot translate this query", at);
            }

            collections = finished.SplitCollections;
            Add(finished, at, into);
            return null;
        }
    }

    private static void Add(TranslationRun.Finished finished, Origin at, ImmutableArray<QueryCommand>.Builder into)
    {
        var outputs = finished.Outputs.ConvertAll(static o => (o.Name, o.Expr));
        var shape = new Finisher().Finish(finished.Select, outputs) with { At = at };
        into.Add(new QueryCommand(new Statement(StatementKind.Query, shape) { Verb = "SELECT" }, at, IsOwnEntry: false));
    }
}
