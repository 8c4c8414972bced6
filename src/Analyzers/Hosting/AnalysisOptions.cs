using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Core.Planning;

namespace ShardSafety.Analyzers.Hosting;

/// <summary>What the build says through its properties. A value that is not understood counts as not set, and is reported.</summary>
internal sealed record AnalysisOptions(AnalysisMode Mode, PlannerOptions Planner)
{
    public const string ModeName = "ShardSafetyMode";
    public const string CitusVersionName = "ShardSafetyCitusVersion";
    public const string PostgresVersionName = "ShardSafetyPostgresVersion";
    public const string RepartitionJoinsName = "ShardSafetyRepartitionJoins";

    public static readonly AnalysisOptions Default = new(AnalysisMode.Guard, PlannerOptions.Default);

    public ImmutableArray<InvalidOption> Invalid { get; init; } = ImmutableArray<InvalidOption>.Empty;

    public static AnalysisOptions Read(AnalyzerConfigOptions options)
    {
        var invalid = ImmutableArray.CreateBuilder<InvalidOption>();
        var defaults = PlannerOptions.Default;
        var mode = Value(options, ModeName, AnalysisMode.Guard, TryMode, "audit, guard or strict", invalid);
        var citus = Value(options, CitusVersionName, defaults.CitusVersion, TryCitus, "a version from 12.1 to 14.0", invalid);
        var postgres = Value(options, PostgresVersionName, defaults.PostgresVersion, TryPostgres, "a major version from 15 to 18", invalid);
        var repartition = Value(options, RepartitionJoinsName, defaults.RepartitionJoins, bool.TryParse, "true or false", invalid);
        return new(mode, new PlannerOptions(citus, postgres, repartition)) { Invalid = invalid.ToImmutable() };
    }

    private static T Value<T>(AnalyzerConfigOptions options, string name, T ifUnset, TryRead<T> read, string allowed, ImmutableArray<InvalidOption>.Builder invalid)
    {
        if (!options.TryGetValue("build_property." + name, out var text) || string.IsNullOrWhiteSpace(text))
        {
            return ifUnset;
        }

        if (read(text.Trim(), out var value))
        {
            return value;
        }

        invalid.Add(new InvalidOption(name, text.Trim(), allowed));
        return ifUnset;
    }

    private static bool TryMode(string text, out AnalysisMode mode)
    {
        mode = text.ToLowerInvariant() switch { "audit" => AnalysisMode.Audit, "strict" => AnalysisMode.Strict, _ => AnalysisMode.Guard };
        return mode != AnalysisMode.Guard || string.Equals(text, "guard", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryCitus(string text, out decimal version) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out version) && version is >= 12.1m and <= 14.0m;

    private static bool TryPostgres(string text, out int version) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version) && version is >= 15 and <= 18;

    private delegate bool TryRead<T>(string text, out T value);
}

/// <summary>A property whose value was not understood.</summary>
internal sealed record InvalidOption(string Name, string Value, string Allowed);
