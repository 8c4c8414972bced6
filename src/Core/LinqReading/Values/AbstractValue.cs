using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Values;

/// <summary>What is known, at a place in the code, of the value an expression has there.</summary>
internal abstract record AbstractValue;

/// <summary>Nothing useful is known. A query made of it is unknown for <paramref name="Reason"/>.</summary>
internal sealed record UnknownValue(string Reason) : AbstractValue;

/// <summary>
/// Something that the caller of the method at hand gives (a query, predicate, function, type argument or constructor
/// argument): a query made of it is judged at the calls, not here.
/// </summary>
/// <param name="What">For messages: the parameter's, field's or type parameter's name.</param>
internal sealed record FromCallerValue(string What) : AbstractValue
{
    /// <summary>Whether it is a function that is an argument of the member at hand: whoever passes a function follows the call for that.</summary>
    public bool IsFunctionArgument { get; init; }
}

/// <summary>A value the program holds at run time that is none of the other kinds: an id, a string, a loaded row, a list of ids.</summary>
/// <param name="Identity">Two runtime values are the same exactly when their identities are equal.</param>
/// <param name="Display">The expression in the user's words.</param>
internal sealed record RuntimeValue(string Identity, string Display, ITypeSymbol? Type) : AbstractValue
{
    /// <summary>Of a flag: which way it goes, where the code shows it. EF Core works out by it what of a condition is sent.</summary>
    public bool? Flag { get; init; }

    /// <summary>Of a list that the code shows to have one item: that item.</summary>
    public AbstractValue? Only { get; init; }

    /// <summary>Whether it is known not to be null: a value of a type without null, given where null is allowed.</summary>
    public bool IsPresent { get; init; }
}

/// <summary>A value known at compile time.</summary>
internal sealed record ConstantValue(object? Value, ITypeSymbol? Type) : AbstractValue;

/// <summary>A DbContext. Its identity tells the context's own members apart from another instance's.</summary>
internal sealed record ContextValue(string Identity, INamedTypeSymbol Type) : AbstractValue;

/// <summary>A lambda, method group or local function, as an expression tree or as a delegate, with what it captured.</summary>
/// <param name="Body">The lambda; null for a method group.</param>
/// <param name="Method">The lambda's, local function's or method's symbol.</param>
/// <param name="Scope">Where its free names resolve; only an <see cref="IEvaluator"/> looks inside.</param>
internal sealed record LambdaValue(IAnonymousFunctionOperation? Body, IMethodSymbol Method, object? Scope, bool IsExpressionTree) : AbstractValue
{
    /// <summary>For a method group: the instance it is bound to.</summary>
    public AbstractValue? Receiver { get; init; }

    /// <summary>Whether it is what <c>EF.CompileQuery</c> gave back: calling it sends its query.</summary>
    public bool IsCompiledQuery { get; init; }

    /// <summary>The reason for which a compiled query may leave its shard, where the member that holds it says so.</summary>
    public string? AllowedBecause { get; init; }
}

/// <summary>An array or list written out where it is used (<c>["Tenant"]</c>), or the arguments of a <c>params</c> parameter.</summary>
/// <param name="AsRuntime">The collection as one value, which is what EF Core sends of a captured one.</param>
internal sealed record ItemsValue(ImmutableArray<AbstractValue> Items, RuntimeValue AsRuntime) : AbstractValue
{
    /// <summary>Whether there are no others, so that none listed means that it is empty.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether some of those listed may have been taken out, or others put in their place.</summary>
    public bool MayLack { get; init; }
}

/// <summary>One of several values, depending on the path taken.</summary>
internal sealed record ChoiceValue(ImmutableArray<Alternative> Alternatives) : AbstractValue;

/// <param name="Value">The value on this path.</param>
/// <param name="Path">The path in the user's words (<c>when name is null</c>); null where there is nothing to say.</param>
internal sealed record Alternative(AbstractValue Value, string? Path)
{
    /// <summary>What the path takes for granted: a condition's identity and the way it went. Alternatives that contradict each other never meet.</summary>
    public ImmutableDictionary<string, int> Assumes { get; init; } = ImmutableDictionary<string, int>.Empty;
}

/// <summary>An unexecuted query. The translator makes and reads it; the flow engine only carries it.</summary>
internal abstract record QueryValue(ITypeSymbol ElementType) : AbstractValue
{
    /// <summary>Where the query starts in source.</summary>
    public Origin At { get; init; } = Origin.None;

    /// <summary>The reason that an <c>AllowMultiShard</c> call in the query gives; the flow engine sets and keeps it.</summary>
    public string? AllowedBecause { get; init; }

    /// <summary>Where <c>IgnoreQueryFilters</c> was called on it; the flow engine sets and keeps it.</summary>
    public Origin FiltersIgnoredAt { get; init; } = Origin.None;
}
