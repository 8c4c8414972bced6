using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>
/// Which bodies of the compilation a body may call, as far as symbols tell, and in which order to follow them: those called
/// before those that call, those that call one another together.
/// </summary>
internal sealed class CallGraph(FlowContext flow)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IMethodSymbol>> _called = new(SymbolEqualityComparer.Default);

    /// <summary>The groups that a method depends on, its own last. What <paramref name="isDone"/> says is known has no part in it.</summary>
    public List<List<IMethodSymbol>> GroupsFrom(IMethodSymbol method, System.Func<IMethodSymbol, bool> isDone, CancellationToken cancellationToken)
    {
        // Tarjan's strongly connected components, without recursion.
        var groups = new List<List<IMethodSymbol>>();
        var numbers = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        var lowest = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        var open = new Stack<IMethodSymbol>();
        var isOpen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var path = new Stack<(IMethodSymbol Method, ImmutableArray<IMethodSymbol> Called, int Next)>();
        Enter(method);
        while (path.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (at, called, next) = path.Pop();
            if (next < called.Length)
            {
                path.Push((at, called, next + 1));
                var callee = called[next];
                if (isDone(callee))
                {
                    continue;
                }

                if (!numbers.TryGetValue(callee, out var number))
                {
                    Enter(callee);
                }
                else if (isOpen.Contains(callee))
                {
                    lowest[at] = System.Math.Min(lowest[at], number);
                }

                continue;
            }

            if (lowest[at] == numbers[at])
            {
                groups.Add(Close(at, open, isOpen));
            }

            if (path.Count > 0)
            {
                var caller = path.Peek().Method;
                lowest[caller] = System.Math.Min(lowest[caller], lowest[at]);
            }
        }

        return groups;

        void Enter(IMethodSymbol entered)
        {
            numbers.Add(entered, numbers.Count);
            lowest.Add(entered, numbers.Count - 1);
            open.Push(entered);
            isOpen.Add(entered);
            path.Push((entered, CalledBy(entered, cancellationToken), 0));
        }
    }

    private static List<IMethodSymbol> Close(IMethodSymbol first, Stack<IMethodSymbol> open, HashSet<ISymbol> isOpen)
    {
        var group = new List<IMethodSymbol>();
        IMethodSymbol last;
        do
        {
            last = open.Pop();
            isOpen.Remove(last);
            group.Add(last);
        }
        while (!KnownTypes.Same(last, first));
        return group;
    }

    private ImmutableArray<IMethodSymbol> CalledBy(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_called.TryGetValue(method, out var known))
        {
            return known;
        }

        var found = new List<IMethodSymbol>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { method };
        var bodies = new Stack<IMethodSymbol>();
        bodies.Push(method);
        while (bodies.Count > 0)
        {
            if (flow.BodyOf(bodies.Pop(), cancellationToken) is { } body)
            {
                foreach (var operation in body.Descendants())
                {
                    Collect(operation, seen, found, bodies);
                }
            }
        }

        found.RemoveAll(m => !flow.Touching.Method(m, cancellationToken));
        return _called.GetOrAdd(method, [.. found]);
    }

    private void Collect(IOperation operation, HashSet<ISymbol> seen, List<IMethodSymbol> found, Stack<IMethodSymbol> bodies)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                Add(invocation.TargetMethod, seen, found);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } when flow.IsSource(constructor) && seen.Add(constructor.OriginalDefinition):
                // A constructor is followed wherever it is called, so that what it calls counts as called there.
                bodies.Push(constructor.OriginalDefinition);
                break;
            case IPropertyReferenceOperation { Property: { } property }:
                Add(property.GetMethod, seen, found);
                Add(property.SetMethod, seen, found);
                break;
            case IMethodReferenceOperation reference:
                Add(reference.Method, seen, found);
                break;
            case IConversionOperation conversion:
                Add(conversion.OperatorMethod, seen, found);
                break;
            case IForEachLoopOperation loop:
                Add(Enumerators.Of(loop, flow), seen, found);
                break;
        }
    }

    private void Add(IMethodSymbol? method, HashSet<ISymbol> seen, List<IMethodSymbol> found)
    {
        if (method is null || !flow.IsSource(method) || method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.DelegateInvoke)
        {
            return;
        }

        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!seen.Add(definition))
        {
            return;
        }

        if (!definition.IsAbstract)
        {
            found.Add(definition);
        }

        if (definition.IsAbstract || definition.IsVirtual || definition.IsOverride)
        {
            foreach (var type in flow.Types.Concrete(definition.ContainingType, 32))
            {
                var reached = TypeHierarchy.Reached(definition, type).OriginalDefinition;
                if (!reached.IsAbstract && seen.Add(reached))
                {
                    found.Add(reached);
                }
            }
        }
    }
}
