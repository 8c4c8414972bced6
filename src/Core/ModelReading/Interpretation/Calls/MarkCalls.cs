using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>The fluent marks of <c>ShardSafety.EntityFrameworkCore</c>; they win over attributes.</summary>
internal static class MarkCalls
{
    public static Value Run(Call call, EntityConfig entity, Value self)
    {
        switch (call.Name)
        {
            case "IsDistributedBy":
                var key = call.Names() is { Names: [var name] } ? name : null;
                var shards = call.Number("shardCount");
                entity.Mark = new MarkConfig(TableKind.Distributed, key, (call["colocateWith"] as TypeVal)?.Type, shards, call.Place);
                break;
            case "ColocatedWith" when entity.Mark is { } mark:
                entity.Mark = mark with { ColocateWith = call.TypeOf(0, "type") };
                break;
            case "IsReferenceTable":
                entity.Mark = new MarkConfig(TableKind.Reference, null, null, null, call.Place);
                break;
            case "IsLocalTable":
                entity.Mark = new MarkConfig(TableKind.Local, null, null, null, call.Place);
                break;
            case "IsSingleShardTable":
                entity.Mark = new MarkConfig(TableKind.SingleShard, null, (call["colocateWith"] as TypeVal)?.Type, null, call.Place);
                break;
        }

        call.Changed(entity);
        return self;
    }
}
