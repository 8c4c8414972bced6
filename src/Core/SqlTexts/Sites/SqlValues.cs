using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.SqlTexts.Sites;

/// <summary>What the parameters of a text are in the code: the same expression twice is the same value, under whatever names it travels.</summary>
internal sealed class SqlValues(SqlText text, IOperation? parameters)
{
    private readonly ImmutableArray<IOperation> _given = Given(parameters);

    /// <summary>The value of a parameter as the text writes it; null where the code does not show it here.</summary>
    public Expr? Resolve(string written)
    {
        var value = written.StartsWith("{", System.StringComparison.Ordinal) ? Numbered(written) : Named(written);
        return value is null ? null : new Parameter(Identity(value), SqlTextReader.Shorten(value.Syntax.ToString()));
    }

    private IOperation? Numbered(string written)
    {
        var values = text.Holes.IsEmpty ? _given : text.Holes;
        return int.TryParse(written.Trim('{', '}'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < values.Length ? values[number] : null;
    }

    private IOperation? Named(string written)
    {
        if (SqlTextReader.Unwrap(parameters) is not IAnonymousObjectCreationOperation anonymous)
        {
            return null;
        }

        var name = written.TrimStart('@', ':', '$');
        return anonymous.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(member => member.Target is IPropertyReferenceOperation { Property.Name: { } property } && string.Equals(property, name, System.StringComparison.OrdinalIgnoreCase))?.Value;
    }

    private static ImmutableArray<IOperation> Given(IOperation? parameters) => SqlTextReader.Unwrap(parameters) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        _ => ImmutableArray<IOperation>.Empty,
    };

    /// <summary>The path of symbols that leads to a value; the expression's own place where something is computed.</summary>
    private static string Identity(IOperation operation) => SqlTextReader.Unwrap(operation) switch
    {
        ILocalReferenceOperation local => "local:" + local.Local.Name + "@" + Start(local.Local),
        IParameterReferenceOperation parameter => "parameter:" + parameter.Parameter.Name,
        IInstanceReferenceOperation => "this",
        IFieldReferenceOperation field => (field.Instance is { } instance ? Identity(instance) : field.Field.ContainingType.ToDisplayString()) + "." + field.Field.Name,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => (property.Instance is { } instance ? Identity(instance) : property.Property.ContainingType.ToDisplayString()) + "." + property.Property.Name,
        { ConstantValue: { HasValue: true, Value: { } constant } } => "constant:" + System.Convert.ToString(constant, CultureInfo.InvariantCulture),
        _ => "computed@" + operation.Syntax.SpanStart.ToString(CultureInfo.InvariantCulture),
    };

    private static string Start(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault()?.SourceSpan.Start.ToString(CultureInfo.InvariantCulture) ?? "";
}
