using Verify = ShardSafety.Testing.AnalyzerVerifier<ShardSafety.Analyzers.QueryAnalyzer>;

namespace ShardSafety.Analyzers.Tests.Hosting;

public sealed class AllowanceTests
{
    private const string Model =
        """
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;

        [DistributedBy(nameof(Id))]
        public class Company { public long Id { get; set; } }

        public class Db : DbContext { public DbSet<Company> Companies => Set<Company>(); }

        """;

    [Fact]
    public Task Empty_reasons_are_reported() => Verify.VerifyAnalyzerAsync(Model +
        """
        [AllowMultiShard({|SHARD2016:" "|})]
        public static class Reports
        {
            private const string None = "";

            public static IQueryable<Company> All(Db db) => db.Companies.AllowMultiShard({|SHARD2016:None|});

            [AllowMultiShard("nightly report over all tenants")]
            public static IQueryable<Company> Fine(Db db) => db.Companies.AllowMultiShard("nightly report over all tenants");
        }
        """);

    [Fact]
    public Task Inside_an_expression_tree_it_is_reported() => Verify.VerifyAnalyzerAsync(Model +
        """
        public static class Reports
        {
            public static readonly Func<Db, int> Count = EF.CompileQuery((Db db) => {|SHARD2017:db.Companies.AllowMultiShard("report")|}.Count());

            public static IQueryable<bool> Correlated(Db db) => db.Companies.Select(c => {|SHARD2017:db.Companies.AllowMultiShard("report")|}.Any(o => o.Id == c.Id));

            public static readonly Func<Db, IQueryable<Company>> Delegate = db => db.Companies.AllowMultiShard("report");
        }
        """);
}
