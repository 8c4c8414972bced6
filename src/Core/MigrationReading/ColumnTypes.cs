using Microsoft.CodeAnalysis;
using ShardSafety.Core.Migrations.Sql;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.MigrationReading;

/// <summary>A column's type: as it is written, else as Npgsql maps the CLR type.</summary>
internal static class ColumnTypes
{
    public static SqlType Of(string? written, ITypeSymbol? clr)
    {
        if (written is not null)
        {
            var tokens = Lexer.Read(written);
            return new TokenCursor(tokens, 0, tokens.Count - 1).Type();
        }

        if (clr is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            clr = nullable.TypeArguments[0];
        }

        return clr?.SpecialType switch
        {
            SpecialType.System_Int64 => SqlType.Int8,
            SpecialType.System_Int32 => SqlType.Int4,
            SpecialType.System_Int16 or SpecialType.System_Byte => SqlType.Int2,
            SpecialType.System_String => SqlType.Text,
            SpecialType.System_Boolean => SqlType.Bool,
            SpecialType.System_Decimal => SqlType.Numeric,
            SpecialType.System_Double => SqlType.Float8,
            SpecialType.System_Single => SqlType.Float4,
            SpecialType.System_DateTime => SqlType.TimestampTz,
            _ => clr?.Name switch { "Guid" => SqlType.Uuid, "DateOnly" => SqlType.Date, "DateTimeOffset" => SqlType.TimestampTz, "TimeSpan" => SqlType.Interval, _ => SqlType.Unknown },
        };
    }
}
