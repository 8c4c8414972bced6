using System.Collections.Immutable;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Binding;
using ShardSafety.Core.SqlReading.Parsing;

namespace ShardSafety.Core.SqlReading;

/// <summary>Reads PostgreSQL text into statements.</summary>
internal static class SqlReader
{
    /// <summary>
    /// Reads every statement of a text. Never throws and takes linear time. Origins are character positions in
    /// <paramref name="text"/> with the number that the options give it.
    /// </summary>
    /// <param name="text">The SQL.</param>
    /// <param name="options">How names and parameters resolve.</param>
    public static ImmutableArray<Statement> Read(string text, SqlReaderOptions options)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        foreach (var syntax in Parser.Read(text, options.Number))
        {
            statements.Add(Binder.Bind(syntax, options));
        }

        return statements.ToImmutable();
    }
}
