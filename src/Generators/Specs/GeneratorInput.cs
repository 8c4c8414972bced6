using ShardSafety.Core.Ddl;
using ShardSafety.Core.Support;

namespace ShardSafety.Generators.Specs;

/// <summary>
/// All that emission needs of a compilation. Read anew for every version of it, and equal to the one before unless the
/// model changed, so that every later step stays cached.
/// </summary>
internal sealed record GeneratorInput
{
    public static readonly GeneratorInput Empty = new();

    public EquatableArray<ScriptSpec> Scripts { get; init; }

    public EquatableArray<ScopeSpec> Scopes { get; init; }

    public EquatableArray<QueryScopeSpec> QueryScopes { get; init; }

    /// <summary>The model as text, for projects that reference this one; null when there is nothing to carry.</summary>
    public string? Metadata { get; init; }
}

/// <summary>Where generated code for a context goes, and how it is reached.</summary>
/// <param name="Namespace">Null means the global one.</param>
/// <param name="Type">With <c>global::</c>.</param>
/// <param name="Name">The context's own name.</param>
/// <param name="HintName">A name for files, unique in the compilation.</param>
internal sealed record ContextSpec(string? Namespace, string Type, string Name, string HintName, bool IsPublic);

/// <summary>A context's Citus script.</summary>
internal sealed record ScriptSpec(ContextSpec Context, string ClassName, DistributionPlan Plan, bool HasMigrations);
