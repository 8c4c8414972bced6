using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>A call to a library's method with its arguments evaluated.</summary>
internal sealed class Call(IInvocationOperation operation, Interpreter interpreter, Frame frame, Value? receiver, Dictionary<string, Value> arguments)
{
    private readonly Dictionary<string, Value> _arguments = arguments;

    public Interpreter Interpreter { get; } = interpreter;

    public Frame Frame { get; } = frame;

    public IInvocationOperation Operation { get; } = operation;

    public IMethodSymbol Method { get; } = operation.TargetMethod;

    public string Name => Method.Name;

    /// <summary>What it is called on; for an extension method the first argument.</summary>
    public Value? Receiver { get; } = receiver;

    /// <summary>The call without what it is chained to.</summary>
    public Place Place
    {
        get
        {
            var name = MemberSyntax.CallName(Operation.Syntax) ?? Operation.Syntax;
            return new Place(name.SyntaxTree.FilePath, name.SpanStart, Operation.Syntax.Span.End - name.SpanStart);
        }
    }

    public ImmutableArray<ITypeSymbol> TypeArguments =>
        [.. Method.TypeArguments.Select(a => Frame.Resolve(a, Interpreter.Compilation))];

    public Value? this[string parameter] => _arguments.TryGetValue(parameter, out var value) ? value : null;

    /// <summary>The first of these parameters that was given.</summary>
    public Value? Any(params string[] parameters)
    {
        foreach (var parameter in parameters)
        {
            if (this[parameter] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public string? Text(params string[] parameters) => Any(parameters) is ConstantVal { Value: string text } ? text : null;

    public int? Number(string parameter) => this[parameter] is ConstantVal { Value: int number } ? number : null;

    /// <summary>A Boolean argument, true when the parameter was left out.</summary>
    public bool Flag(string parameter) => this[parameter] is not ConstantVal { Value: false };

    public bool Has(string parameter) => _arguments.ContainsKey(parameter);

    public IEnumerable<Value> Values => _arguments.Values;

    /// <summary>An argument's type, or the call's type argument.</summary>
    public INamedTypeSymbol? TypeOf(int index, params string[] parameters) =>
        index < Method.TypeArguments.Length
            ? TypeArguments[index] as INamedTypeSymbol
            : Any(parameters) is TypeVal { Type: INamedTypeSymbol type } ? type : null;

    public string? TextAt(int index) =>
        index < Method.Parameters.Length && this[Method.Parameters[index].Name] is ConstantVal { Value: string text } ? text : null;

    /// <summary>The property names a lambda or a list of strings gives; null when it can't be read.</summary>
    public PropertyNames? Names(params string[] parameters)
    {
        var value = Any(parameters) ?? _arguments.Values.FirstOrDefault(static v => v is LambdaVal or ListVal);
        switch (value)
        {
            case LambdaVal lambda:
                var names = MemberPaths.Of(lambda, Interpreter);
                return names.IsEmpty ? null : new PropertyNames(names, Place);
            case ListVal list:
                var strings = list.Items.Select(static i => (i as ConstantVal)?.Value as string).ToList();
                return strings.Count == 0 || strings.Contains(null) ? null : new PropertyNames(strings!, Place);
            case ConstantVal { Value: string one }:
                return new PropertyNames([one], Place);
            default:
                return null;
        }
    }

    /// <summary>Runs a lambda or method that was given as an argument.</summary>
    public Value Run(Value? function, params Value[] values) => Interpreter.Apply(function, values, Frame);

    public void Changed(EntityConfig? entity) => Interpreter.Changed(entity, Place);

    /// <summary>Says that this call's meaning was not understood.</summary>
    /// <param name="naming">Whether it names a table or column.</param>
    public Value Unread(EntityConfig? entity, string? why = null, bool naming = false)
    {
        Interpreter.Note(why ?? "the call of " + Name + " could not be read", entity, Place, naming);
        return Receiver ?? Value.Unknown;
    }
}
