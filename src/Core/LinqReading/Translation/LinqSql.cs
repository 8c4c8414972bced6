using System.Collections.Immutable;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>SQL text that a query starts from (<c>FromSql</c>, <c>ToSqlQuery</c>).</summary>
/// <param name="Text">The text, its values as <c>{0}</c>, <c>{1}</c> …; null when it is not known.</param>
internal sealed record LinqSql(string? Text) : AbstractValue
{
    public ImmutableArray<Expr> Values { get; init; } = ImmutableArray<Expr>.Empty;

    /// <summary>The text's number in origins; negative where nobody knows where it was written.</summary>
    public int Number { get; init; } = Origin.None.Source;

    /// <summary>Why it is not known.</summary>
    public string Reason { get; init; } = "the SQL text is not known at compile time";
}
