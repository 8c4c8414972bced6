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

/// <summary>EF Core's translation of LINQ to SQL, for the shape of it.</summary>
internal sealed class LinqTranslator(ShardModel model, Compilation compilation, System.Threading.CancellationToken cancellationToken) : ILinqTranslator
{
    private readonly TranslatorHost _host = new(model, compilation, cancellationToken);
    private readonly SqlRoot _sql = new(compilation, cancellationToken);

    public AbstractValue Root(ContextValue context, ITypeSymbol entity, Origin at) =>
        new LinqQuery(entity, new RootNode(context, entity) { At = at }, context) { At = at };

    public AbstractValue Scoped(ContextValue context, ITypeSymbol entity, RuntimeValue key, Origin at) =>
        new LinqQuery(entity, new RestrictedNode(new RootNode(context, entity) { At = at }, ImmutableArray.Create<(string?, Expr)>((null, ValueOf(key)))) { At = at }, context) { At = at };

    public AbstractValue Related(ContextValue context, ITypeSymbol entity, RuntimeValue row, string navigation, Origin at) =>
        new LinqQuery(entity, new RelatedNode(new RootNode(context, entity) { At = at }, ValueOf(row), navigation) { At = at }, context) { At = at };

    public AbstractValue SqlRoot(ContextValue context, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator)
    {
        var element = method.TypeArguments.Length == 1 ? method.TypeArguments[0] : method.ReturnType;
        return new LinqQuery(element, new SqlNode(_sql.TextOf(method, arguments, at, evaluator), element) { At = at }, context) { At = at };
    }

    private static Parameter ValueOf(RuntimeValue value) => new(value.Identity, value.Display) { Type = ClrTypes.ToSql(value.Type) };

    public Location? LocationOf(Origin origin) => _sql.LocationOf(origin);

    public bool Runs(IMethodSymbol method) => QueryMethods.Runs(method);

    public AbstractValue Apply(IMethodSymbol method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator)
    {
        if (source is not LinqQuery query)
        {
            return new UnknownValue("a query of unknown make");
        }

        if (method.Name.StartsWith("FromSql", System.StringComparison.Ordinal))
        {
            return _sql.Of(query, method, arguments, at, evaluator);
        }

        if (!QueryMethods.IsOperator(method) && method.ContainingType is { Name: "DbSet" } && method.Parameters.Length == 0)
        {
            return query;
        }

        if (!QueryMethods.IsOperator(method))
        {
            return new UnknownValue($"'{method.Name}' is not an operator that EF Core translates");
        }

        var reader = new TreeReader(evaluator);
        var nodes = Nodes(reader, method, arguments, at, parameterize: method.Name is "Skip" or "Take");
        var result = query with
        {
            Flags = QueryMethods.Note(query.Flags.Join(reader.Flags), method, nodes),
            Earlier = query.Earlier.AddRange(reader.Earlier),
            ElementType = ClrTypes.ElementOf(method.ReturnType) ?? query.ElementType,
        };
        return QueryMethods.IsTransparent(method) ? result
            : result with { Tree = new OperatorNode(method, query.Tree, nodes) { Type = method.ReturnType, At = at } };
    }

    private static ImmutableArray<Node> Nodes(TreeReader reader, IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Origin at, bool parameterize)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = i + 1 < method.Parameters.Length ? method.Parameters[i + 1].Type : null;
            if (type is { Name: "CancellationToken" })
            {
                continue;
            }

            var node = arguments[i] is ItemsValue items && method.Name == "IgnoreQueryFilters" ? reader.ReadItems(items, at) : reader.FromValue(arguments[i], type, type?.Name ?? "", at);

            // What is no lambda is a value to EF Core, which it sends as a parameter.
            nodes.Add(parameterize && node is ValueNode { Value: Constant { IsNull: false } constant } ? new ValueNode(AsParameter(constant, at)) { Type = node.Type, At = at } : node);
        }

        return nodes.ToImmutable();
    }

    private static Parameter AsParameter(Constant constant, Origin at)
    {
        var text = System.Convert.ToString(constant.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return new Parameter("constant:" + text, text) { Type = constant.Type, At = at, Bound = constant };
    }

    public bool IsNarrowed(QueryValue query, QueryValue plain) =>
        query is LinqQuery narrowed && plain is LinqQuery other && _host.ModelOf(narrowed.Context.Type) is { } entities && InertConditions.AreAllThatIsAdded(narrowed, other, entities);

    public QueryCommands Run(IMethodSymbol? method, QueryValue source, ImmutableArray<AbstractValue> arguments, Origin at, IEvaluator evaluator)
    {
        if (source is not LinqQuery query)
        {
            return Unknown("a query of unknown make", at);
        }

        var reader = new TreeReader(evaluator);
        var name = method is null ? "" : QueryMethods.WithoutAsync(method.Name);
        var update = name == "ExecuteUpdate" ? SetterReader.Read(arguments, reader, evaluator) : default;
        var nodes = method is null ? ImmutableArray<Node>.Empty : Nodes(reader, method, arguments, at, parameterize: name is "ElementAt" or "ElementAtOrDefault" or "Contains");
        query = query with { Flags = query.Flags.Join(reader.Flags), Earlier = query.Earlier.AddRange(reader.Earlier) };
        var commands = ImmutableArray.CreateBuilder<QueryCommand>();
        foreach (var earlier in query.Earlier)
        {
            var first = Run(earlier.Method, earlier.Query, earlier.Arguments, earlier.At, evaluator);
            if (first.UnknownReason is not null)
            {
                return first;
            }

            foreach (var command in first.Commands)
            {
                commands.Add(command with { IsOwnEntry = true });
            }
        }

        var run = new CommandRun(_host, query, evaluator, at);
        var failure = name switch
        {
            "ExecuteDelete" => run.Delete(commands),
            "ExecuteUpdate" => run.Update(update, commands),
            "Find" => run.Find(arguments, commands),
            _ when method is not null && OperatorKinds.IsSingle(method.Name) => run.Single(new OperatorNode(method, query.Tree, nodes) { At = at, Type = method.ReturnType }, commands),
            _ when method is not null && OperatorKinds.IsScalar(method.Name) => run.Scalar(new OperatorNode(method, query.Tree, nodes) { At = at, Type = method.ReturnType }, commands),
            _ => run.Rows(commands),
        };
        return failure is null
            ? new QueryCommands(commands.ToImmutable())
            : new QueryCommands(commands.ToImmutable()) { UnknownReason = failure.Reason, UnknownAt = failure.At.IsNone ? at : failure.At };
    }

    private static QueryCommands Unknown(string reason, Origin at) => new(ImmutableArray<QueryCommand>.Empty) { UnknownReason = reason, UnknownAt = at };
}
