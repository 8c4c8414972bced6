using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Values;

/// <summary>What the translator asks of the flow engine: the value of code that does not depend on a row.</summary>
internal interface IEvaluator
{
    /// <summary>The value of an operation in a scope (a <see cref="LambdaValue.Scope"/>; null for where the code is being followed). Never throws.</summary>
    AbstractValue Evaluate(IOperation operation, object? scope);

    /// <summary>The number of a syntax tree for <see cref="Origin.Source"/>, and so the origin of a piece of syntax.</summary>
    Origin OriginOf(SyntaxNode node);

    /// <summary>
    /// Which way a test goes that needs no row, when it is one of the few that are settled before the query is sent; the
    /// query is read again for the other way. Null where it is left open.
    /// </summary>
    bool? Decide(Parameter test);

    /// <summary>A type as it is at a scope: type parameters of inlined generic code replaced by what they stand for there.</summary>
    ITypeSymbol Resolve(ITypeSymbol type, object? scope);

    /// <summary>A method as it is at a scope, see <see cref="Resolve(ITypeSymbol, object?)"/>.</summary>
    IMethodSymbol Resolve(IMethodSymbol method, object? scope);

    /// <summary>The scope of code whose <c>this</c> is a value: of a query filter, the context that the query starts from.</summary>
    object? ScopeOf(AbstractValue self);
}
