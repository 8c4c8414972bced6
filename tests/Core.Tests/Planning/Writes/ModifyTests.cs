using ShardSafety.Core.Planning;

namespace ShardSafety.Core.Tests.Planning.Writes;

public class ModifyTests
{
    [Theory]
    [InlineData("insert into orders (tenant, id) values (1, 2)", "router")]
    [InlineData("insert into orders (tenant, id) values (1, 2), (1, 3)", "router")]
    [InlineData("insert into orders (tenant, id) values (1, 2), (2, 3)", "fanout")]
    [InlineData("insert into orders (tenant, id) values ((random() * 9)::int, 2)", "router")]
    [InlineData("insert into notes (id) values (2)", "router")]
    [InlineData("insert into regions values ('a', 'b', 1), ('c', 'd', 2)", "router")]
    [InlineData("insert into jobs values ('a', 1)", "local")]
    [InlineData("insert into orders (tenant, id) values (1, 2) on conflict (tenant, id) do update set tenant = excluded.tenant, total = excluded.total + 1", "router")]
    [InlineData("with w as (insert into orders (tenant, id) values (1, 2) on conflict (tenant, id) do update set total = excluded.total returning *) select * from w", "recursive")]
    public void Inserts_go_where_their_keys_lead(string sql, string verdict) => Writes.ShouldBe(sql, verdict);

    [Theory]
    [InlineData("insert into orders (id) values (2)", "cannot perform an INSERT without a partition column value")]
    [InlineData("insert into orders (tenant, id) values (null, 2)", "cannot perform an INSERT with NULL in the partition column")]
    [InlineData("insert into orders (tenant, id) values (default, 2)", "cannot perform an INSERT without a partition column value")]
    [InlineData("insert into orders (tenant, id) values (default, 2), (1, 3)", "cannot perform an INSERT with NULL in the partition column")]
    [InlineData("insert into orders (tenant, id) values (1, (select max(id) from orders where tenant = 1))", "subqueries are not supported within INSERT queries")]
    [InlineData("insert into orders (tenant, id) values (1, 2) returning now()", "non-IMMUTABLE functions are not allowed in the RETURNING clause")]
    [InlineData("insert into orders (tenant, id) values (1, 2) on conflict (tenant, id) do update set tenant = 5", "modifying the partition value of rows is not allowed")]
    [InlineData("insert into orders (tenant, id) values (1, 2) on conflict (tenant, id) do update set made = now()", "functions used in the DO UPDATE SET clause of INSERTs on distributed tables must be marked IMMUTABLE")]
    [InlineData("insert into orders (tenant, id) values (1, 2) on conflict (tenant, id) do update set total = 1 where orders.made < now()", "functions used in the WHERE clause of the ON CONFLICT clause of INSERTs on distributed tables must be marked IMMUTABLE")]
    [InlineData("insert into orders (tenant, id) values (1, 2) on conflict (tenant, id) where id > random() do nothing", "functions used in the WHERE clause of the ON CONFLICT clause of INSERTs on distributed tables must be marked IMMUTABLE")]
    public void Inserts_that_citus_refuses(string sql, string words) => Writes.ShouldBeRefused(sql, words);

    [Theory]
    [InlineData("update orders set total = 1 where tenant = 1", "router")]
    [InlineData("update orders set total = 1 where id = 1", "fanout")]
    [InlineData("delete from orders where tenant in (1, 2)", "fanout")]
    [InlineData("update orders o set total = 1 from items i where i.tenant = o.tenant and o.tenant = 1", "router")]
    [InlineData("update orders o set total = 1 from items i where i.tenant = o.tenant", "fanout")]
    [InlineData("delete from orders o using regions r where r.tenant = o.tenant", "fanout")]
    [InlineData("update orders set total = (select count(*) from meters where meter = '11111111-1111-1111-1111-111111111111') where id = 1", "recursive")]
    [InlineData("delete from orders where tenant = 1 and id in (select id from orders where tenant = 1 limit 5)", "router")]
    [InlineData("delete from orders where id in (select id from orders limit 5)", "recursive")]
    [InlineData("update regions set name = 'x'", "router")]
    [InlineData("delete from regions where tenant in (select tenant from orders)", "recursive")]
    [InlineData("update orders set tenant = tenant where id = 1", "fanout")]
    [InlineData("update orders set tenant = 7 where tenant = 7", "router")]
    [InlineData("update orders set made = now() where tenant = 1", "router")]
    [InlineData("update jobs set tenant = 1 where tenant in (select id from orders where tenant = 42)", "recursive")]
    [InlineData("delete from orders where tenant = 1 and tenant = 2", "router")]
    public void Updates_and_deletes(string sql, string verdict) => Writes.ShouldBe(sql, verdict);

