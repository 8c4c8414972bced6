using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <summary>Pieces of the user's code for messages.</summary>
internal static class Words
{
    private const int MostLength = 60;

    /// <summary>A piece of code on one line, shortened.</summary>
    public static string Of(SyntaxNode node)
    {
        if (node.Span.Length > 2_000)
        {
            return "…";
        }

        var text = node.ToString();
        var words = new System.Text.StringBuilder(MostLength);
        var space = false;
        foreach (var letter in text)
        {
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
