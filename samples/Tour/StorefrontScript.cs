using System.Reflection;

namespace ShardSafety.Tour;

/// <summary>The Citus script that the generator put into the built Storefront.</summary>
internal static class StorefrontScript
{
    public static string Read()
    {
        var assembly = Assembly.LoadFrom(Directory.GetFiles(Workspace.Output("Storefront"), "Storefront.dll", SearchOption.AllDirectories).Single());
        return (string)assembly.GetType("Storefront.Data.StorefrontDbCitus", throwOnError: true)!.GetField("Script")!.GetRawConstantValue()!;
    }
}
