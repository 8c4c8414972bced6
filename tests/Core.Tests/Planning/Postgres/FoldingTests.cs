namespace ShardSafety.Core.Tests.Planning.Postgres;

/// <summary>What depends on constants alone is computed before conditions are looked at.</summary>
public class FoldingTests
{
    [Theory]
    [InlineData("SELECT * FROM users WHERE tenant = 40 + 2 AND name = 'a'", "Router")]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE u.tenant = 40 + 2", "Router")]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE 1 = 2 OR u.tenant = 5", "Router")]
    [InlineData("SELECT * FROM users WHERE tenant = 1 AND tenant = 2", "Router")]
    [InlineData("SELECT * FROM users u JOIN orders o ON true WHERE 1 = 0", "Router")]
    public void Constants_are_computed(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users WHERE id > 0 AND tenant = random()::int8", "Fanout")]
    [InlineData("SELECT * FROM users WHERE id > 0 AND tenant = extract(year from now())::int8", "Fanout")]
    public void Stable_and_volatile_calls_stay(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE (u.tenant = 1 AND u.id = 2) OR (u.tenant = 1 AND u.id = 3)", "Router")]
    public void What_every_branch_of_an_or_says_holds(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE NOT (u.tenant <> 7)", "Router")]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE NOT (u.tenant <> 7 OR u.id = 1)", "Router")]
    public void A_negation_goes_down_to_the_comparison(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE (u.tenant = 3) = true", "Router")]
    public void A_boolean_compared_with_a_constant_is_itself(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE CASE WHEN true THEN u.tenant = 3 ELSE u.id = 1 END", "Router")]
    [InlineData("SELECT * FROM users u JOIN orders o ON u.tenant = o.tenant WHERE u.tenant = coalesce(NULL, 3)", "Router")]
    public void Case_and_coalesce_lose_branches(string sql, string verdict) => Planned.Verdict(sql).ShouldBe(verdict);

    [Theory]
    [InlineData("int4eq(1, 2)")]
    [InlineData("int8ne(3, 3)")]
    [InlineData("int48lt(3, 3)")]
    [InlineData("int4gt(1, 2)")]
    [InlineData("int4ge(1, 2)")]
    [InlineData("int4le(2, 1)")]
    [InlineData("texteq('a', 'b')")]
    [InlineData("abs(-42) = 41")]
    [InlineData("abs(-4.5) = 4")]
    [InlineData("mod(7, 4) = 2")]
    [InlineData("ceil(4.2) = 4")]
    [InlineData("floor(4.8) = 5")]
    [InlineData("trunc(-4.8) = -5")]
    [InlineData("round(4.5) = 4")]
    [InlineData("sign(-4.5) = 1")]
    [InlineData("lower('X') = 'X'")]
    [InlineData("upper('x') = 'x'")]
    [InlineData("btrim(' x ') = 'x '")]
    [InlineData("ltrim(' x') = ' x'")]
    [InlineData("rtrim('x ') = 'x '")]
    [InlineData("length('abc') = 2")]
    [InlineData("reverse('ab') = 'ab'")]
    [InlineData("substring('abc', 1, 2) = 'abc'")]
    [InlineData("substring('abc', 2) = 'b'")]
    [InlineData("substr('abc', 0, 2) = 'ab'")]
    [InlineData("left('abc', 2) = 'abc'")]
    [InlineData("left('abc', -1) = 'a'")]
    [InlineData("right('abc', 2) = 'c'")]
    [InlineData("right('abc', -1) = 'c'")]
    [InlineData("replace('abc', 'b', 'x') = 'abc'")]
    [InlineData("strpos('abc', 'c') = 2")]
    [InlineData("starts_with('abc', 'b')")]
    public void Functions_of_constants_are_computed(string never)
    {
        Planned.Verdict("SELECT * FROM orders WHERE " + never).ShouldBe(Planned.Verdict("SELECT * FROM orders WHERE false"));
        Planned.Verdict("SELECT * FROM orders WHERE NOT (" + never + ")").ShouldBe("Fanout");
    }

    [Fact]
    public void What_depends_on_the_collation_is_not_computed() =>
        Planned.Verdict("SELECT * FROM orders WHERE lower('\u00c4') = 'x'").ShouldBe("Fanout");
}
