using Microsoft.CodeAnalysis.CSharp;

namespace ShardSafety.Generators.Emission;

/// <summary>Text as a C# literal: raw where that shows it as it is, else escaped.</summary>
internal static class TextLiteral
{
    public static string Of(string text)
    {
        var longest = 0;
        var run = 0;
        var plain = text.IndexOf('\n') >= 0;
        foreach (var c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = run > longest ? run : longest;
            plain &= c == '\n' || !(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF');
        }

        if (!plain)
        {
            return SymbolDisplay.FormatLiteral(text, quote: true);
        }

        // The line break before the closing quotes is not part of a raw literal.
        var quotes = new string('"', longest < 3 ? 3 : longest + 1);
        return quotes + "\n" + text + "\n" + quotes;
    }
}
