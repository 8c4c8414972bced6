namespace ShardSafety.Core.SqlReading.Lexing;

internal enum TokenKind
{
    /// <summary>The end of the text or of a statement.</summary>
    End,

    /// <summary>An unquoted word, folded to lower case: a name or a keyword.</summary>
    Word,

    /// <summary>A quoted identifier, unescaped.</summary>
    Quoted,

    /// <summary>A string literal, unescaped, whatever its quotes.</summary>
    String,

    /// <summary>A bit string.</summary>
    Bits,
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Number,

    /// <summary>A parameter as written: <c>$1</c>, <c>@name</c>, <c>:name</c>, <c>{0}</c>.</summary>
    Parameter,

    /// <summary>One of <c>( ) [ ] , ; . : :: := =&gt;</c>.</summary>
    Mark,

    /// <summary>Any other operator.</summary>
    Operator,

    /// <summary>Something that is no token; the text says why.</summary>
    Bad,
}

/// <summary>A token and the characters it takes.</summary>
internal readonly struct Token(TokenKind kind, string text, int start, int end)
{
    public TokenKind Kind { get; } = kind;

    /// <summary>What it says after folding and unescaping.</summary>
    public string Text { get; } = text;

    public int Start { get; } = start;

    public int End { get; } = end;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;

    public bool IsMark(string mark) => Kind == TokenKind.Mark && Text == mark;

    public bool IsOperator(string name) => Kind == TokenKind.Operator && Text == name;
}
