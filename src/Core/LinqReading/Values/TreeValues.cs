using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Values;

/// <summary>A node of an expression tree that code builds by <c>Expression</c>'s own methods.</summary>
internal abstract record TreeValue : AbstractValue;

/// <summary><c>Expression.Parameter(typeof(Order), "o")</c>.</summary>
internal sealed record TreeParameterValue(string Identity, ITypeSymbol? Of) : TreeValue;

/// <summary><c>Expression.Property(row, "TenantId")</c>, or <c>EF.Property</c> called on it.</summary>
/// <param name="Name">Null where it is known at run time only.</param>
internal sealed record TreeMemberValue(AbstractValue Target, string? Name) : TreeValue;

/// <summary><c>Expression.Constant(id)</c>.</summary>
internal sealed record TreeConstantValue(AbstractValue Value) : TreeValue;

/// <summary><c>Expression.Equal(left, right)</c> and its kin, by the method's name.</summary>
internal sealed record TreeOperatorValue(string Name, ImmutableArray<AbstractValue> Operands) : TreeValue;

/// <summary>A call or another node of which only the parts are known.</summary>
internal sealed record TreeOtherValue(ImmutableArray<AbstractValue> Parts) : TreeValue;

/// <summary>The body of a lambda while code rebuilds expression trees (<c>left.Body</c>).</summary>
internal sealed record LambdaBodyValue(AbstractValue Lambda) : AbstractValue;

/// <summary>The lambda made of such a node.</summary>
internal sealed record TreeLambdaValue(AbstractValue Body, ImmutableArray<AbstractValue> Parameters) : AbstractValue;
