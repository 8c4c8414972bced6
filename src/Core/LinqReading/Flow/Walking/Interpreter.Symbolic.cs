using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Values that are known by their type and by where they come from.</content>
internal sealed partial class Interpreter
{
    private readonly Dictionary<string, ReferenceValue> _symbolic = [];

    /// <summary>A value that its type and where it comes from are all that is known of.</summary>
    private AbstractValue Symbolic(ITypeSymbol? type, string identity, string display, HeapKind kind, bool given = false)
    {
        type = Awaited(type);
        if (type is INamedTypeSymbol named && _flow.Known.IsContext(named))
        {
            return new ContextValue(identity, named);
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Interface } face && _flow.IsSource(face) && _flow.Types.Concrete(face, 2) is [var only] && _flow.Known.IsContext(only))
        {
            // An interface that the context of the application stands behind.
            return new ContextValue(identity, only);
        }

        if (_flow.Known.IsQuery(type) || _flow.Known.IsExpressionTree(type))
        {
            return given ? new FromCallerValue(display) : new UnknownValue("'" + display + "' comes from where it cannot be followed");
        }

        if (given && ((type?.TypeKind == TypeKind.Delegate && !MakesContexts(type)) || IsListOfParts(type) || IsTupleOfParts(type) || (type is ITypeParameterSymbol part && IsPart(part))))
        {
            return new FromCallerValue(display);
        }

        if (type is ITypeParameterSymbol parameter && _flow.Known.IsContext(parameter))
        {
            return parameter.ConstraintTypes.OfType<INamedTypeSymbol>().FirstOrDefault(_flow.Known.IsContext) is { } constraint
                ? new ContextValue(identity, constraint)
                : new RuntimeValue(identity, display, type);
        }

        return _flow.Shapes.IsFollowed(type) ? SymbolicObject((INamedTypeSymbol)type!, identity, display, kind) : new RuntimeValue(identity, display, type);
    }

    /// <summary>A function that gives a context and is given nothing to make queries of: which one it is, changes nothing.</summary>
    private bool MakesContexts(ITypeSymbol type) => type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && _flow.Known.IsContext(Awaited(invoke.ReturnType)) && !invoke.Parameters.Any(p => _flow.Known.IsInteresting(p.Type));

    /// <summary>A list of functions, predicates, queries, or of objects that take or give them.</summary>
    private bool IsListOfParts(ITypeSymbol? type) =>
        ElementType(type) is { SpecialType: SpecialType.None } element
        && (element.TypeKind == TypeKind.Delegate || _flow.Known.IsInteresting(element) || _flow.Shapes.SpeaksOfQueries(element));

    private bool IsTupleOfParts(ITypeSymbol? type) => type is INamedTypeSymbol { IsTupleType: true } && _flow.Known.IsInteresting(type);

    /// <summary>Whether what stands for a type parameter takes or gives queries: which class it is, the caller knows.</summary>
    private bool IsPart(ITypeParameterSymbol type) => type.ConstraintTypes.Any(_flow.Shapes.SpeaksOfQueries);

    private ReferenceValue SymbolicObject(INamedTypeSymbol type, string identity, string display, HeapKind kind)
    {
        var key = identity + " " + type.ToDisplayString();
        if (!_symbolic.TryGetValue(key, out var known))
        {
            known = new ReferenceValue(new HeapObject(type, identity, display, kind));
            _symbolic.Add(key, known);
        }

        return known;
    }

    /// <summary>A parameter that <c>[ShardScoped]</c> says is fixed to one key.</summary>
    private AbstractValue? PromisedOf(IParameterSymbol parameter)
    {
        if (!Markings.IsScoped(parameter)
            || KnownTypes.ElementOf(Resolve(parameter.Type)) is not INamedTypeSymbol entity
            || _flow.Known.DbContext is not { } any
            || _flow.Contexts.For(any, entity) is not { } context)
        {
            return null;
        }

        var key = new RuntimeValue("scope of " + parameter.Name, "the key that '" + parameter.Name + "' is fixed to", null);
        return _flow.Translator.Scoped(new ContextValue("scope", context), entity, key, _flow.OriginOf(_recorder.Root));
    }

    /// <summary>The value of a parameter of the member at hand.</summary>
    private AbstractValue GivenBy(IParameterSymbol parameter, string identity) =>
        PromisedOf(parameter) ?? Symbolic(Resolve(parameter.Type), identity, parameter.Name, HeapKind.Given, given: true);
}
