using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>
/// Whether code can have anything to do with queries, itself or in what it calls. Most code has not, and is left alone
/// after this look, which follows no value.
/// </summary>
internal sealed class Touching(FlowContext flow)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether one of the operations, or what they call, touches a query.</summary>
    public bool Any(ImmutableArray<IOperation> blocks, CancellationToken cancellationToken)
    {
        var called = new List<IMethodSymbol>();
        foreach (var block in blocks)
        {
            if (Scan(block, called))
            {
                return true;
            }
        }

        foreach (var method in called)
        {
            if (Method(method, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    public bool Method(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var root = method.OriginalDefinition;
        if (_known.TryGetValue(root, out var answer))
        {
            return answer;
        }

        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { root };
        var waiting = new Stack<IMethodSymbol>();
        waiting.Push(root);
        while (waiting.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = waiting.Pop();
            var called = new List<IMethodSymbol>();
            if ((_known.TryGetValue(next, out var known) && known) || Itself(next, called, cancellationToken))
            {
                _known[root] = true;
                _known[next] = true;
                return true;
            }

            foreach (var callee in called)
            {
                if (seen.Add(callee.OriginalDefinition) && !(_known.TryGetValue(callee.OriginalDefinition, out known) && !known))
                {
                    waiting.Push(callee.OriginalDefinition);
                }
            }
        }

        foreach (var silent in seen)
        {
            _known.TryAdd(silent, false);
        }

        return false;
    }

    private bool Itself(IMethodSymbol method, List<IMethodSymbol> called, CancellationToken cancellationToken)
    {
        if (flow.Known.IsInteresting(method.ReturnType))
        {
            return true;
        }

        foreach (var parameter in method.Parameters)
        {
            if (flow.Known.IsInteresting(parameter.Type))
            {
                return true;
            }
        }

        if (method.IsAbstract || method.IsVirtual || method.IsOverride)
        {
            Implementations(method, called);
        }

        // The constructor that a parameter list on the class makes has its work in the initializers.
        if (method.MethodKind == MethodKind.Constructor)
        {
            return true;
        }

        return flow.BodyOf(method, cancellationToken) is { } body && Scan(body, called);
    }

    private void Implementations(IMethodSymbol method, List<IMethodSymbol> called)
    {
        foreach (var type in flow.Types.Concrete(method.ContainingType, 32))
        {
            var reached = TypeHierarchy.Reached(method, type);
            if (!KnownTypes.Same(reached, method))
            {
                called.Add(reached);
            }
        }
    }

    private bool Scan(IOperation body, List<IMethodSymbol> called)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (flow.Known.IsInteresting(operation.Type) && !IsOwnMemberRead(operation))
            {
                return true;
            }

            switch (operation)
            {
                case IInvocationOperation invocation:
                    Add(invocation.TargetMethod, called);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor } when flow.Shapes.IsFollowed(constructor.ContainingType):
                    Add(constructor, called);
                    break;
                case IPropertyReferenceOperation { Property.GetMethod: { } getter } when getter.IsAbstract || ObjectShapes.IsComputed(((IPropertyReferenceOperation)operation).Property):
                    Add(getter, called);
                    break;
                case IMethodReferenceOperation reference:
                    Add(reference.Method, called);
                    break;
                case IForEachLoopOperation loop when Enumerators.Of(loop, flow) is { } handsOut:
                    Add(handsOut, called);
                    break;
            }
        }

        return false;
    }

    /// <summary>A context's code that names a member of its own class: what the member is decides, not that it is a context's.</summary>
    private bool IsOwnMemberRead(IOperation operation) =>
        operation is IInstanceReferenceOperation { Parent: IMemberReferenceOperation and (IFieldReferenceOperation or IPropertyReferenceOperation) and { Member: var member } } && flow.IsSource(member);

    private void Add(IMethodSymbol method, List<IMethodSymbol> called)
    {
        if (flow.IsSource(method) && method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.DelegateInvoke))
        {
            called.Add(method);
        }
    }
}
