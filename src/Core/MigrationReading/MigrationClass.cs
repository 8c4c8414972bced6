using System.Collections.Generic;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.MigrationReading;

/// <summary>A migration of the compilation.</summary>
/// <param name="Context">The context's metadata name; null when the class does not say.</param>
/// <param name="Id">What orders it among the others.</param>
internal sealed record MigrationClass(string? Context, string Id, Place Place)
{
    public IReadOnlyList<MigrationStep> Up { get; init; } = [];

    public IReadOnlyList<MigrationStep> Down { get; init; } = [];
}
