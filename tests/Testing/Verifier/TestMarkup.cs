using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Takes the markup out of a source text: <c>{|ID:…|}</c>, <c>{|#n:…|}</c> and <c>[|…|]</c>, nested as needed.</summary>
internal sealed class TestMarkup
{
    private TestMarkup(string text, List<(string Name, TextSpan Span)> spans) => (Text, Spans) = (text, spans);

    public string Text { get; }

    /// <summary>The marked spans; the name is a diagnostic's id, <c>#n</c>, or empty for square brackets.</summary>
    public List<(string Name, TextSpan Span)> Spans { get; }

    public static TestMarkup Parse(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var spans = new List<(string, TextSpan)>();
        var open = new Stack<(string? Name, int Start)>();
        for (var i = 0; i < marked.Length;)
        {
            if (Is(marked, i, "{|") && NameAt(marked, i + 2) is { } name)
            {
                open.Push((name, text.Length));
                i += name.Length + 3;
            }
            else if (Is(marked, i, "[|"))
            {
                open.Push(("", text.Length));
                i += 2;
            }
            else if ((Is(marked, i, "|}") || Is(marked, i, "|]")) && open.Count > 0 && (open.Peek().Name == "") == (marked[i + 1] == ']'))
            {
                var (closed, start) = open.Pop();
                spans.Add((closed!, TextSpan.FromBounds(start, text.Length)));
                i += 2;
            }
            else
            {
                text.Append(marked[i++]);
            }
        }

        return open.Count == 0
            ? new(text.ToString(), spans)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The markup '{open.Peek().Name}' is not closed."));
    }

    private static bool Is(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;

    private static string? NameAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '#'))
        {
            end++;
        }

        return end > at && end < text.Length && text[end] == ':' ? text[at..end] : null;
    }
}
