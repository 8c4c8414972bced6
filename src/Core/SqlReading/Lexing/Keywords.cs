using System.Collections.Generic;

namespace ShardSafety.Core.SqlReading.Lexing;

/// <summary>Which words may be names where, from PostgreSQL's <c>kwlist.h</c>.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> Reserved = Set("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
        current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
        distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
        leading limit localtime localtimestamp not null offset on only or order placing primary references returning
        select session_user some symmetric system_user table then to trailing true union unique user using variadic when
        where window with
        """);

    private static readonly HashSet<string> TypeOrFunction = Set("""
        authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left
        like natural notnull outer overlaps right similar tablesample verbose
        """);

    private static readonly HashSet<string> NeedAs = Set("""
        array as char character create day except fetch filter for from grant group having hour intersect into isnull
        limit minute month notnull offset on order over overlaps precision returning second to union varying where
        window with within without year
        """);

    /// <summary>Whether the word can name a table, column or alias without quotes (<c>ColId</c>).</summary>
    public static bool IsName(string word) => !Reserved.Contains(word) && !TypeOrFunction.Contains(word);

    /// <summary>Whether the word can name a function without quotes (<c>type_function_name</c>).</summary>
    public static bool IsFunctionName(string word) => !Reserved.Contains(word);

    /// <summary>Whether the word can be an output name without AS (<c>BareColLabel</c>).</summary>
    public static bool IsBareLabel(string word) => !NeedAs.Contains(word);

    private static HashSet<string> Set(string words) =>
        new(words.Split([' ', '\n', '\r'], System.StringSplitOptions.RemoveEmptyEntries));
}
