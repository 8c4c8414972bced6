using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Compiled queries: written at one place, sent from wherever the delegate is called.</content>
internal sealed partial class Interpreter
{
    /// <summary>The call of a compiled query that is being followed: all that runs in its lambda runs there.</summary>
    private (Frame Frame, SyntaxNode Site, string? AllowedBecause)? _calledCompiled;

    private Frame RunningIn => _calledCompiled?.Frame ?? _frame;

    private SyntaxNode RunningAt(SyntaxNode site) => _calledCompiled?.Site ?? site;

    /// <summary>Where a query is compiled it is judged for any arguments: that is where its author can mend it.</summary>
    private AbstractValue Compiled(ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (arguments.FirstOrDefault() is LambdaValue { Body: { } body } lambda)
        {
            var site = operation.Syntax;
            var given = lambda.Method.Parameters.Select(p => Symbolic(Resolve(p.Type), p.Name + At(body.Syntax), p.Name, HeapKind.Injected)).ToImmutableArray();
            var before = _state;
            var compiled = lambda with { IsExpressionTree = false };
            var result = InvokeLambda(compiled, given, site, operation);
            _state ??= before;
            Enumerate(result, site);
            var holder = operation.SemanticModel?.GetEnclosingSymbol(site.SpanStart, _cancellationToken);
            return compiled with { IsCompiledQuery = true, AllowedBecause = holder is null ? null : Markings.Allowance(holder) };
        }

        RunUnknown(arguments.IsEmpty ? Nothing : arguments[0], "the query that is compiled cannot be followed", operation.Syntax);
        return Runtime(operation);
    }

    /// <summary>Sends a compiled query with the arguments of one call; what is wrong with it is said where it is compiled.</summary>
    private AbstractValue InvokeCompiled(LambdaValue compiled, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        var outer = _calledCompiled;
        var before = _state;
        _calledCompiled = outer ?? (_frame, site, compiled.AllowedBecause);
        var result = InvokeLambda(compiled, arguments, site, operation);
        _state ??= before;
        Enumerate(result, site);
        _calledCompiled = outer;
        return External(operation, arguments);
    }
}
