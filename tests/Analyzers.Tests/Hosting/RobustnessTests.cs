using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShardSafety.Testing;

namespace ShardSafety.Analyzers.Tests.Hosting;

/// <summary>Code as it is while someone types it, files in any order, any culture.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Files =
    [
        """
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;

        [DistributedBy(nameof(CompanyId))]
        public class Order
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Number { get; set; } = "";
            public Customer? Customer { get; set; }
            public long? CustomerId { get; set; }
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;

        [DistributedBy(nameof(CompanyId))]
        [Index(nameof(Email), IsUnique = true)]
        public class Customer
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public string Email { get; set; } = "";
        }

        public class Plain { public int Id { get; set; } }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        public class Db : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Plain> Plains => Set<Plain>();
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().HasKey(o => o.Id);
                b.Entity<Customer>().HasKey(c => new { c.CompanyId, c.Id });
                b.Entity<Order>().HasAlternateKey(o => o.Number);
            }

            public void Run(string name) => Database.ExecuteSqlRaw("update \"Orders\" set \"Number\" = {0} where \"Id\" > 1", name);
        }
        """,
    ];

    public static TheoryData<string> HalfTyped =>
    [
        "[DistributedBy(nameof(Missing))] public class A { public long Id { get; set; } }",
        "[DistributedBy] public class A { }",
        "[DistributedBy(] public class A { public long Id",
        "[DistributedBy(null)] public class A { public long Id { get; set; } }",
        "[DistributedBy(nameof(Id), ColocateWith = typeof(Missing))] public class A { public long Id { get; set; } }",
        "[DistributedBy(nameof(Id), ColocateWith = typeof(A))] public class A { public long Id { get; set; } }",
        "[DistributedBy(nameof(Id), ColocateWith = typeof(B))] public class A { public long Id { get; set; } } [DistributedBy(nameof(Id), ColocateWith = typeof(A))] public class B { public long Id { get; set; } }",
        "[DistributedBy(nameof(Id))] public class A : B { public long Id { get; set; } } public class B : A { }",
        "[DistributedBy(nameof(Id))] public class A { public long Id { get; set; } } [ReferenceTable] public class A { }",
        "[DistributedBy(nameof(Id))] public class A { public long Id { get; set; } public Missing Other { get; set; } public List<Missing> Others { get; set; } }",
        "[assembly: DistributedBy(typeof(Missing), \"Id\")] public class A { }",
        "[DistributedBy(nameof(Id))] public class A { public long Id { get; set; } } public class Db2 : DbContext { public DbSet<A> As { get; set; } protected override void OnModelCreating(ModelBuilder b) { b.Entity<A>(e => { e.HasKey(x => new { x.Id, x. }); e.HasIndex(x => x.Missing).IsUnique(; e.HasOne(",
        "[DistributedBy(nameof(Id))] public class A { public long Id { get; set; } } public class Db2 : DbContext { protected override void OnModelCreating(ModelBuilder b) => b.Entity<A>().HasKey(nameof(); }",
        "[DistributedBy(nameof(Id))] public class A<T> { public T Id { get; set; } } public class Db2 : DbContext { public DbSet<A<Missing>> As { get; set; } public DbSet<A<A<long>>> Bs { get; set; } }",
        "[DistributedBy(nameof(Id))] public class A { public long Id { get; set; } void M(DbContext d, string x) { d.Database.ExecuteSqlRaw(; d.Database.ExecuteSqlRaw($\"{x\"); d.Database.ExecuteSql($\"select {\"); new Npgsql.NpgsqlCommand( } }",
        "[DistributedBy(nameof(Id))] public class A { public long Id { get; set; } void M(DbContext d) { var sql = \"select \" + sql; d.Database.ExecuteSqlRaw(sql); string s; s += s; d.Database.ExecuteSqlRaw(s); } static readonly string F = F + \"x\"; void N(DbContext d) => d.Database.ExecuteSqlRaw(F); }",
        "[AllowMultiShard(] [DistributedBy(nameof(Id))] public class A { public long Id { get; set; } }",
    ];

    [Theory]
    [MemberData(nameof(HalfTyped))]
    public async Task Half_typed_code_is_no_failure(string code)
    {
        var compilation = Compile.Library("using ShardSafety;\nusing Microsoft.EntityFrameworkCore;\n" + code, Files[2], Files[1]);
        var diagnostics = await RunAsync(compilation);
        diagnostics.Where(d => d.Id is "AD0001" or RuleIds.AnalysisFailed).ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_prefix_of_a_program_is_no_failure()
    {
        var program = string.Concat(Files.Select((file, i) => i == 0 ? file : string.Join('\n', file.Split('\n').Where(line => !line.StartsWith("using", StringComparison.Ordinal)))));
        for (var length = 0; length < program.Length; length += 61)
        {
            var diagnostics = await RunAsync(Compile.Library(program[..length]));
            diagnostics.Where(d => d.Id is "AD0001" or RuleIds.AnalysisFailed).ShouldBeEmpty(program[..length]);
        }
    }

    [Fact]
    public async Task Order_of_files_and_culture_change_nothing()
    {
        var expected = Sorted(await RunAsync(Compile.Library(Files).MustCompile()));
        expected.Count.ShouldBeGreaterThan(4);
        foreach (var (sign, order) in new[] { ("~", new[] { 2, 1, 0 }), ("−", [1, 0, 2]), ("-", [0, 2, 1]) })
        {
            // The flow of this test carries the culture to the analyzers' threads.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = sign;
            culture.NumberFormat.PositiveSign = sign;
            CultureInfo.CurrentCulture = culture;
            var compilation = Compile.Library(Files).MustCompile();
            var trees = compilation.SyntaxTrees.ToArray();
            var reordered = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees([trees[0], .. order.Select(i => trees[i + 1])]);
            Sorted(await RunAsync(reordered)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Without_a_mark_nothing_is_said()
    {
        var unmarked = Files.Select(file => file.Replace("[DistributedBy(nameof(CompanyId))]", "", StringComparison.Ordinal)).ToArray();
        (await RunAsync(Compile.Library(unmarked).MustCompile())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_attributes_assembly_nothing_is_said()
    {
        var unmarked = Files.Select(file => file.Replace("[DistributedBy(nameof(CompanyId))]", "", StringComparison.Ordinal).Replace("using ShardSafety;", "", StringComparison.Ordinal)).ToArray();
        (await RunAsync(Compile.Library("P", References.WithoutAttributes, unmarked).MustCompile())).ShouldBeEmpty();
    }

    private static List<string> Sorted(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(d => d.ToString()).Order(StringComparer.Ordinal)];

    private static Task<ImmutableArray<Diagnostic>> RunAsync(CSharpCompilation compilation) =>
        compilation
            .WithAnalyzers([new ModelAnalyzer(), new QueryAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
}
