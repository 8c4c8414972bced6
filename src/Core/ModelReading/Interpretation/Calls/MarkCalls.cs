using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
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
                entity.Mark = new MarkConfig(TableKind.Distributed, call.Names("key") is { Names: [var name] } ? name : null, null, null, call.Place);
                break;
            case "IsSingleShardTable":
                entity.Mark = new MarkConfig(TableKind.SingleShard, null, null, null, call.Place);
                break;
            case "IsReferenceTable":
                entity.Mark = new MarkConfig(TableKind.Reference, null, null, null, call.Place);
                break;
            case "IsLocalTable":
                entity.Mark = new MarkConfig(TableKind.Local, null, null, null, call.Place);
                break;
            case "IsPartitionedBy" when call.Names("column") is { Names: [var column] }:
                entity.Partitioning = new PartitioningConfig(column, (call["every"] as EnumVal)?.Name ?? "Month", call.Number("ahead") ?? 12, call.Place);
                break;
        }

        call.Changed(entity);
        return call.Name is "IsDistributedBy" or "IsSingleShardTable" ? new MarkBuilderVal(entity) : self;
    }

    public static Value Run(Call call, MarkBuilderVal builder)
    {
        if (builder.Entity.Mark is { } mark)
        {
            builder.Entity.Mark = call.Name switch
            {
                "ColocatedWith" => mark with { ColocateWith = call.TypeOf(0) is { } type ? ClrTypes.NameOf(type) : call.Text("entity") },
                "HasShardCount" => mark with { ShardCount = call.Number("count") },
                _ => mark,
            };
        }

        call.Changed(builder.Entity);
        return builder;
    }
}
