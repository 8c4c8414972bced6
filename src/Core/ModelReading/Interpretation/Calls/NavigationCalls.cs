namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>NavigationBuilder</c>.</summary>
internal static class NavigationCalls
{
    public static Value Run(Call call, NavigationBuilderVal builder)
    {
        switch (call.Name)
        {
            case "AutoInclude":
                builder.Navigation.AutoInclude = call.Flag("autoInclude");
                break;
            case "IsRequired":
                builder.Navigation.Required = call.Flag("required");
                break;
        }

        call.Changed(null);
        return builder;
    }
}
