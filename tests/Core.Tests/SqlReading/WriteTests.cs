namespace ShardSafety.Core.Tests.SqlReading;

public class WriteTests
{
    [Theory]
    [InlineData("insert into items values (1, 2, default, '{}')", "insert items#1 values (1::int8, 2::int8, default, '{}'::jsonb)#2")]
    [InlineData("insert into items (line, tenant_id) select id, '5' from orders",
        "insert items#1 (line, tenant_id) (select #2.id, 5::int8 as ?column? from orders#2)#3")]
    [InlineData("insert into items default values", "insert items#1 ")]
    [InlineData("insert into items as i (tenant_id) values (@a) on conflict (tenant_id) do update set line = excluded.line + i.line where i.line < 9 returning line",
        "insert items#1 (tenant_id) values (@a::int8)#2 on conflict do update line = (#3.line + #1.line) where (#1.line < 9) excluded#3 returning #1.line")]
    [InlineData("insert into items (tenant_id) values (1) on conflict do nothing", "insert items#1 (tenant_id) values (1::int8)#2 on conflict do nothing")]
    public void Insert(string sql, string shape) => Shapes.Of(sql).ShouldBe(shape);

    [Theory]
    [InlineData("update orders set total = 1, made = default where id = 2", "update orders#1 set total = 1, made = default where (#1.id = 2)")]
    [InlineData("update orders o set (total, id) = (2, i.line) from items i where i.order_id = o.id returning *",
        "update orders#1 set total = 2, id = (#2.line)::int8 from items#2 where (#2.order_id = #1.id) returning #1.tenant_id, #1.id, #1.total, #1.made, #1.tags, #2.tenant_id, #2.order_id, #2.line, #2.data")]
    [InlineData("update orders set (total, id) = (select 1, 2)", "update orders#1 set total = (scalar (select 1 as ?column?, 2 as ?column?))::numeric, id = opaque(a column of the row)")]
    [InlineData("delete from only orders using items i where orders.id = i.order_id", "delete orders#1 from items#2 where (#1.id = #2.order_id)")]
    public void Update_and_delete(string sql, string shape) => Shapes.Of(sql).ShouldBe(shape);

    [Fact]
    public void Merge() => Shapes.Of("""
        merge into orders o using items i on o.tenant_id = i.tenant_id
        when matched and i.line > 1 then update set total = 2
        when not matched by source then delete
        when not matched by target then insert (tenant_id, id) values (i.tenant_id, 3)
        when matched then do nothing
        """).ShouldBe("merge orders#1 from items#2 on (#1.tenant_id = #2.tenant_id) when matched and (#2.line > 1) then update total = 2"
            + " when notmatchedbysource then delete when notmatched then insert (tenant_id, id) values (#2.tenant_id, 3::int8) when matched then nothing");

    [Theory]
    [InlineData("truncate table orders, items cascade", "truncate orders#1 items#2")]
    [InlineData("copy orders (id) from stdin", "copy orders#1")]
    [InlineData("copy (select 1) to stdout", "copyselect 1 as ?column?")]
    [InlineData("create unique index concurrently if not exists ix on orders (id)", "create index orders#1")]
    [InlineData("alter table if exists only orders add column x int", "alter table orders#1")]
    [InlineData("create table t2 as select 1", "create table t2#1select 1 as ?column?")]
    [InlineData("begin; select 1; commit", "begin; select 1 as ?column?; commit")]
    [InlineData("explain (analyze, verbose) select 1", "select 1 as ?column?")]
    [InlineData("do $$ begin perform 1; end $$", "do")]
    [InlineData("create function f() returns int begin atomic select 1; select 2; end; select 3", "create function; select 3 as ?column?")]
    public void Other_statements(string sql, string shape) => Shapes.Of(sql).ShouldBe(shape);

    [Theory]
    [InlineData("select from where", "a table expected, found 'where'", 12)]
    [InlineData("select (1", "')' expected, but the statement ends", 9)]
    [InlineData("select 'open", "a string that does not end", 7)]
    [InlineData("select 1 /* open", "a comment that does not end", 9)]
    [InlineData("select 1 from orders bad word", "'word' was not expected here", 25)]
    [InlineData("update orders total = 1", "SET expected, found '='", 20)]
    public void What_cannot_be_read_says_why_and_where(string sql, string reason, int at)
    {
        var unreadable = Shapes.Read(sql).ShouldHaveSingleItem().Unreadable.ShouldHaveSingleItem();

        unreadable.Reason.ShouldBe(reason);
        unreadable.At.Start.ShouldBe(at);
    }

    [Fact]
    public void A_statement_that_cannot_be_read_leaves_the_others_readable() =>
        Shapes.Of("select id from orders x y; select 1").ShouldBe(" unreadable('y' was not expected here); select 1 as ?column?");
}
