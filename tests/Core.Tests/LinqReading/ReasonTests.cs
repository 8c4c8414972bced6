using ShardSafety.Core.Planning;
using ShardSafety.Core.Tests.Flow;

namespace ShardSafety.Core.Tests.LinqReading;

/// <summary>What cannot be translated is named: the part itself, not the operator around it.</summary>
public sealed class ReasonTests
{
    private const string Mine = "the method 'Code.Mine'";

    [Theory]
    [InlineData("db.Orders.Where(o => Mine(o.Id) > 3)", Mine)]
    [InlineData("db.Orders.Where(o => !(Mine(o.Id) > 3))", Mine)]
    [InlineData("db.Orders.Where(o => -Mine(o.Id) > 3 && o.Paid)", Mine)]
    [InlineData("db.Orders.Where(o => 3 > Mine(o.Id) || o.Paid)", Mine)]
    [InlineData("db.Orders.Where(o => Mine(o.Id).CompareTo(3) > 3)", Mine)]
    [InlineData("db.Orders.Where(o => (o.Paid ? Mine(o.Id) : 2) > 3)", Mine)]
    [InlineData("db.Orders.Where(o => (o.Paid ? 2 : Mine(o.Id)) > 3)", Mine)]
    [InlineData("db.Orders.Where(o => Mine(o.Id).Equals(3))", Mine)]
    [InlineData("db.Orders.Where(o => Row(o.Id).Amount > 3)", "the method 'Code.Row'")]
    [InlineData("db.Orders.Where(o => EF.Property<int>(Row(o.Id), \"Id\") > 3)", "the method 'Code.Row'")]
    [InlineData("db.Orders.Where(o => Rows(o.Id)[3] > 3)", "the method 'Code.Rows'")]
    [InlineData("db.Orders.Where(o => Rows(o.Id).Any(n => n > 3))", "the method 'Code.Rows'")]
    [InlineData("db.Orders.Where(o => Rows(o.Id).Count() > 3)", "the method 'Code.Rows'")]
    [InlineData("db.Orders.SelectMany(o => Rows(o.Id))", "the method 'Code.Rows'")]
    [InlineData("db.Orders.OrderBy(o => Mine(o.Id)).Take(3)", Mine)]
    [InlineData("db.Orders.OrderBy(o => o.Id).ThenBy(o => Mine(o.Id)).Take(3)", Mine)]
    [InlineData("db.Orders.GroupBy(o => o.CompanyId).Select(g => g.Max(o => Mine(o.Id)))", Mine)]
    [InlineData("db.Orders.Join(db.Items, o => Mine(o.Id), i => i.OrderId, (o, i) => o)", Mine)]
    [InlineData("db.Orders.Join(db.Items, o => o.Id, i => Mine(i.OrderId), (o, i) => o)", Mine)]
    [InlineData("db.Orders.Select(o => Mine(o.Id)).Distinct().Where(n => n > 3)", Mine)]
    [InlineData("db.Orders.Zip(db.Items)", "'Zip'")]
    [InlineData("db.Orders.Where((o, i) => i > 3)", "'Where'")]
    [InlineData("db.Orders.Select((o, i) => i)", "'Select'")]
    [InlineData("db.Orders.Where(o => o.Items.Where((x, i) => i > 3).Any())", "'Where'")]
    public void The_part_is_named(string query, string reason) => Reason(query + ".ToList();").ShouldContain(reason);

    [Theory]
    [InlineData("db.Orders.Max(o => Mine(o.Id));", Mine)]
    [InlineData("db.Orders.Sum(o => Mine(o.Id));", Mine)]
    [InlineData("db.Orders.Count(o => Mine(o.Id) > 3);", Mine)]
    [InlineData("db.Orders.All(o => Mine(o.Id) > 3);", Mine)]
    [InlineData("db.Orders.First(o => Mine(o.Id) > 3);", Mine)]
    [InlineData("db.Orders.OrderBy(o => o.Id).Last(o => Mine(o.Id) > 3);", Mine)]
    [InlineData("db.Orders.ExecuteUpdate(s => s.SetProperty(o => o.Amount, o => Mine(o.Id)));", Mine)]
    [InlineData("db.Orders.Where(o => Mine(o.Id) > 3).ExecuteDelete();", Mine)]
    public void The_part_of_what_runs_is_named(string statement, string reason) => Reason(statement).ShouldContain(reason);

    private static string Reason(string statement)
    {
        var plan = FlowHarness.Find($$"""
            public class Code
            {
                private static int Mine(long id) => (int)id;
                private static Order Row(long id) => new();
                private static int[] Rows(long id) => [];
                public void Run(AppDb db) { {{statement}} }
            }
            """).Single().Plan;
        plan.Verdict.ShouldBe(Verdict.Unknown);
        return plan.Reason;
    }
}
