using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Findings;
using ShardSafety.Core.LinqReading.Flow;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Translation;
using ShardSafety.Core.ModelReading;
using ShardSafety.Core.Planning;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.Flow;

/// <summary>Finds what runs in a piece of code over a small shop, through the real reader, translator and planner.</summary>
internal static class FlowHarness
{
    public const string Shop =
        """
        global using Microsoft.EntityFrameworkCore;
        global using System.Linq.Expressions;
        global using ShardSafety;
        global using Shop;

        namespace Shop;

        public interface ITenantOwned { long CompanyId { get; } }

        [DistributedBy(nameof(Id))]
        public class Company { public long Id { get; set; } public string Name { get; set; } = ""; }

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
        public class Order : ITenantOwned
        {
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public decimal Amount { get; set; }
            public bool Paid { get; set; }
            public List<Item> Items { get; set; } = [];
        }

        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
        public class Item : ITenantOwned
        {
            public long CompanyId { get; set; }
            public long OrderId { get; set; }
            public int Line { get; set; }
            public Order Order { get; set; } = null!;
        }

        [ReferenceTable]
        public class Plan { public int Id { get; set; } public string Name { get; set; } = ""; }

        public class AppDb(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Company> Companies => Set<Company>();
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Item> Items => Set<Item>();
            public DbSet<Plan> Plans => Set<Plan>();

            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Company>().Property(c => c.Id).ValueGeneratedNever();
                b.Entity<Order>().HasKey(o => new { o.CompanyId, o.Id });
                b.Entity<Item>().HasKey(i => new { i.CompanyId, i.OrderId, i.Line });
                b.Entity<Item>().HasOne(i => i.Order).WithMany(o => o.Items).HasForeignKey(i => new { i.CompanyId, i.OrderId });
            }
        }

        public class TenantDb(DbContextOptions options) : AppDb(options)
        {
            public long CompanyId { get; set; }

            protected override void OnModelCreating(ModelBuilder b)
            {
                base.OnModelCreating(b);
                b.Entity<Order>().HasQueryFilter(o => o.CompanyId == CompanyId);
                b.Entity<Item>().HasQueryFilter(i => i.CompanyId == CompanyId);
            }
        }
        """;

    /// <summary>What runs in the code, one line each in the order of the code: <c>Member.place: verdict</c>, with the kind where it is no plain query.</summary>
    public static string[] Run(string code, params MetadataReference[] further) => [.. Find(code, further).Select(Line)];

    /// <summary>The same, asked for from several threads at once.</summary>
    public static string[] AtOnce(string code) =>
        [.. Find(Compile.Library("Flow", References.All, Shop, code), threads: 8).Select(Line)];

    /// <summary>The code between the braces of a method <c>Run(AppDb db, long companyId, bool flag, string? name)</c>: its verdicts alone.</summary>
    public static string[] Statements(string statements) =>
        [.. Find($$"""
            public class Code
            {
                public async Task Run(AppDb db, long companyId, long otherId, bool flag, string? name) { {{statements}} await Task.Yield(); }
            }
            """).Select(f => f.Plan.Verdict.ToString().ToLowerInvariant())];

    public static IReadOnlyList<QueryFinding> Find(string code, params IEnumerable<MetadataReference> further)
    {
        var compilation = Compile.Library("Flow", References.All.AddRange(further), Shop, code);
        return Find(compilation);
    }

    public static IReadOnlyList<QueryFinding> Find(CSharpCompilation compilation) => Find(compilation, threads: 1);

    private static IReadOnlyList<QueryFinding> Find(CSharpCompilation compilation, int threads)
    {
        var model = ModelReader.Read(compilation, default);
        var flow = new FlowContext(compilation, model, PlannerOptions.Default, new LinqTranslator(model, compilation, default));
        var tree = compilation.SyntaxTrees[^1];
        var semantics = compilation.GetSemanticModel(tree);
        List<(ISymbol Owner, ImmutableArray<IOperation> Blocks)> blocks = [.. tree.GetRoot().DescendantNodes().SelectMany(node => Blocks(node, semantics))];
        var found = new ImmutableArray<QueryFinding>[blocks.Count];
        if (threads == 1)
        {
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = FlowEngine.Analyze(flow, blocks[i].Owner, blocks[i].Blocks, default);
            }
        }
        else
        {
            Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => found[i] = FlowEngine.Analyze(flow, blocks[i].Owner, blocks[i].Blocks, default));
        }

        return [.. found.SelectMany(static f => f).OrderBy(f => f.At.SourceSpan.Start)];
    }

    private static IEnumerable<(ISymbol Owner, ImmutableArray<IOperation> Blocks)> Blocks(SyntaxNode node, SemanticModel semantics)
    {
        var (owner, operation) = node switch
        {
            BaseMethodDeclarationSyntax method => (semantics.GetDeclaredSymbol(method), semantics.GetOperation(method)),
            AccessorDeclarationSyntax accessor => (semantics.GetDeclaredSymbol(accessor), semantics.GetOperation(accessor)),
            PropertyDeclarationSyntax { ExpressionBody: { } body } property => ((semantics.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod, semantics.GetOperation(body)),
            PropertyDeclarationSyntax { Initializer: { } initializer } property => (semantics.GetDeclaredSymbol(property), semantics.GetOperation(initializer)),
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax, Initializer: { } initializer } field => (semantics.GetDeclaredSymbol(field), semantics.GetOperation(initializer)),
            _ => ((ISymbol?)null, (IOperation?)null),
        };
        // As the compiler gives them to analyzers: what calls another constructor is a block of its own.
        ImmutableArray<IOperation?> blocks = operation switch
        {
            IConstructorBodyOperation constructor => [constructor.Initializer, constructor.BlockBody ?? constructor.ExpressionBody],
            IMethodBodyBaseOperation body => [body.BlockBody ?? body.ExpressionBody],
            var other => [other],
        };
        if (owner is not null && blocks.OfType<IOperation>().ToImmutableArray() is { IsEmpty: false } found)
        {
            yield return (owner, found);
        }
    }

    public static string Line(QueryFinding finding)
    {
        var tree = finding.At.SourceTree!;
        var node = tree.GetRoot().FindNode(finding.At.SourceSpan);
        var member = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First();
        var name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
            _ => "?",
        };
        var kind = finding.Kind == FindingKind.Query ? "" : finding.Kind + " ";
        var at = tree.GetText().ToString(finding.At.SourceSpan);
        return $"{name}.{at}: {kind}{finding.Plan.Verdict.ToString().ToLowerInvariant()}";
    }
}
