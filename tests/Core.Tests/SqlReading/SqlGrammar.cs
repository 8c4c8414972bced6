using System.Text;

namespace ShardSafety.Core.Tests.SqlReading;

/// <summary>Writes random SQL, most of it well formed, and damages it.</summary>
internal sealed class SqlGrammar(Random random)
{
    private static readonly string[] Fragments =
    [
        "select", "from", "where", "(", ")", "'", "\"", "$$", "$a$", "/*", "*/", "--", "\n", ";", ",", ".", "..", "::", ":=", "=>", "@p", "$1", "{0}", "{", "}",
        "union", "intersect", "except", "with", "recursive", "as", "on", "using", "join", "left", "full", "natural", "lateral", "values", "insert", "into",
        "update", "set", "delete", "merge", "when", "matched", "then", "not", "null", "and", "or", "is", "distinct", "in", "any", "all", "exists", "array[",
        "]", "case", "end", "else", "between", "like", "group by", "order by", "limit", "offset", "fetch", "for update", "over", "filter", "within group",
        "grouping sets", "rollup", "cube", "window", "partition by", "returning", "on conflict", "do", "nothing", "excluded", "interval '1'", "e'\\x", "u&'\\0", "0x1f",
        "1e", "1.", ".5", "=", "<", ">", "<>", "!=", "<@", "->>", "||", "+", "-", "*", "/", "\u00e9", "\0", "\ud800", "truncate", "copy", "create index", "begin atomic",
    ];

    public string Next()
    {
        var text = random.Next(10) switch
        {
            0 => Noise(),
            1 => Fragment(random.Next(1, 60)),
            _ => Statement(),
        };
        return random.Next(3) == 0 ? Mutate(text) : text;
    }

    private string Pick(params string[] options) => options[random.Next(options.Length)];

    private string Noise() => new(Enumerable.Range(0, random.Next(80)).Select(_ => (char)random.Next(1, random.Next(2) == 0 ? 127 : 0xFFFF)).ToArray());

    private string Fragment(int count) => string.Join(Pick(" ", "", " "), Enumerable.Range(0, count).Select(_ => Fragments[random.Next(Fragments.Length)]));

    private string Mutate(string text)
    {
        var damaged = new StringBuilder(text);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(damaged.Length + 1);
            if (random.Next(2) == 0)
            {
                damaged.Insert(at, " " + Fragments[random.Next(Fragments.Length)] + " ");
            }
            else
            {
                damaged.Remove(at, Math.Min(random.Next(1, 12), damaged.Length - at));
            }
        }

        return damaged.ToString();
    }

    private string Statement() => random.Next(8) switch
    {
        0 => $"insert into {Table()} (tenant_id, id) {(random.Next(2) == 0 ? $"values ({Expr(2)}, {Expr(2)})" : Query(3))} {Pick("", "on conflict do nothing", $"on conflict (id) do update set total = {Expr(2)}")}",
        1 => $"update {Table()} o set total = {Expr(3)}, (id, made) = ({Expr(1)}, default) {Pick("", "from items i")} where {Expr(3)}",
        2 => $"delete from {Table()} using items i where {Expr(3)} returning *",
        3 => $"merge into orders o using {Source(2)} s on {Expr(2)} when matched then delete when not matched then insert values ({Expr(1)})",
        _ => Query(3),
    };

    private string Query(int depth)
    {
        if (depth <= 0)
        {
            return "select 1";
        }

        var core = $"select {Pick("", "distinct ", "distinct on (id) ")}{Outputs(depth)} from {Sources(depth)} {Pick("", $"where {Expr(depth)}")} "
            + Pick("", $"group by {Pick("1", "id", "rollup (id, total)", "grouping sets ((), (id))")} having {Expr(1)}", "window w as (order by id)");
        return random.Next(6) switch
        {
            0 => $"({Query(depth - 1)}) {Pick("union all", "union", "intersect", "except")} ({Query(depth - 1)})",
            1 => $"with c as ({Query(depth - 1)}) {core}",
            2 => $"with recursive c(a, b) as (({Query(depth - 1)}) union all ({Query(depth - 1)})) {core}",
            3 => $"{core} {Pick("order by 1 limit 3", "for update", "offset 2", "fetch first row only")}",
            _ => core,
        };
    }

    private string Outputs(int depth) => string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(2) == 0 ? Expr(depth - 1) + Pick("", " as x") : Pick("*", "o.*", "1")));

    private string Sources(int depth) => Source(depth) + string.Concat(Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(5) switch
    {
        0 => ", " + Source(depth),
        1 => " join " + Source(depth) + " on " + Expr(1),
        2 => " natural left join " + Source(depth),
        3 => " full join " + Source(depth) + " using (tenant_id)",
        _ => " cross join " + Source(depth),
    }));

    private string Source(int depth) => random.Next(5) switch
    {
        0 => $"({Query(depth - 1)}) s",
        1 => $"lateral ({Query(depth - 1)}) l",
        2 => Pick("generate_series(1, 2) g", "unnest(array[1]) with ordinality u", "rows from (f(1), g(2))", "(values (1, 2)) v(a, b)"),
        _ => Table() + Pick("", " o", " as i", " x(a, b)"),
    };

    private string Table() => Pick("orders", "items", "\"People\"", "public.orders", "only items", "nowhere", "c");

    private string Expr(int depth)
    {
        if (depth <= 0)
        {
            return Pick("id", "o.id", "i.line", "tenant_id", "1", "4.5", "'a'", "null", "@p", "$1", "{0}", "true", "default", "now()", "o", "x.a", "interval '1 day'");
        }

        return random.Next(14) switch
        {
            0 => $"{Expr(depth - 1)} {Pick("=", "<>", "<", "+", "-", "*", "||", "and", "or", "->>", "@>", "like", "is distinct from")} {Expr(depth - 1)}",
            1 => $"({Expr(depth - 1)})",
            2 => $"{Expr(depth - 1)} {Pick("not ", "")}in ({(random.Next(2) == 0 ? Query(depth - 1) : Expr(depth - 1) + ", " + Expr(depth - 1))})",
            3 => $"exists ({Query(depth - 1)})",
            4 => $"({Query(depth - 1)})",
            5 => $"{Expr(depth - 1)} between {Expr(depth - 1)} and {Expr(depth - 1)}",
            6 => $"case when {Expr(depth - 1)} then {Expr(depth - 1)} else {Expr(depth - 1)} end",
            7 => $"{Pick("coalesce", "lower", "count", "greatest", "f", "sum")}({Expr(depth - 1)}, {Expr(depth - 1)}){Pick("", " over (partition by id)", " filter (where id = 1)", " over w")}",
            8 => $"({Expr(depth - 1)}, {Expr(depth - 1)}) = ({Expr(depth - 1)}, {Expr(depth - 1)})",
            9 => $"{Expr(depth - 1)}::{Pick("int", "text[]", "numeric(10, 2)", "timestamp with time zone")}",
            10 => $"{Expr(depth - 1)} = any ({(random.Next(4) == 0 ? Query(depth - 1) : Pick("array[1, 2]", "'{1,2}'", "@p"))})",
            11 => $"not {Expr(depth - 1)}",
            12 => $"{Expr(depth - 1)} is not {Pick("null", "true", "distinct from 1")}",
            _ => Expr(0),
        };
    }
}
