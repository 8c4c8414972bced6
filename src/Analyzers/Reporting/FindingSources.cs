using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Analyzers.Hosting;
using ShardSafety.Core.Findings;

namespace ShardSafety.Analyzers.Reporting;

/// <summary>A front end that finds what runs in a block of code.</summary>
internal abstract class FindingSource
{
    /// <summary>For the message of an analysis that failed: what it looks for.</summary>
    public abstract string Name { get; }

    public abstract IEnumerable<QueryFinding> Find(OperationBlockAnalysisContext block);
}

/// <summary>All front ends.</summary>
internal static class FindingSources
{
    /// <summary>Those that a compilation needs, made once for it.</summary>
    public static ImmutableArray<FindingSource> For(AnalysisScope scope) => [new LinqFindings(scope)];
}
