namespace ShardSafety.Core.Tests.Planning.Writes;

public class InsertSelectAndMergeTests
{
    [Theory]
    [InlineData("insert into items (tenant, order_id) select tenant, id from orders", "fanout")]
    [InlineData("insert into items (tenant, order_id) select tenant, id from orders where tenant = 1", "router")]
    [InlineData("insert into items (tenant, order_id) select o.tenant, o.id from orders o join regions r on r.tenant = o.id where o.tenant = 1", "fanout")]
    [InlineData("insert into items (tenant, order_id) select id, tenant from orders", "repartition")]
    [InlineData("insert into items (tenant, order_id) select tenant + 1, id from orders", "repartition")]
    [InlineData("insert into items (tenant, order_id) select tenant, 1 from meters", "repartition")]
    [InlineData("insert into items (tenant, order_id) select tenant, random() * 9 from orders", "repartition")]
    [InlineData("insert into items (tenant, order_id) select id, tenant from orders limit 5", "recursive")]
    [InlineData("insert into items (tenant, order_id) select id, count(*) from orders group by id", "recursive")]
    [InlineData("insert into items (tenant, order_id) select id, tenant from orders order by 1", "recursive")]
    [InlineData("insert into items (tenant, order_id) select count(*), tenant from orders group by tenant", "repartition")]
    [InlineData("insert into items (tenant, order_id) select id, 1 from orders where tenant = 1", "recursive")]
    [InlineData("insert into items (tenant, order_id) select 1, 2", "recursive")]
    [InlineData("insert into items (tenant, order_id) select tenant, 1 from jobs", "recursive")]
    [InlineData("insert into regions select note, note, 1 from orders", "recursive")]
    [InlineData("insert into regions select code, name, tenant from regions on conflict do nothing", "router")]
    [InlineData("insert into items (tenant, order_id) select tenant, id from orders union select tenant, id from notes", "repartition")]
    [InlineData("insert into logs (tenant) select tenant from orders", "recursive")]
    [InlineData("insert into logs (tenant) select tenant from orders where tenant = 1", "recursive")]
    [InlineData("insert into logs (tenant, id) select tenant, id from orders", "fanout")]
    [InlineData("insert into stamps (tenant) select tenant from orders", "fanout")]
    [InlineData("insert into marks (tenant) select tenant from orders", "repartition")]
    [InlineData("insert into marks (tenant) select tenant from orders where tenant = 1", "recursive")]
    [InlineData("insert into marks select tenant from orders where tenant = 1", "recursive")]
    public void Insert_select(string sql, string verdict) => Writes.ShouldBe(sql, verdict);

    [Fact]
    public void Reshuffled_rows_are_said_to_be_and_not_called_refused() =>
        Writes.Plan("insert into items (tenant, order_id) select id, tenant from orders").Reason
            .ShouldBe("the rows are reshuffled between workers to the shards of 'items' they belong to");

    [Theory]
    [InlineData("insert into items (tenant, order_id) select tenant, id from orders on conflict (tenant, order_id) do update set tenant = 4", "modifying the partition value of rows is not allowed")]
    public void Insert_select_refused(string sql, string words) => Writes.ShouldBeRefused(sql, words);

    [Theory]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when matched then delete", "fanout")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant and o.tenant = 1 when matched then delete", "router")]
    [InlineData("merge into orders o using items i on o.tenant = i.order_id when matched then delete", "repartition")]
    [InlineData("merge into orders o using regions r on o.tenant = r.tenant when matched then delete", "recursive")]
    [InlineData("merge into orders o using (select tenant from meters limit 1) m on o.tenant = m.tenant when matched then delete", "recursive")]
    [InlineData("merge into orders o using meters m on o.tenant = m.tenant when not matched then insert (tenant, id) values (m.tenant, 1)", "repartition")]
    public void Merge(string sql, string verdict) => Writes.ShouldBe(sql, verdict);

    [Theory]
    [InlineData("merge into regions r using orders o on o.tenant = r.tenant when matched then delete", "Reference table as target is not allowed in MERGE command")]
    [InlineData("merge into orders o using meters m on o.id = m.tenant when matched then delete", "The required join operation is missing between the target's distribution column and any expression originating from the source. The issue may arise from a non-equi-join.")]
    [InlineData("merge into orders o using items i on o.tenant = i.line when matched then delete", "In the MERGE ON clause, there is a datatype mismatch between target's distribution column and the expression originating from the source.")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when matched then update set tenant = i.order_id", "updating the distribution column is not allowed in MERGE actions")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when matched then update set made = now()", "non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when not matched then insert (tenant, id) values (5, 1)", "MERGE INSERT is using unsupported expression type for distribution column")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when not matched then insert (id) values (1)", "MERGE INSERT must have distribution column as value")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when not matched then insert default values", "cannot perform MERGE INSERT with DEFAULTS")]
    [InlineData("merge into orders o using meters m on o.tenant = m.tenant when not matched then insert (tenant, id) values (o.id, 1)", "MERGE INSERT must use the source's joining column for target's distribution column")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant when matched then delete returning o.id", "MERGE with RETURNING is not yet supported for Citus tables")]
    [InlineData("merge into orders o using jobs j on o.tenant = j.tenant when matched then delete", "MERGE INTO an distributed table from Postgres table is not yet supported")]
    [InlineData("merge into logs t using items i on t.tenant = i.tenant when not matched then insert (tenant) values (i.tenant)", "non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables")]
    [InlineData("merge into stamps t using items i on t.tenant = i.tenant when not matched then insert (tenant) values (i.tenant)", "non-IMMUTABLE functions are not yet supported in MERGE sql with distributed tables")]
    [InlineData("merge into orders o using items i on o.tenant = i.tenant and 1 < 0 when matched then delete", "The required join operation is missing between the target's distribution column and any expression originating from the source. The issue may arise from a non-equi-join.")]
    [InlineData("merge into orders o using (values (1::bigint)) v(a) on o.tenant = v.a when matched then delete", "To MERGE into a distributed table, source must be Citus table(s)")]
    public void Merge_refused(string sql, string words) => Writes.ShouldBeRefused(sql, words);
}
