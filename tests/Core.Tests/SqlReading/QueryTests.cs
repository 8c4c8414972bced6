namespace ShardSafety.Core.Tests.SqlReading;

public class QueryTests
{
    [Theory]
    [InlineData("select * from orders o join items using (tenant_id) where tenant_id = 1",
        "select #1.tenant_id, #1.id, #1.total, #1.made, #1.tags, #2.order_id, #2.line, #2.data from (orders#1 inner join items#2 on (#1.tenant_id = #2.tenant_id)) where (#1.tenant_id = 1)")]
    [InlineData("select tenant_id from orders full join items using (tenant_id)",
        "select coalesce(#1.tenant_id, #2.tenant_id) as tenant_id from (orders#1 full join items#2 on (#1.tenant_id = #2.tenant_id))")]
    [InlineData("select tenant_id from orders right join items using (tenant_id)",
        "select #2.tenant_id from (orders#1 right join items#2 on (#1.tenant_id = #2.tenant_id))")]
    [InlineData("select line from orders natural join items",
        "select #2.line from (orders#1 inner join items#2 on (#1.tenant_id = #2.tenant_id))")]
    [InlineData("select j.id from (orders join items on true) as j",
        "select #1.id from (orders#1 inner join items#2 on true)")]
    [InlineData("select 1 from orders a join orders b join items c on true on a.id = b.id",
        "select 1 as ?column? from (orders#1 inner join (orders#2 inner join items#3 on true) on (#1.id = #2.id))")]
    [InlineData("select 1 from orders cross join items, lateral (select id) s",
        "select 1 as ?column? from (orders#1 inner join items#2), lateral (select #1.id)#3")]
    [InlineData("select x.a from orders as x(k, a)", "select #1.id from orders#1", "select #1.id from orders#1")]
    public void Joins(string sql, string shape, string? other = null) =>
        Shapes.Of(sql).Replace(" as a", "").ShouldBe(other ?? shape);

    [Theory]
    [InlineData("select \"Name\", public.\"People\".\"Id\" from public.\"People\"", "select #1.Name, #1.Id from public.People#1")]
    [InlineData("select ID from Orders O where O.Id = 1", "select #1.id from orders#1 where (#1.id = 1)")]
    [InlineData("select o from orders o", "select #1.* as o from orders#1")]
    [InlineData("select xmin from orders", "select #1.xmin from orders#1")]
    [InlineData("select a.x, y from unmapped a", "select #1.x, #1.y from unmapped#1")]
    [InlineData("select id from orders where exists (select 1 from items where order_id = id)",
        "select #1.id from orders#1 where exists (select 1 as ?column? from items#2 where (#2.order_id = #1.id))")]
    [InlineData("select nowhere.x from orders", "select opaque(no table 'nowhere' is known here) as x from orders#1")]
    public void Names(string sql, string shape) => Shapes.Of(sql).ShouldBe(shape);

    [Theory]
    [InlineData("select id as tenant_id, count(*) from orders group by tenant_id order by tenant_id, 2 desc",
        "select #1.id as tenant_id, agg count(*) as count from orders#1 group by #1.tenant_id order by #1.id, agg count(*) desc")]
    [InlineData("select id x from orders group by x having count(*) > 1", "select #1.id as x from orders#1 group by #1.id having (agg count(*) > 1)")]
    [InlineData("select id from orders group by rollup (tenant_id, id)",
        "select #1.id from orders#1 group by sets ((#1.tenant_id, #1.id), (#1.tenant_id), ())")]
    [InlineData("select id from orders group by id, grouping sets ((), tenant_id)",
        "select #1.id from orders#1 group by sets ((#1.id), (#1.id, #1.tenant_id))")]
    [InlineData("select distinct on (tenant_id) id from orders order by 1 limit 3 offset 1",
        "select distinct on (#1.tenant_id) #1.id from orders#1 order by #1.id limit 3::int8 offset 1::int8")]
    [InlineData("select id from orders fetch first 2 rows with ties", "select #1.id from orders#1 limit 2::int8 with ties")]
    [InlineData("select sum(id) over w from orders window w as (partition by tenant_id)",
        "select window agg sum(#1.id) over (#1.tenant_id) as sum from orders#1")]
    [InlineData("select id from orders o, items i for update of o skip locked", "select #1.id from orders#1, items#2 for update #1")]
    public void Grouping_ordering_and_locks(string sql, string shape) => Shapes.Of(sql).ShouldBe(shape);

    [Theory]
    [InlineData("select id from orders union all select line from items order by id",
        "{(select #1.id from orders#1)#2 union all (select (#3.line)::int8 as line from items#3)#4} order by #2.id")]
    [InlineData("select 1 union select 2 intersect select 3",
        "{(select 1 as ?column?)#1 union {(select 2 as ?column?)#2 intersect (select 3 as ?column?)#3}}")]
    [InlineData("(select 1 limit 1) except (select 2)", "{(select 1 as ?column? limit 1::int8)#1 except (select 2 as ?column?)#2}")]
    [InlineData("values (1, 'a'), (2, 'b')", "select #1.column1, #1.column2 from values (1, 'a'), (2, 'b')#1")]
    [InlineData("select v.a from (values (1)) v(a)", "select #1.a from values (1)#1")]
    [InlineData("table orders", "select #1.tenant_id, #1.id, #1.total, #1.made, #1.tags from orders#1")]
    [InlineData("with c as materialized (select id from orders) select * from c",
        "with c#1 materialized (select #1.id from orders#1) select #2.id from cte 1#2")]
    [InlineData("with recursive t(n) as (select 1 union all select n + 1 from t) select n from t",
        "with t#1 recursive ({(select 1 as ?column?)#1 union all (select (#2.n + 1) as ?column? from cte 1#2)#3}) select #4.n from cte 1#4")]
    [InlineData("with d as (delete from orders returning id) select id from d",
        "with d#1 (delete orders#1 returning #1.id) select #2.id from cte 1#2")]
    [InlineData("select g, t.a from generate_series(1, 3) g, unnest(array['x']) with ordinality t(a, n)",
        "select #1.g, #2.a from generate_series(1, 3)#1, unnest(['x'::text]) ordinality#2")]
    [InlineData("select r.a from json_to_recordset('[]') as r(a int, b text)", "select #1.a from json_to_recordset('[]')#1")]
    public void Sets_values_and_common_tables(string sql, string shape) => Shapes.Of(sql).ShouldBe(shape);

    [Fact]
    public void A_text_inside_another_starts_its_numbers_where_it_is_told()
    {
        var query = ShardSafety.Core.SqlReading.SqlReader.Read("select id from orders", Shapes.Options with { FirstSource = 40 })[0].Query!;

        query.Sources.ShouldHaveSingleItem().Id.ShouldBe(40);
    }

    [Fact]
    public void Origins_are_positions_in_the_text()
    {
        const string Sql = "select id from orders where id = 5";

        var where = Shapes.Read(Sql)[0].Query!.From.Where!;

        Sql.Substring(where.At.Start, where.At.Length).ShouldBe("id = 5");
    }
}
