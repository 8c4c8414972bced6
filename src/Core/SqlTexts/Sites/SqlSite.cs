using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.SqlTexts.Sites;

/// <summary>A place in the code where a SQL text is sent to the database, or is given to a command that will send it.</summary>
/// <param name="At">The call, creation or assignment.</param>
/// <param name="Text">The expression of the text.</param>
internal sealed record SqlSite(IOperation At, IOperation Text)
{
    /// <summary>What carries the parameters' values (an anonymous object, a params array); null where none is given here.</summary>
    public IOperation? Parameters { get; init; }

    /// <summary>The context whose connection it goes over; null where it is not known.</summary>
    public ITypeSymbol? Context { get; init; }

    /// <summary>Whether Dapper sends it, which writes lists out.</summary>
    public bool IsDapper { get; init; }

    /// <summary>Whether it is a step of a migration, whose own rules say what of it cannot be read.</summary>
    public bool IsMigrationStep { get; init; }

    /// <summary>What to underline: the method's name and arguments without what it is called on.</summary>
    public required Location Place { get; init; }
}
