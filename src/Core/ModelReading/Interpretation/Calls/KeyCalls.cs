namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on the builders of keys and indexes.</summary>
internal static class KeyCalls
{
    public static Value Run(Call call, KeyBuilderVal key)
    {
        if (call.Name == "HasName")
        {
            key.Key.Name = call.Text("name");
            call.Changed(null);
        }

        return key;
    }

    public static Value Run(Call call, IndexBuilderVal builder)
    {
        var index = builder.Index;
        switch (call.Name)
        {
            case "IsUnique":
                index.Unique = call.Flag("unique");
                break;
            case "HasDatabaseName" or "HasName":
                index.DatabaseName = call.Text("name");
                break;
            case "HasFilter":
                index.Filter = call.Text("sql") ?? "";
                break;
            case "IncludeProperties":
                index.Include.AddRange(call.Names()?.Names ?? []);
                break;
        }

        call.Changed(null);
        return builder;
    }
}
