using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.MigrationReading;

/// <summary>The annotations that a chain puts on an operation: their constants, or the name of an enum's member.</summary>
internal sealed class Annotations
{
    private readonly Dictionary<string, object?> _now = [];
    private readonly Dictionary<string, object?> _old = [];

    public object? this[string name] => _now.TryGetValue(name, out var value) ? value : null;

    public IEnumerable<string> Names => _now.Keys;

    public object? Old(string name) => _old.TryGetValue(name, out var value) ? value : null;

    public void Add(IInvocationOperation call, Constants constants)
    {
        var name = constants.Text(Argument(call, "name"));
        if (name is null || Argument(call, "value") is not { } value)
        {
            return;
        }

        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        (call.TargetMethod.Name == "OldAnnotation" ? _old : _now)[name] =
            value is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } field } ? field.Name
            : value is IArrayCreationOperation array ? array.Initializer?.ElementValues.Select(constants.Text).OfType<string>().ToArray()
            : constants.TryRead(value, out var constant) ? constant : null;
    }

    private static IOperation? Argument(IInvocationOperation call, string name) => call.Arguments.FirstOrDefault(a => a.Parameter?.Name == name)?.Value;
}
