using System;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ShardSafety.EntityFrameworkCore.Metadata;

/// <summary>Which columns the database numbers: the provider annotates columns and operations alike.</summary>
internal static class IdentityColumns
{
    private const string Strategy = "Npgsql:ValueGenerationStrategy";

    public static bool IsIdentity(IReadOnlyAnnotatable column) =>
        column.FindAnnotation(Strategy)?.Value?.ToString()?.StartsWith("Identity", StringComparison.Ordinal) == true;

    public static bool IsSerial(IReadOnlyAnnotatable column) => column.FindAnnotation(Strategy)?.Value?.ToString() == "SerialColumn";
}
