using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.SqlTexts;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.SqlTexts;

/// <summary>Texts are followed to the literals that make them, and positions in them back to the code.</summary>
public sealed class SqlTextReaderTests
{
    [Theory]
    [InlineData("\"select 1\"", "select 1")]
    [InlineData("@\"select \"\"A\"\"\"", "select \"A\"")]
    [InlineData("\"select \\\"A\\\"\\n\\u0041\"", "select \"A\"\nA")]
    [InlineData("\"select \" + \"1\" + ' '", "select 1 ")]
    [InlineData("Const + Static + Property + nameof(C)", "constant static property C")]
    [InlineData("\"limit \" + 5", "limit 5")]
    [InlineData("string.Concat(\"a\", \"b\", Const)", "abconstant ")]
    [InlineData("$\"select {Const} {5}\"", "select constant  5")]
    [InlineData("$\"select {{}} {id}\"", "select {} {0}")]
    [InlineData("\"select \" + id + \" , \" + id", "select {0} , {1}")]
    [InlineData("\" select 1 \".Trim()", " select 1 ")]
    [InlineData("Kept + \"1\"", "kept 1")]
    [InlineData("System.Runtime.CompilerServices.FormattableStringFactory.Create(\"select {0}\", id)", "select {0}")]
    [InlineData("new StringBuilder(\"select \").Append(\"1\").Append(';').AppendLine().ToString()", "select 1;\n")]
    public void Expressions(string expression, string expected) => Text("", expression).ShouldBe(expected);

    [Theory]
    [InlineData("var sql = \"select 1\";", "select 1")]
    [InlineData("var sql = \"select 1\"; sql += \" limit 2\"; sql = sql + \" for update\";", "select 1 limit 2 for update")]
    [InlineData("string sql; sql = \"select 1\";", "select 1")]
    [InlineData("var sql = \"select 1\"; var other = \"a\"; other = \"b\"; other += \"c\";", "select 1")]
    [InlineData("const string sql = Const + \"1\";", "constant 1")]
    [InlineData("var b = new StringBuilder(); b.Append(\"select \").Append(\"1\"); b.AppendLine(\";\"); var sql = b.ToString();", "select 1;\n")]
    public void Locals(string statements, string expected) => Text(statements, "sql").ShouldBe(expected);

    [Fact]
    public void Both_ways_of_an_if_are_texts()
    {
        var texts = Read("var sql = \"select 1\"; if (flag) { sql += \" limit 1\"; } else sql += \" limit 2\";", "sql");
        texts.Select(text => (text.Text, text.Path)).ShouldBe([("select 1 limit 1", "when flag"), ("select 1 limit 2", "unless flag")]);
    }

    [Fact]
    public void Ways_within_ways_are_named_together()
    {
        var texts = Read("var sql = \"a\"; if (flag) { sql += \"b\"; if (id > 1) sql += \"c\"; }", "sql");
        texts.Select(text => (text.Text, text.Path)).ShouldBe([("abc", "when id > 1 and when flag"), ("ab", "unless id > 1 and when flag"), ("a", "unless flag")], ignoreOrder: true);
    }

    [Fact]
    public void Both_ways_of_a_condition_are_texts()
    {
        var texts = Read("", "\"select \" + (flag ? \"1\" : \"2\")");
        texts.Select(text => text.Text).ShouldBe(["select 1", "select 2"]);
    }

    [Fact]
    public void Every_arm_of_a_switch_is_a_text()
    {
        var texts = Read("", "\"select \" + (id switch { 1 => \"1\", _ => \"2\" })");
        texts.Select(text => (text.Text, text.Path)).ShouldBe([("select 1", "for 1"), ("select 2", "for _")]);
    }

    [Fact]
    public void Both_sides_of_a_null_test_are_texts()
    {
        var texts = Read("string? own = flag ? \"select 1\" : null;", "own ?? \"select 2\"");
        texts.Select(text => text.UnknownReason ?? text.Text).ShouldBe(["select 1", "the text is null", "select 2"]);
    }

