using System.Text;
using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <summary>Pieces of the user's code for messages.</summary>
internal static class Words
{
    private const int MostLength = 60;

    /// <summary>A piece of code on one line, shortened. Reads no more of the source than it shows.</summary>
    public static string Of(SyntaxNode node)
    {
        var span = node.Span;
        if (span.Length > 2_000)
        {
            return "…";
        }

        var text = node.SyntaxTree.GetText();
        var words = new StringBuilder(MostLength);
        var space = false;
        for (var at = span.Start; at < span.End; at++)
        {
            var letter = text[at];
            if (char.IsWhiteSpace(letter))
            {
                space = words.Length > 0;
                continue;
            }

            if (words.Length >= MostLength)
            {
                return words.Append('…').ToString();
            }

            if (space && letter is not ('.' or ')'))
            {
                words.Append(' ');
            }

            space = false;
            words.Append(letter);
        }

        return words.ToString();
    }
}
