using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Operators on queries: those that build, which the translator reads, and those that run.</content>
internal sealed partial class Interpreter
{
    private AbstractValue RootOf(ContextValue context, ITypeSymbol entity, IOperation operation)
    {
        if (entity is ITypeParameterSymbol parameter)
        {
            return new FromCallerValue(parameter.Name);
        }

        var type = _flow.Contexts.For(context.Type, entity);
        if (type is null)
        {
            return _flow.Known.IsContext(context.Type) && _flow.Model.Contexts.Count == 0
                ? new UnknownValue("no context of the model is known")
                : new UnknownValue("'" + context.Type.Name + "' has no known table for '" + entity.Name + "'");
        }

        if (_flow.Contexts.Find(type) is { NotSharded: true })
        {
            return Runtime(operation);
        }

        var seen = KnownTypes.Same(type, context.Type) ? context : context with { Type = type };
        return _flow.Translator.Root(seen, entity, _flow.OriginOf(operation.Syntax));
    }

    private AbstractValue? OnQuery(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        if (self is null && (method.Parameters.IsEmpty || !_flow.Known.IsQuery(method.Parameters[0].Type)))
        {
            return AsQuery(method, arguments, operation);
        }

        var source = self ?? arguments[0];
        if (!MayBeQuery(source))
        {
            // Rows in the client's hands that were made to look like a query (AsQueryable).
            return self is not null || !_flow.Known.IsQuery(method.ReturnType) ? null
                : source is RuntimeValue or RowsValue or ItemsValue or ConstantValue ? Runtime(operation)
                : new UnknownValue("where the query '" + Shown(operation.Syntax) + "' comes from is not known");
        }

        if (self is not null && !_flow.Known.IsQuery(method.ContainingType))
        {
            return null;
        }

        var rest = self is null ? arguments.RemoveAt(0) : arguments;
        if (self is not null && Tracks(method))
        {
            return Tracked(method, rest, operation);
        }

        switch (method.Name)
        {
            case "AllowMultiShard" when SymbolNames.IsIn(method, "ShardSafety"):
                return Allow(source, rest, operation);
            case "AsAsyncEnumerable":
                return new RowsValue(source, Fetched: false, Runtime(operation));
        }

        if (_flow.Translator.Runs(method))
        {
            if (_quiet == 0 && method.Name is "Find" or "FindAsync")
            {
                CheckFind(source, rest, site);
            }

            RunQuery(source, method, rest, site);
            return Fetched(method, source, operation);
        }

        var type = Awaited(method.ReturnType);
        if (!_flow.Known.IsQuery(type) && !(type is INamedTypeSymbol && _flow.Known.IsInteresting(type)))
        {
            return EnumeratesElsewhere(method, source, site, operation);
        }

        return Apply(method, source, rest, operation);
    }

    /// <summary><c>AsQueryable</c> takes an <c>IEnumerable</c>, so a query comes to it by conversion.</summary>
    private AbstractValue? AsQuery(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation) =>
        method.Name is not "AsQueryable" || arguments.Length != 1 ? null
        : MayBeQuery(arguments[0]) ? arguments[0]
        : arguments[0] is RowsValue { Fetched: false } rows ? rows.Source
        : Runtime(operation);

    private static bool MayBeQuery(AbstractValue value) => value switch
    {
        QueryValue or FromCallerValue or UnknownValue => true,
        ChoiceValue choice => choice.Alternatives.Any(static a => a.Value is QueryValue or FromCallerValue or UnknownValue),
        _ => false,
    };

    private AbstractValue Apply(IMethodSymbol method, AbstractValue source, ImmutableArray<AbstractValue> rest, IOperation operation)
    {
        var results = ImmutableArray.CreateBuilder<Alternative>();
        foreach (var way in Paths.Of(rest.Insert(0, source), _assumed))
        {
            foreach (var result in ApplyOne(method, way, operation))
            {
                results.Add(result);
            }
        }

        return Settle(results);
    }

    private System.Collections.Generic.IEnumerable<Alternative> ApplyOne(IMethodSymbol method, Way way, IOperation operation)
    {
        var source = way.Values[0];
        var rest = way.Values.RemoveAt(0);
        if (source is not QueryValue query)
        {
            yield return new Alternative(source is FromCallerValue or UnknownValue ? source : Runtime(operation), way.Path) { Assumes = way.Assumes };
            yield break;
        }

        if (Hindrance(rest) is { } hindered)
        {
            yield return new Alternative(hindered, way.Path) { Assumes = way.Assumes };
            yield break;
        }

        var session = new TranslatorSession(this, way.Assumes);
        var allowed = query.AllowedBecause ?? rest.OfType<QueryValue>().Select(static q => q.AllowedBecause).FirstOrDefault(static r => r is not null);
        do
        {
            session.Begin();
            var applied = _flow.Translator.Apply(method, query, Exported(rest), _flow.OriginOf(operation.Syntax), session);
            var result = session.CallerSeen is { } given ? given : applied is QueryValue made ? Marked(made, query, allowed, method, operation) : applied;
            yield return new Alternative(result, Paths.Text(way.Path, session.Path)) { Assumes = session.Assumes };
        }
        while (session.Next());
    }

    /// <summary>What a query carries beside its shape goes on to what is made of it.</summary>
    private QueryValue Marked(QueryValue made, QueryValue source, string? allowed, IMethodSymbol method, IOperation operation)
    {
        var ignored = method.Name == "IgnoreQueryFilters" ? _flow.OriginOf(operation.Syntax) : source.FiltersIgnoredAt;
        return allowed is null && ignored.IsNone ? made : made with { AllowedBecause = allowed, FiltersIgnoredAt = ignored };
    }

