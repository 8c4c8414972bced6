namespace ShardSafety.Core.Planning.Postgres.Folding;

/// <summary>LIKE over constants (<c>like_match.c</c>).</summary>
internal static class LikePattern
{
    /// <summary>Matches with one remembered wildcard, so in time proportional to the product of the lengths.</summary>
    public static bool Matches(string text, string pattern)
    {
        int at = 0, p = 0, star = -1, resume = 0;
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                star = p++;
                resume = at;
            }
            else if (p < pattern.Length && pattern[p] == '\\' && p + 1 < pattern.Length && pattern[p + 1] == text[at])
            {
                p += 2;
                at++;
            }
            else if (p < pattern.Length && pattern[p] != '\\' && (pattern[p] == '_' || pattern[p] == text[at]))
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
