using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>
/// A LINQ expression as EF Core gets it: an expression tree after its captured values were taken out (EF Core's
/// <c>ExpressionTreeFuncletizer</c>). Immutable; pieces may be shared.
/// </summary>
internal abstract class Node
{
    public ITypeSymbol? Type { get; init; }

    public Origin At { get; init; } = Origin.None;
}

/// <summary>A parameter of a lambda; two are the same when they are the same object.</summary>
internal sealed class ParameterNode(string name) : Node
{
    public string Name { get; } = name;
}

internal sealed class LambdaNode(ImmutableArray<ParameterNode> parameters, Node body) : Node
{
    public ImmutableArray<ParameterNode> Parameters { get; } = parameters;

    public Node Body { get; } = body;
}

/// <summary>A property or field of a value.</summary>
internal sealed class MemberNode(Node target, string name, ISymbol? symbol) : Node
{
    public Node Target { get; } = target;

    public string Name { get; } = name;

    public ISymbol? Symbol { get; } = symbol;
}

/// <summary>A call that is not a query operator.</summary>
internal sealed class CallNode(IMethodSymbol method, Node? target, ImmutableArray<Node> arguments) : Node
{
    public IMethodSymbol Method { get; } = method;

    public Node? Target { get; } = target;

    public ImmutableArray<Node> Arguments { get; } = arguments;
}

/// <summary>An object made in the query: anonymous, record, DTO, tuple. Values without a member's name are constructor arguments.</summary>
internal sealed class NewNode(ImmutableArray<NewMember> members) : Node
{
    public ImmutableArray<NewMember> Members { get; } = members;
}

internal sealed record NewMember(string? Name, Node Value);

/// <summary>A list written in the query.</summary>
internal sealed class ListNode(ImmutableArray<Node> items) : Node
{
    public ImmutableArray<Node> Items { get; } = items;
}

internal sealed class BinaryNode(BinaryOperatorKind kind, Node left, Node right) : Node
{
    public BinaryOperatorKind Kind { get; } = kind;

    public Node Left { get; } = left;

    public Node Right { get; } = right;
}

/// <summary>A chain of <c>&amp;&amp;</c> or <c>||</c>, flattened.</summary>
internal sealed class LogicNode(BoolOp op, ImmutableArray<Node> items) : Node
{
    public BoolOp Op { get; } = op;

    public ImmutableArray<Node> Items { get; } = items;
}

internal sealed class NotNode(Node operand) : Node
{
    public Node Operand { get; } = operand;
}

/// <summary>Minus or bitwise complement.</summary>
internal sealed class UnaryNode(string sqlOperator, Node operand) : Node
{
    public string SqlOperator { get; } = sqlOperator;

    public Node Operand { get; } = operand;
}

/// <summary>A conversion to <see cref="Node.Type"/>.</summary>
internal sealed class ConvertNode(Node operand) : Node
{
    public Node Operand { get; } = operand;
}

/// <summary><c>x is T</c>.</summary>
internal sealed class IsNode(Node operand, ITypeSymbol target) : Node
{
    public Node Operand { get; } = operand;

    public ITypeSymbol Target { get; } = target;
}

internal sealed class ConditionalNode(Node test, Node whenTrue, Node whenFalse) : Node
{
    public Node Test { get; } = test;

    public Node WhenTrue { get; } = whenTrue;

    public Node WhenFalse { get; } = whenFalse;
}

internal sealed class CoalesceNode(Node left, Node right) : Node
{
    public Node Left { get; } = left;

    public Node Right { get; } = right;
}

/// <summary>An element of an array, list or dictionary.</summary>
internal sealed class IndexNode(Node target, ImmutableArray<Node> arguments) : Node
{
    public Node Target { get; } = target;

    public ImmutableArray<Node> Arguments { get; } = arguments;
}

/// <summary>A constant or a value that comes with the execution.</summary>
internal sealed class ValueNode(Expr value) : Node
{
    public Expr Value { get; } = value;
}

/// <summary>The rows of an entity's set.</summary>
internal sealed class RootNode(ContextValue context, ITypeSymbol entity) : Node
{
    public ContextValue Context { get; } = context;

    public ITypeSymbol Entity { get; } = entity;

    /// <summary>For <c>FromSql</c>: the statement's shape; null for the table itself.</summary>
    public AbstractValue? Sql { get; init; }
}

/// <summary>The rows of an entity with some properties equal to values.</summary>
internal sealed class RestrictedNode(RootNode root, ImmutableArray<(string? Property, Expr Value)> values) : Node
{
    public RootNode Root { get; } = root;

    /// <summary>A null name stands for the distribution key.</summary>
    public ImmutableArray<(string? Property, Expr Value)> Values { get; } = values;
}

/// <summary>The rows that a navigation of a loaded entity leads to.</summary>
internal sealed class RelatedNode(RootNode root, Parameter row, string navigation) : Node
{
    public RootNode Root { get; } = root;

    public Parameter Row { get; } = row;

    public string Navigation { get; } = navigation;
}

/// <summary>The rows of SQL text that maps to no entity.</summary>
internal sealed class SqlNode(LinqSql sql, ITypeSymbol element) : Node
{
    public LinqSql Sql { get; } = sql;

    public ITypeSymbol Element { get; } = element;
}

/// <summary>A query operator (of <c>Queryable</c>, <c>Enumerable</c> or EF Core's extensions) over a source.</summary>
internal sealed class OperatorNode(IMethodSymbol method, Node source, ImmutableArray<Node> arguments) : Node
{
    public IMethodSymbol Method { get; } = method;

    /// <summary>For an operator that EF Core puts in another one's place.</summary>
    public string? Renamed { get; init; }

    public string Name => Renamed ?? Method.Name;

    public Node Source { get; } = source;

    public ImmutableArray<Node> Arguments { get; } = arguments;

    public LambdaNode? Lambda(int index) => index < Arguments.Length ? Arguments[index] as LambdaNode : null;
}

/// <summary>The condition of a GroupJoin: keys are equal, and the outer one is not NULL.</summary>
internal sealed class KeyMatchNode(Node outer, Node inner) : Node
{
    public Node Outer { get; } = outer;

    public Node Inner { get; } = inner;
}

/// <summary>A lambda applied to an expression.</summary>
internal sealed class InvokeNode(LambdaNode lambda, Node argument) : Node
{
    public LambdaNode Lambda { get; } = lambda;

    public Node Argument { get; } = argument;
}

/// <summary>A value of which only the parts are known: it has columns of its row in it, and no tables of its own.</summary>
internal sealed class PartialNode(string reason, ImmutableArray<Node> parts) : Node
{
    public string Reason { get; } = reason;

    public ImmutableArray<Node> Parts { get; } = parts;

    /// <summary>Whether it may compare the key.</summary>
    public bool MayFixKey { get; init; }
}

/// <summary>Something that could not be read.</summary>
internal sealed class UnreadNode(string reason) : Node
{
    public string Reason { get; } = reason;
}
