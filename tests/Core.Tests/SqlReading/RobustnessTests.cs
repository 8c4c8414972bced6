using System.Diagnostics;
using ShardSafety.Core.Queries;
using ShardSafety.Core.SqlReading;
using ShardSafety.Core.SqlReading.Lexing;
using ShardSafety.Core.SqlReading.Parsing;

namespace ShardSafety.Core.Tests.SqlReading;

public class RobustnessTests(ITestOutputHelper output)
{
    private const int Inputs = 100_000;

    [Fact]
    public void Random_and_mutated_texts_never_throw_and_every_token_is_looked_at_a_bounded_number_of_times()
    {
        var seed = Environment.GetEnvironmentVariable("SHARDSAFETY_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        output.WriteLine($"seed {seed} (set SHARDSAFETY_SEED to repeat)");
        var grammar = new SqlGrammar(new Random(seed));
        var clock = Stopwatch.StartNew();
        long tokens = 0;
        long steps = 0;
        var unreadable = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var text = grammar.Next();
            try
            {
                unreadable += SqlReader.Read(text, Shapes.Options).Any(statement => !statement.Unreadable.IsEmpty) ? 1 : 0;
                var count = Lexer.Read(text).Count;
                Parser.Read(text, 0, out var looked);
                looked.ShouldBeLessThan(Bound(count), text);
                tokens += count;
                steps += looked;
            }
            catch (Exception failure) when (failure is not ShouldAssertException)
            {
                throw new InvalidOperationException($"seed {seed}, input {i}: {text}", failure);
            }
        }

        output.WriteLine($"{Inputs} texts, {tokens} tokens, {(double)steps / tokens:F1} looks a token, {unreadable} not readable, {clock.ElapsedMilliseconds} ms");
    }

    /// <summary>Every recorded statement with one token left out, doubled, or exchanged with the next.</summary>
    [Fact]
    public void Recorded_statements_may_be_cut_anywhere()
    {
        var count = 0;
        foreach (var (_, sql) in RecordedStatements.Read("sql-verdicts.json").Where((_, i) => i % 10 == 0))
        {
            var tokens = Lexer.Read(sql);
            for (var i = 0; i + 1 < tokens.Count; i++)
            {
                var token = tokens[i];
                SqlReader.Read(sql.Remove(token.Start, token.End - token.Start), RecordedStatements.Options);
                SqlReader.Read(sql[..token.Start], RecordedStatements.Options);
                SqlReader.Read(sql.Insert(token.End, " " + sql[token.Start..token.End]), RecordedStatements.Options);
                count += 3;
            }
        }

        output.WriteLine($"{count} texts");
        count.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("select (")]
    [InlineData("select * from (")]
    [InlineData("select not ")]
    [InlineData("select - ")]
    [InlineData("select 1 in (")]
    [InlineData("select case when ")]
    [InlineData("select array[")]
    [InlineData("with a as (")]
    [InlineData("select * from a join ")]
    [InlineData("select a[")]
    [InlineData("select 1::int[] ")]
    [InlineData("select 1 + ")]
    [InlineData("select 1 union ")]
    [InlineData("explain ")]
    [InlineData("/*")]
    [InlineData("$a")]
    [InlineData("+-")]
    [InlineData("'a'\n")]
    [InlineData("select 1;")]
    [InlineData("select exists (select ")]
    [InlineData("a.")]
    [InlineData("group by grouping sets (")]
    public void A_hundred_thousand_repetitions_are_read_in_linear_time(string part)
    {
        foreach (var before in new[] { "", "select 1 from orders ", "select " })
        {
            var text = before + string.Concat(Enumerable.Repeat(part, 100_000));

            Parser.Read(text, 0, out var looks);
            SqlReader.Read(text, Shapes.Options).ShouldNotBeEmpty();

            looks.ShouldBeLessThan(Bound(Lexer.Read(text).Count));
        }
    }

    [Fact]
    public void A_thousand_terms_and_chained_operators_are_normal()
    {
        var terms = string.Join(" or ", Enumerable.Range(0, 5_000).Select(i => $"(id = {i} and total = {i})"));
        var sum = string.Join(" + ", Enumerable.Repeat("id", 1_000));
        var arms = string.Join(" union all ", Enumerable.Repeat("select id from orders", 1_000));
        var joins = "orders o0" + string.Concat(Enumerable.Range(1, 1_000).Select(i => $" join orders o{i} on o{i}.id = o{i - 1}.id"));
        var list = string.Join(", ", Enumerable.Range(0, 100_000));

        foreach (var sql in new[] { $"select {sum} from orders where {terms} and id in ({list})", arms, $"select o7.id from {joins}" })
        {
            var statement = Shapes.Read(sql).ShouldHaveSingleItem();

            statement.Unreadable.ShouldBeEmpty();
            QueryPrinter.Print(statement).ShouldNotContain("opaque(");
        }
    }

    /// <summary>A handful of looks ahead a token, and as many for each level of nesting that may be open.</summary>
    private static long Bound(int tokens) => (120L * tokens) + 1000;
}
