using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Queries that are an answer: a controller's action, a handler of a route or a serializer goes through their rows.</content>
internal sealed partial class Interpreter
{
    private const string Web = "Microsoft.AspNetCore";

    /// <summary>An action that returns a query: ASP.NET Core sends it when it writes the response.</summary>
    private void Answer(AbstractValue value, IReturnOperation returned)
    {
        if (_frame.Caller is not null || returned.ReturnedValue is null || _frame.Method is not { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary } action || !IsController(action.ContainingType) || Has(action, "NonActionAttribute"))
        {
            return;
        }

        var site = returned.ReturnedValue.Syntax;
        if (Has(action, "EnableQueryAttribute"))
        {
            RunUnknown(value, "the request adds to what '" + action.Name + "' returns", site);
        }
        else
        {
            Enumerate(value, site);
        }
    }

    private static bool IsController(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if ((at.Name == "ControllerBase" && SymbolNames.IsIn(at, Web)) || Has(at, "ApiControllerAttribute") || Has(at, "ControllerAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(a => a.AttributeClass is { } of && of.Name == attribute && SymbolNames.IsIn(of, Web));

    /// <summary>Whether a library method writes what it is given: all of its rows, and those in its members.</summary>
    private static bool Writes(IMethodSymbol method) =>
        SymbolNames.IsIn(method, Web) || method.Name.StartsWith("Serialize", System.StringComparison.Ordinal);

    /// <summary>What is written goes through every query in it.</summary>
    private void WriteOut(AbstractValue value, SyntaxNode site, int depth = 0)
    {
        Enumerate(value, site);
        if (_state is null || depth > 3)
        {
            return;
        }

        foreach (var made in Paths.Alternatives(value).Select(static a => a.Value).OfType<ReferenceValue>().Where(static r => r.Object.Kind == HeapKind.Created))
        {
            foreach (var slot in _state.Slots.Where(s => ReferenceEquals(s.Holder, made.Object)).ToList())
            {
                WriteOut(_state[slot], site, depth + 1);
            }
        }
    }
}
