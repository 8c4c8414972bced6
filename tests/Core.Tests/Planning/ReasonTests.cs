using ShardSafety.Core.Planning;

namespace ShardSafety.Core.Tests.Planning;

/// <summary>Why a condition on the key does not lead to one shard, in words.</summary>
public class ReasonTests
{
    [Theory]
    [InlineData("NOT (tenant = 5)", "is negated")]
    [InlineData("tenant IS NULL", "is null says nothing")]
    [InlineData("tenant IS NOT NULL", "is null says nothing")]
    [InlineData("tenant IS DISTINCT FROM 5", "IS DISTINCT FROM")]
    [InlineData("tenant = ANY (ARRAY[id])", "a list of values for 'tenant'")]
    [InlineData("tenant NOT IN (1, 2)", "a list that 'tenant' must not be in")]
    [InlineData("5 = ANY (ARRAY[tenant, id])", "is not a comparison with one value")]
    [InlineData("tenant = 5 OR id = 1", "only one side of an OR")]
    [InlineData("CASE WHEN tenant = 5 THEN true ELSE false END", "a computed one")]
    [InlineData("CASE id WHEN tenant THEN true ELSE false END", "a computed one")]
    [InlineData("CASE WHEN id = 5 THEN tenant = 3 ELSE false END", "a computed one")]
    [InlineData("CASE WHEN id = 5 THEN true ELSE tenant = 3 END", "a computed one")]
    [InlineData("CASE tenant WHEN 5 THEN true ELSE false END", "a computed one")]
    [InlineData("coalesce(tenant = 5, false)", "a computed one")]
    [InlineData("(tenant = 5) IS NOT FALSE", "is not a comparison with one value")]
    [InlineData("(tenant, id) < (5, 6)", "is not a comparison with one value")]
    [InlineData("coalesce(tenant, 5) = 6", "stands inside an expression")]
    [InlineData("abs(tenant) = 5", "stands inside an expression")]
    [InlineData("tenant::text = '5'", "stands inside an expression")]
    [InlineData("greatest(tenant, 1) = 5", "stands inside an expression")]
    [InlineData("-tenant = 5", "stands inside an expression")]
    [InlineData("id + abs(tenant + 1) = 5", "stands inside an expression")]
    [InlineData("(NOT (tenant = 5)) = true", "stands inside an expression")]
    [InlineData("(tenant IS NULL) = true", "stands inside an expression")]
    [InlineData("((tenant = 5) IS TRUE) = true", "stands inside an expression")]
    [InlineData("(tenant IS DISTINCT FROM 5) = true", "stands inside an expression")]
    [InlineData("(CASE WHEN tenant = 5 THEN 1 ELSE 2 END) = 1", "stands inside an expression")]
    [InlineData("(tenant IN (SELECT id FROM tenants)) = true", "stands inside an expression")]
    [InlineData("tenant > 5", "is compared by >")]
    [InlineData("5 < tenant", "is compared by <")]
    public void A_condition_on_the_key_that_fixes_nothing(string condition, string words)
    {
        var plan = Planned.Plan("SELECT * FROM orders WHERE " + condition);
        plan.Cause.ShouldBe(PlanCause.KeyDefeated);
        plan.Reason.ShouldContain(words);
    }
}