    [Theory]
    [InlineData("update orders set tenant = 2 where tenant = 1", "modifying the partition value of rows is not allowed")]
    [InlineData("update orders set tenant = id where tenant = 1", "modifying the partition value of rows is not allowed")]
    [InlineData("update orders set tenant = @p where tenant = @p", "modifying the partition value of rows is not allowed")]
    [InlineData("update orders set total = random() where tenant = 1", "functions used in UPDATE queries on distributed tables must not be VOLATILE")]
    [InlineData("update orders set made = clock_timestamp(), tenant = 2", "modifying the partition value of rows is not allowed")]
    [InlineData("delete from orders where tenant = 1 and random() < total", "functions used in the WHERE/ON/WHEN clause of modification queries on distributed tables must not be VOLATILE")]
    [InlineData("delete from orders o where tenant = 1 and exists (select 1 from items i where i.tenant = o.tenant and random() < 1)", "functions used in UPDATE queries on distributed tables must not be VOLATILE")]
    [InlineData("update orders set note = date_trunc('day', made)::text where tenant = 1", "STABLE functions used in UPDATE queries cannot be called with column references")]
    [InlineData("update orders set made = coalesce(made, now()) where tenant = 1", "non-IMMUTABLE functions are not allowed in CASE or COALESCE statements")]
    [InlineData("delete from orders where tenant = 1 returning now()", "non-IMMUTABLE functions are not allowed in the RETURNING clause")]
    [InlineData("update orders o set total = 1 from meters m where m.tenant = o.tenant", "complex joins are only supported when all distributed tables are co-located and joined on their distribution columns")]
    [InlineData("update regions r set name = 'x' from orders o where o.tenant = r.tenant", "only reference tables may be queried when targeting a reference table with multi shard UPDATE/DELETE queries with multiple tables ")]
    [InlineData("update regions r set name = 'x' from orders o where o.tenant = 1", "cannot perform select on a distributed table and modify a reference table")]
    [InlineData("update regions set name = 'x' where exists (select 1 from jobs)", "relation jobs is not distributed")]
    [InlineData("update regions set name = (select max(name) from jobs)", "relation jobs is not distributed")]
    [InlineData("update orders set total = 1 where current of c", "cannot run DML queries with cursors")]
    [InlineData("delete from regions where current of c", "cannot run DML queries with cursors")]
    [InlineData("with recursive w as (select id from orders where tenant = 1 union all select o.id from orders o, w where o.id = w.id + 1 and o.tenant = 1) search depth first by id set step delete from orders where tenant = 1 and id in (select id from w)", "recursive CTEs are only supported when they contain a filter on the distribution column")]
    public void Updates_and_deletes_that_citus_refuses(string sql, string words) => Writes.ShouldBeRefused(sql, words);

    [Theory]
    [InlineData("insert into orders (id) values (2)", (int)PlanCause.KeyMissingInInsert)]
    [InlineData("update orders set tenant = 2 where tenant = 1", (int)PlanCause.KeyUpdated)]
    [InlineData("update orders set total = random() where tenant = 1", (int)PlanCause.FunctionInUpdate)]
    [InlineData("update regions r set name = 'x' from orders o where o.tenant = 1", (int)PlanCause.ReferenceTableWrite)]
    public void Refusals_say_their_cause(string sql, int cause) => ((int)Writes.Plan(sql).Cause).ShouldBe(cause);

    [Theory]
    [InlineData("with w as (delete from orders where tenant = 1 returning *) select * from w", "router")]
    [InlineData("with w as (insert into orders (tenant, id) values (1, 2) returning *) select * from w", "recursive")]
    [InlineData("with w as (delete from regions returning *) select * from w", "recursive")]
    [InlineData("with w as (delete from orders where tenant = 1 and tenant = 2 returning *) select * from w", "unsupported")]
    [InlineData("with w as (update orders set total = random() where tenant = 1 returning *) select * from w", "unsupported")]
    public void Writing_common_tables(string sql, string verdict) => Writes.ShouldBe(sql, verdict);

    [Theory]
    [InlineData("truncate orders", "fanout")]
    [InlineData("truncate regions", "router")]
    [InlineData("copy orders from stdin", "fanout")]
    [InlineData("truncate jobs", "local")]
    [InlineData("select * from orders where tenant = 1 for update", "router")]
    [InlineData("select * from orders for update", "unsupported")]
    [InlineData("with c as (select tenant from orders where id = 1) select * from c for update", "fanout")]
    public void Commands_and_row_locks(string sql, string verdict) => Writes.ShouldBe(sql, verdict);
}
