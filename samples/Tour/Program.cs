using System.Text.RegularExpressions;
using ShardSafety.Tour;
using Spectre.Console;

var workspace = new Workspace();
Title("The package");
AnsiConsole.WriteLine(workspace.Pack());

Title("samples/Unsafe, as the compiler prints it");
foreach (var line in Diagnostic().Matches(workspace.Build("Unsafe")).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal))
{
    Console.WriteLine(line);
}

Title("samples/Storefront");
var diagnostics = Diagnostic().Matches(workspace.Build("Storefront")).Select(match => match.Value).Distinct().ToList();
diagnostics.ForEach(Console.WriteLine);
AnsiConsole.WriteLine(diagnostics.Count == 0 ? "builds without a word: every query stays on its shard" : $"{diagnostics.Count} diagnostics");

Title("The shard model that was read from it");
AnsiConsole.Write(StorefrontModel.Picture(StorefrontModel.Read()));

Title("The Citus script that was generated for it");
Console.WriteLine(StorefrontScript.Read());
return 0;

static void Title(string text)
{
    AnsiConsole.WriteLine();
    AnsiConsole.Write(new Rule(Markup.Escape(text)).LeftJustified());
}

internal static partial class Program
{
    /// <summary>A line of the compiler's about one of our rules, with the path cut to the file's name in the sample.</summary>
    [GeneratedRegex(@"[^/\\\s]+\.cs\(\d+,\d+\): (error|warning|info) SHARD\d+: [^\[\r\n]*")]
    internal static partial Regex Diagnostic();
}
