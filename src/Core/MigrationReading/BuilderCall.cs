using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.MigrationReading;

/// <summary>A call of the migration builder, or of the table builders inside it.</summary>
internal sealed class BuilderCall(IInvocationOperation call, Constants constants)
{
    public string Name => call.TargetMethod.Name;

    public IInvocationOperation Operation => call;

    public Constants Constants => constants;

    public ITypeSymbol? TypeArgument => call.TargetMethod.TypeArguments.FirstOrDefault();

    public IOperation? this[string parameter] =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter && a.ArgumentKind != ArgumentKind.DefaultValue)?.Value;

    public string? Text(string parameter) => constants.Text(this[parameter]);

    public bool? Bool(string parameter) => this[parameter] is { } value && constants.TryRead(value, out var constant) ? constant as bool? : null;

    public int? Number(string parameter) => this[parameter] is { } value && constants.TryRead(value, out var constant) ? constant as int? : null;

    /// <summary>An enum member's name.</summary>
    public string? Member(string parameter)
    {
        var value = this[parameter];
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return (value as IFieldReferenceOperation)?.Field.Name;
    }

    /// <summary>A table; null when its name is not constant.</summary>
    public TableName? Table(string parameter, string schema = "schema") => Text(parameter) is { } name ? new TableName(Text(schema), name) : null;

    /// <summary>The names given to <c>columns</c>, or the one to <c>column</c>.</summary>
    public List<string> Names(string one, string many)
    {
        if (Text(one) is { } name)
        {
            return [name];
        }

        var value = this[many] ?? this[one];
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            IArrayCreationOperation { Initializer: { } elements } => [.. elements.ElementValues.Select(constants.Text).OfType<string>()],
            ICollectionExpressionOperation collection => [.. collection.Elements.Select(constants.Text).OfType<string>()],
            null => [],
            _ => constants.Text(value) is { } single ? [single] : [],
        };
    }

    /// <summary>The expression that a lambda argument returns.</summary>
    public IOperation? Returned(string parameter) => Lambda(parameter)?.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue;

    public IAnonymousFunctionOperation? Lambda(string parameter)
    {
        var value = this[parameter];
        while (value is IConversionOperation or IDelegateCreationOperation)
        {
            value = value is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)value).Target;
        }

        return value as IAnonymousFunctionOperation;
    }

    public BuilderCall Inner(IInvocationOperation inner) => new(inner, constants);
}