    [Theory]
    [InlineData("", "parameter", "given by the caller")]
    [InlineData("", "null!", "the text is null")]
    [InlineData("", "Console.ReadLine()!", "made by 'ReadLine'")]
    [InlineData("", "$\"select {parameter}\"", "given by the caller")]
    [InlineData("", "Mutable", "can change")]
    [InlineData("var sql = \"\"; foreach (var n in numbers) { sql += \"x\"; }", "sql", "not followed")]
    [InlineData("var sql = \"\"; Change(ref sql);", "sql", "not followed")]
    [InlineData("var sql = \"a\"; sql += sql;", "sql", "not followed")]
    [InlineData("var sql = \"a\"; sql = \"b\" + sql;", "sql", "not followed")]
    [InlineData("var sql = \"\"; Action a = () => sql = \"x\"; a();", "sql", "not followed")]
    public void What_is_not_followed_is_unknown(string statements, string expression, string reason) =>
        Read(statements, expression).ShouldHaveSingleItem().UnknownReason.ShouldNotBeNull().ShouldContain(reason);

    [Fact]
    public void Too_many_paths_are_unknown()
    {
        var statements = "var sql = \"\";" + string.Concat(Enumerable.Range(0, 5).Select(i => $" if (id > {i}) sql += \"{i}\";"));
        Read(statements, "sql").ShouldHaveSingleItem().UnknownReason.ShouldNotBeNull();
    }

    [Fact]
    public void A_thousand_parts_are_one_text() =>
        Text("", string.Join(" + ", Enumerable.Repeat("Const", 1000))).Length.ShouldBe("constant ".Length * 1000);

    [Fact]
    public void Holes_of_a_formattable_string_are_parameters()
    {
        var text = Read("FormattableString sql = $\"select {parameter}, {id}\";", "sql").ShouldHaveSingleItem();
        text.Text.ShouldBe("select {0}, {1}");
        text.Holes.Select(hole => hole.Syntax.ToString()).ShouldBe(["parameter", "id"]);
    }

    [Theory]
    [InlineData("\"select ORDERS\"")]
    [InlineData("\"a\\t\\\"\\x41\\u0042\\U0001F600 ORDERS\\n\"")]
    [InlineData("@\"a \"\"q\"\" ORDERS\"")]
    [InlineData("\"\"\"select ORDERS\"\"\"")]
    [InlineData("\"\"\"\n            select \"Id\"\n              from ORDERS\n            \"\"\"")]
    [InlineData("$\"{{x}} \\\"{id}\\\" ORDERS {id}\"")]
    [InlineData("$@\"{{x}} \"\"{id}\"\" ORDERS\"")]
    [InlineData("$\"\"\"a \\t {id} \\n ORDERS\"\"\"")]
    [InlineData("$\"\"\"\n            select {id}\n              from ORDERS where {id}\n            \"\"\"")]
    [InlineData("$\"\"\"\n            select {id}            ORDERS\n            \"\"\"")]
    [InlineData("\"select \" + \"x from \" + \"ORDERS\" + \" where\"")]
    public void Positions_lead_back_to_the_literal(string expression)
    {
        var text = Read("", expression).ShouldHaveSingleItem();
        var location = text.LocationOf(text.Text.IndexOf("ORDERS", StringComparison.Ordinal), "ORDERS".Length).ShouldNotBeNull();
        location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(location.SourceSpan).ShouldBe("ORDERS");
    }

    [Fact]
    public void A_hole_leads_back_to_its_expression()
    {
        var text = Read("", "$\"select {id}\"").ShouldHaveSingleItem();
        var location = text.LocationOf(text.Text.IndexOf("{0}", StringComparison.Ordinal), 3).ShouldNotBeNull();
        location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(location.SourceSpan).ShouldBe("id");
    }

    private static string Text(string statements, string expression)
    {
        var text = Read(statements, expression).ShouldHaveSingleItem();
        text.UnknownReason.ShouldBeNull();
        return text.Text;
    }

    private static IReadOnlyList<SqlText> Read(string statements, string expression)
    {
        var source =
            $$"""
            using System.Text;

            class C
            {
                private const string Const = "constant ";
                private static readonly string Static = "static ";
                private static string Property => "property ";
                private static string Kept { get; } = "kept ";
                private static string Mutable = "";
                static void Take(object sql) { }
                static void Change(ref string sql) { }

                static void M(string parameter, int id, bool flag, int[] numbers)
                {
                    {{statements}}
                    Take({{expression}});
                }
            }
            """;
        var compilation = Compile.Library(source).MustCompile();
        var tree = compilation.SyntaxTrees.Last();
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Last(node => node.Expression.ToString() == "Take");
        var invocation = (IInvocationOperation)compilation.GetSemanticModel(tree).GetOperation(call)!;
        return new SqlTextReader(compilation, TestContext.Current.CancellationToken).Read(invocation.Arguments[0].Value);
    }
}
