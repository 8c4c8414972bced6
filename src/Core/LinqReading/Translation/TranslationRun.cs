using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>
/// Translates one command: the tree of a query into a SELECT. The parts are in the files of this folder: operators in
/// Operators, expressions in Scalars, entities and navigations in Entities.
/// </summary>
internal sealed partial class TranslationRun(TranslatorHost host, LinqQuery query, IEvaluator evaluator)
{
    /// <summary>Trees share their parts, so what looks small can unfold without end; no real query comes near this.</summary>
    private int _budget = 400_000;

    private int _depth;

    private EntityModel? _model;

    public TranslatorHost Host { get; } = host;

    public IEvaluator Evaluator { get; } = evaluator;

    public QueryFlags Flags { get; set; } = query.Flags;

    public ContextValue Context { get; } = query.Context;

    /// <summary>Why there is no translation: the first reason met.</summary>
    public FailedShape? Failure { get; private set; }

    public EntityModel? Model => _model ??= Host.ModelOf(Context.Type);

    public FailedShape Fail(string reason, Origin at)
    {
        Failure ??= new FailedShape(reason, at);
        return Failure;
    }

    private static FailedShape Untranslatable(string what, Origin at) =>
        new($"EF Core cannot translate {what}", at);

    /// <summary>The rows of a query expression, or null with <see cref="Failure"/> set.</summary>
    public Rows? Build(Node node, Env env)
    {
        var chain = new Stack<OperatorNode>();
        while (node is OperatorNode op && !OperatorKinds.IsTerminal(op))
        {
            chain.Push(op);
            node = op.Source;
        }

        var rows = BuildRoot(node, env);
        while (rows is not null && chain.Count > 0 && Failure is null)
        {
            var op = chain.Pop();
            if (op.Name == "GroupJoin" && chain.Count > 0 && chain.Peek() is { Name: "SelectMany", Arguments.Length: 2 } flat && FlattenGroupJoin(rows, op, flat, env) is { } joined)
            {
                chain.Pop();
                rows = joined.Rows;
                continue;
            }

            rows = Apply(rows, op, env);
        }

        return Failure is null ? rows : null;
    }

    private Rows? BuildRoot(Node node, Env env)
    {
        switch (node)
        {
            case RootNode root:
                return RootRows(root);
            case RestrictedNode restricted:
                return RestrictedRows(restricted);
            case RelatedNode related:
                return RelatedRows(related);
            case SqlNode sql:
                return BareSqlRows(sql);
        }

        if (++_depth > 300)
        {
            Fail("the query nests too deep", node.At);
            return null;
        }

        var shape = Bind(node, env);
        var rows = RowsOf(shape, node);
        _depth--;
        return rows;
    }

    private Rows? RowsOf(Shape shape, Node node)
    {
        switch (shape)
        {
            case RowsShape rows:
                return Build(rows.Node, rows.Env);
            case CollectionShape collection:
                return CollectionRows(collection.Owner, collection.Navigation, node.At);
            case GroupShape group:
                return GroupRows(group.Grouping, node.At);
            case ListShape list:
                return ListRows(list, node);
            case JsonShape json:
                return JsonRows(json, node);
            case ScalarShape scalar when !Texts.IsText(scalar.Value) && ClrTypes.ElementOf(scalar.Type ?? node.Type) is { } element:
                return ValueRows(scalar.Value, element, node);
            case FailedShape failed:
                Fail(failed.Reason, failed.At);
                return null;
            default:
                Fail("EF Core cannot translate a query over this source", node.At);
                return null;
        }
    }

    /// <summary>Applies an operator that gives rows again.</summary>
    private Rows? Apply(Rows rows, OperatorNode op, Env env)
    {
        if (rows.Grouping is not null && !OperatorKinds.WorksOnGroups(op))
        {
            // Groups that are not aggregated cannot be composed over.
            Fail($"EF Core cannot translate {op.Name} over groups", op.At);
            return null;
        }

        return QueryMethods.WithoutAsync(op.Name) switch
        {
            "Where" => Where(rows, op, env),
            "Select" => Project(rows, op, env),
            "OrderBy" => OrderBy(rows, op, env, descending: false, append: false),
            "OrderByDescending" => OrderBy(rows, op, env, descending: true, append: false),
            "ThenBy" => OrderBy(rows, op, env, descending: false, append: true),
            "ThenByDescending" => OrderBy(rows, op, env, descending: true, append: true),
            "Order" => OrderByElement(rows, descending: false),
            "OrderDescending" => OrderByElement(rows, descending: true),
            "Reverse" => Reverse(rows),
            "Skip" => Skip(rows, op, env),
            "Take" => Take(rows, op, env),
            "Distinct" => Distinct(rows, op),
            "Join" => Join(rows, op, env, JoinFlavor.Inner),
            "LeftJoin" => Join(rows, op, env, JoinFlavor.Left),
            "RightJoin" => Join(rows, op, env, JoinFlavor.Right),
            "GroupJoin" => GroupJoin(rows, op, env),
            "SelectMany" => SelectMany(rows, op, env),
            "GroupBy" => GroupBy(rows, op, env),
            "Union" => SetOperation(rows, op, env, SetKind.Union, all: false),
            "Concat" => SetOperation(rows, op, env, SetKind.Union, all: true),
            "Intersect" => SetOperation(rows, op, env, SetKind.Intersect, all: false),
            "Except" => SetOperation(rows, op, env, SetKind.Except, all: false),
            "DefaultIfEmpty" => DefaultIfEmpty(rows, op),
            "OfType" or "Cast" => OfType(rows, op),
            "Include" => Include(rows, op, env, then: false),
            "ThenInclude" => Include(rows, op, env, then: true),
            "ToList" or "ToArray" or "ToHashSet" or "ToDictionary" or "ToLookup" => rows,
            _ => NotTranslated(op),
        };
    }

    private Rows? NotTranslated(OperatorNode op)
    {
        Fail($"EF Core cannot translate '{op.Name}'", op.At);
        return null;
    }

    private bool Spend(Origin at)
    {
        if (--_budget > 0)
        {
            return true;
        }

        Fail("the query is too large to be read", at);
        return false;
    }

    /// <summary>A lambda's body over a row.</summary>
    private static Env Over(LambdaNode lambda, Env env, Shape element) =>
        lambda.Parameters.Length > 0 ? env.With(lambda.Parameters[0], element) : env;

    private static ImmutableArray<Expr> One(Expr expr) => ImmutableArray.Create(expr);
}
