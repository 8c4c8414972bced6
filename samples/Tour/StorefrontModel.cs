using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading;
using Spectre.Console;

namespace ShardSafety.Tour;

/// <summary>The shard model as a project sees it that references the built Storefront.</summary>
internal static class StorefrontModel
{
    public static ContextModel Read()
    {
        var assemblies = Directory.GetFiles(Workspace.Output("Storefront"), "*.dll", SearchOption.AllDirectories)
            .Concat(((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator))
            .DistinctBy(Path.GetFileName);
        var consumer = CSharpCompilation.Create("Consumer", references: assemblies.Select(path => MetadataReference.CreateFromFile(path)));
        return ModelReader.Read(consumer, CancellationToken.None).Contexts.Single(context => context.DisplayName == "StorefrontDb");
    }

    public static Spectre.Console.Table Picture(ContextModel model)
    {
        var picture = new Spectre.Console.Table().Border(TableBorder.Rounded).AddColumns("table", "kind", "distribution key", "group", "primary key");
        foreach (var table in model.Tables.OrderBy(table => table.Kind).ThenBy(table => table.Group, StringComparer.Ordinal).ThenBy(table => table.Name))
        {
            var group = model.Groups.FirstOrDefault(group => group.Id == table.Group);
            picture.AddRow(
                Markup.Escape(table.Name.ToString()),
                table.Kind.ToString().ToLowerInvariant(),
                Markup.Escape(table.DistributionColumn is { } key ? $"{key} {table.FindColumn(key)?.Type}" : ""),
                Markup.Escape(group?.DisplayName ?? ""),
                Markup.Escape(string.Join(", ", table.PrimaryKey?.Columns.Items ?? [])));
        }

        return picture;
    }
}
