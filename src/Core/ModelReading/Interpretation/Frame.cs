using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>One activation of a method or lambda: its variables, its type arguments, its <c>this</c>.</summary>
internal sealed class Frame(Frame? outer, Value? self, int depth)
{
    private readonly Dictionary<ISymbol, Value> _variables = new(SymbolEqualityComparer.Default);
    private Dictionary<ITypeParameterSymbol, ITypeSymbol>? _types;

    public Frame? Outer { get; } = outer;

    public Value? Self { get; } = self ?? outer?.Self;

    public int Depth { get; } = depth;

    public Value? Returned { get; set; }

    public bool HasReturned { get; set; }

    public bool HasBroken { get; set; }

    public bool HasContinued { get; set; }

    public bool Stopped => HasReturned || HasBroken || HasContinued;

    /// <summary>The value of the operation <c>?.</c> or <c>with</c> stands on.</summary>
    public Value? Conditional { get; set; }

    public Value? Find(ISymbol symbol)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame._variables.TryGetValue(symbol, out var value))
            {
                return value;
            }
        }

        return null;
    }

    public void Declare(ISymbol symbol, Value value) => _variables[symbol] = value;

    /// <summary>Assigns a variable where it lives.</summary>
    public void Assign(ISymbol symbol, Value value)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame._variables.ContainsKey(symbol))
            {
                frame._variables[symbol] = value;
                return;
            }
        }

        _variables[symbol] = value;
    }

    public void Bind(ITypeParameterSymbol parameter, ITypeSymbol argument) =>
        (_types ??= new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default))[parameter] = argument;

    public ITypeSymbol? TypeArgument(ITypeParameterSymbol parameter)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame._types is { } types && types.TryGetValue(parameter, out var found))
            {
                return found;
            }
        }

        return null;
    }
}
