using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary><c>ToTable</c> and calls on <c>TableBuilder</c>.</summary>
internal static class TableCalls
{
    public static Value ToTable(Call call, EntityConfig entity, Value self)
    {
        if (call.Has("name"))
        {
            entity.Table = call.Text("name");
            entity.TableSet = true;
            if (call["name"] is not ConstantVal)
            {
                call.Unread(entity, "a table name that is known at run time only", naming: true);
            }
        }

        if (call.Has("schema"))
        {
            entity.Schema = call.Text("schema");
            entity.SchemaSet = true;
            if (call["schema"] is not ConstantVal)
            {
                call.Unread(entity, "a schema that is known at run time only", naming: true);
            }
        }

        call.Changed(entity);
        if (call["buildAction"] is { } action)
        {
            call.Run(action, new TableBuilderVal(entity));
        }

        return self;
    }

    public static Value Run(Call call, TableBuilderVal table)
    {
        switch (call.Name)
        {
            case "ExcludeFromMigrations":
                table.Entity.ExcludedFromMigrations = call.Flag("excluded");
                break;
            case "HasTrigger":
                if (call.Text("modelName") is { } trigger)
                {
                    table.Entity.Triggers.Add(trigger);
                }

                break;
            case "Property" when call.Names() is { Names: [var name] }:
                return new PropertyBuilderVal(table.Entity.Property(name), table.Entity, null);
        }

        call.Changed(table.Entity);
        return table;
    }
}
