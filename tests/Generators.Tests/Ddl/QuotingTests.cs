using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Queries;
using ShardSafety.PostgreSql.Testing;
using static ShardSafety.Generators.Tests.Ddl.Models;

namespace ShardSafety.Generators.Tests.Ddl;

/// <summary>No name breaks out of its quotes: what PostgreSQL reads back is the name that went in.</summary>
[Collection(TestDatabase.Collection)]
public class QuotingTests
{
    private static readonly string[] s_nasty =
    [
        "'", "''", "\"", "\"\"", "\\", "\\'", "$$", "$shardsafety$", "$shardsafety1$", "--", "/*", "*/", ";", "\n", "\r", "\t", "%", "%%", "{0}", ".", " ", "a", "B",
        "é", "ß", "𝄞", "\u2028", "$EF$", "@p", ":x", "E'", "U&\"", "none", "default", "select", "user", "1", "_",
    ];

    /// <summary>Pieces that mean something to some reader of SQL, and any text at all; only names that PostgreSQL can have.</summary>
    private static Arbitrary<string> Names() => Gen.OneOf(
            Gen.Elements(s_nasty).NonEmptyListOf().Select(parts => string.Concat(parts.Take(12))),
            ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(s => s.Get))
        .Where(n => SqlText.Problem(n) is null)
        .ToArbitrary();

    [Theory]
    [InlineData("Orders", "'\"Orders\"'")]
    [InlineData("My \"odd\" Table", "'\"My \"\"odd\"\" Table\"'")]
    [InlineData("it's", "'\"it''s\"'")]
    [InlineData("a\\b", "E'\"a\\\\b\"'")]
    public void A_table_is_quoted_as_an_identifier_inside_a_string(string name, string sql) => SqlText.RegClass(new TableName(null, name)).ShouldBe(sql);

    [Fact]
    public void A_schema_is_quoted_by_itself() => SqlText.RegClass(new TableName("my schema", "Orders")).ShouldBe("'\"my schema\".\"Orders\"'");

    [Fact]
    public void Names_postgresql_can_not_have_are_named()
    {
        // Not as attribute arguments: those are stored as UTF-8, which half a pair does not survive.
        foreach (var name in new[] { "", "a\0b", "half \ud834", "\udd1e half", new string('a', 64), new string('ä', 32) })
        {
            SqlText.Problem(name).ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_comment_ends_with_its_line() => Check(Names(), name => SqlText.Comment(name).TrimEnd('\n').All(c => !char.IsControl(c)));

    [Fact]
    public void A_block_can_not_be_left_from_inside() => Check(Names(), name =>
    {
        var block = SqlText.Block(name);
        var tag = block.Substring(3, block.IndexOf('$', 4) - 2);
        return block.Split(tag).Length == 3;
    });

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task PostgreSQL_reads_every_literal_and_identifier_back(string standardStrings)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.OpenAsync();
        await new NpgsqlCommand($"SET standard_conforming_strings TO {standardStrings}; SET escape_string_warning TO off", connection).ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Check(Names(), name =>
        {
            using var literal = new NpgsqlCommand($"SELECT {SqlText.Literal(name)} AS {SqlText.Identifier(name)}", connection);
            using var reader = literal.ExecuteReader();
            return reader.Read() && reader.GetString(0) == name && reader.GetName(0) == name;
        });
    }

    [Fact]
    public async Task Tables_of_any_name_are_distributed_and_undistributed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.OpenAsync();
        var names = s_nasty.Concat(Gen.Sample(Names().Generator, 30, 20)).Append(new string('ä', 31)).Append(new string('x', 63)).Distinct().ToArray();
        foreach (var name in names)
        {
            // A second table in the group puts the name into colocate_with as well.
            var other = name == "other" ? "another" : "other";
            var plan = DistributionPlanner.Plan(Context(Distributed(name, name, name), Distributed(other, "id", name, name)));
            var table = SqlText.Identifier(name);
            await RunAsync($"CREATE TABLE {table} ({table} bigint PRIMARY KEY); CREATE TABLE {other} (id bigint)");
            await RunAsync(DistributionScript.Write(name, plan, ScriptForm.Empty));

            (await database.RowsAsync("SELECT count(*), count(DISTINCT colocationid) FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid WHERE c.relnamespace = current_schema()::regnamespace"))
                .ShouldBe(["2|1"], name);
            await RunAsync(DistributionScript.Write(name, plan, ScriptForm.Empty));
            await RunAsync(DistributionScript.Reverse(plan));
            await RunAsync($"DROP TABLE {table}, {other}");
        }

        Task RunAsync(string sql) => new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static void Check<T>(Arbitrary<T> values, Func<T, bool> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(values, holds));
}
