using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>DiscriminatorBuilder</c>.</summary>
internal static class DiscriminatorCalls
{
    public static Value Run(Call call, DiscriminatorVal discriminator)
    {
        if (call.Name == "HasValue")
        {
            EntityConfig? entity = discriminator.Root;
            if (call.TypeOf(0, "entityType") is { } type)
            {
                entity = LibraryCalls.EntityOf(call.Interpreter, type);
            }
            else if (call.Text("entityTypeName") is { } name)
            {
                entity = call.Interpreter.Config.Find(name);
            }

            if (entity is not null)
            {
                entity.DiscriminatorValue = call["value"] switch
                {
                    ConstantVal constant => constant.Value,
                    EnumVal member => member.Value,
                    _ => null,
                };
                call.Changed(entity);
            }
        }

        return discriminator;
    }
}