    /// <summary>An argument that leaves the whole query to the caller, or unknown.</summary>
    private static AbstractValue? Hindrance(ImmutableArray<AbstractValue> arguments) =>
        arguments.FirstOrDefault(static a => a is FromCallerValue) ?? arguments.FirstOrDefault(static a => a is UnknownValue or LambdaBodyValue) switch
        {
            LambdaBodyValue => new UnknownValue("an expression tree that is put together in code is not followed to its end"),
            var other => other,
        };

    private ImmutableArray<AbstractValue> Exported(ImmutableArray<AbstractValue> values) =>
        ImmutableArray.CreateRange(values, v => v is ItemsValue items ? items with { Items = ImmutableArray.CreateRange(items.Items, Export) } : Export(v));

    /// <summary>A value in the kinds that the translator knows.</summary>
    internal AbstractValue Export(AbstractValue value) => value switch
    {
        ReferenceValue reference => new RuntimeValue(reference.Object.Identity, reference.Object.Display, reference.Object.Type),
        ItemsValue { IsWhole: true, Items: [(RuntimeValue or ConstantValue { Value: not null }) and var only] } items => items.AsRuntime with { Only = only },
        ItemsValue items => items.AsRuntime,
        _ => value,
    };

    private AbstractValue Allow(AbstractValue source, ImmutableArray<AbstractValue> rest, IOperation operation)
    {
        var reason = rest.Length > 0 && rest[0] is ConstantValue { Value: string text } ? text : "";
        return Settle(Paths.Alternatives(source).Select(a =>
            a.Value is QueryValue query ? a with { Value = query with { AllowedBecause = reason } } : a));
    }

    /// <summary>What running a query leaves in the client's hands.</summary>
    private AbstractValue Fetched(IMethodSymbol method, AbstractValue source, IOperation operation)
    {
        var type = Awaited(Resolve(operation is IInvocationOperation ? operation.Type : method.ReturnType));
        var runtime = new RuntimeValue(At(operation.Syntax), Shown(operation.Syntax), type);
        _rows.Add(runtime.Identity);
        return ElementType(type) is not null && type?.SpecialType != SpecialType.System_String
            ? new RowsValue(source, Fetched: true, runtime)
            : Symbolic(type, runtime.Identity, runtime.Display, MayBeMissing(method) ? HeapKind.Received : HeapKind.Injected);
    }

    /// <summary>Whether an operator hands out no row where there is none, and does not throw.</summary>
    private static bool MayBeMissing(IMethodSymbol method) =>
        method.Name.IndexOf("OrDefault", System.StringComparison.Ordinal) >= 0 || method.Name is "Find" or "FindAsync" or "Min" or "MinAsync" or "Max" or "MaxAsync";

    /// <summary>A query handed to a library that is not EF Core's and gives no query back.</summary>
    private AbstractValue EnumeratesElsewhere(IMethodSymbol method, AbstractValue source, SyntaxNode site, IOperation operation)
    {
        if (Writes(method))
        {
            WriteOut(source, site);
        }
        else if (!SymbolNames.IsIn(method, "Microsoft.EntityFrameworkCore") && !SymbolNames.IsIn(method, "System"))
        {
            RunUnknown(source, "'" + ExtensionBlocks.OwnerName(method) + "." + (method.AssociatedSymbol ?? method).Name + "' comes from another assembly; what it sends is not known", site);
        }

        return Symbolic(Awaited(Resolve(operation.Type)), At(operation.Syntax), Shown(operation.Syntax), HeapKind.Received);
    }

    /// <summary>A query or predicate that a member of another assembly gives.</summary>
    private AbstractValue Foreign(ISymbol? member, ITypeSymbol type, IOperation operation) =>
        Promised(member, type, operation) ?? Stored(member, type, operation)
        ?? new UnknownValue("'" + (member is null ? Shown(operation.Syntax) : (ExtensionBlocks.OwnerName(member) + "." + member.Name).TrimStart('.')) + "' comes from where it cannot be followed");

    /// <summary>
    /// The users or roles of ASP.NET Core Identity's managers and stores: with Entity Framework's store, the whole set of the
    /// context that maps them, as <c>UserStore.Users</c> has it.
    /// </summary>
    private AbstractValue? Stored(ISymbol? member, ITypeSymbol type, IOperation operation) =>
        member is IPropertySymbol { Name: "Users" or "Roles" } && SymbolNames.IsIn(member, "Microsoft.AspNetCore.Identity")
        && KnownTypes.ElementOf(type) is INamedTypeSymbol entity && _flow.Known.DbContext is { } any && _flow.Contexts.For(any, entity) is { } context
            ? RootOf(new ContextValue("service " + context.ToDisplayString(), context), entity, operation)
            : null;

    /// <summary>What <c>[ShardScoped]</c> promises of a member whose body is not visible.</summary>
    private AbstractValue? Promised(ISymbol? member, ITypeSymbol? type, IOperation operation)
    {
        if (member is null || !_flow.Known.IsQuery(type) || !Markings.IsScoped(member) || KnownTypes.ElementOf(type) is not INamedTypeSymbol entity)
        {
            return null;
        }

        if (_flow.IsSource(member) && member is IMethodSymbol method && _flow.BodyOf(method, _cancellationToken) is not null)
        {
            return null;
        }

        if (_flow.Known.DbContext is not { } any || _flow.Contexts.For(any, entity) is not { } context)
        {
            return null;
        }

        var key = new RuntimeValue("scope " + At(operation.Syntax), "the key that '" + member.Name + "' promises", null);
        return _flow.Translator.Scoped(new ContextValue("scope", context), entity, key, _flow.OriginOf(operation.Syntax));
    }
}
