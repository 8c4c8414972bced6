using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShardSafety.Core.LinqReading.Flow.Shared;

/// <summary>The method of the code's own that hands out the elements of an object which a loop goes through.</summary>
internal static class Enumerators
{
    public static IMethodSymbol? Of(IForEachLoopOperation loop, FlowContext flow)
    {
        var collection = loop.Collection;
        while (collection is IConversionOperation { OperatorMethod: null } conversion)
        {
            collection = conversion.Operand;
        }

        return Of(loop, collection.Type, flow);
    }

    public static IMethodSymbol? Of(IForEachLoopOperation loop, ITypeSymbol? type, FlowContext flow)
    {
        var name = loop.IsAsynchronous ? "GetAsyncEnumerator" : "GetEnumerator";
        for (var (at, depth) = (type, 0); at is not null && depth < 64 && flow.IsSource(at); at = at.BaseType, depth++)
        {
            if (at.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(static m => m.Parameters.All(static p => p.IsOptional)) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
