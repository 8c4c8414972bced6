using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShardSafety.Generators.Tests.Support;
using ShardSafety.Testing;

namespace ShardSafety.Generators.Tests.Emission;

/// <summary>Scopes of models of other shapes: kinds of keys, inheritance, names, other projects.</summary>
public class ScopeShapeTests
{
    [Theory]
    [InlineData("int", "")]
    [InlineData("string", "")]
    [InlineData("System.Guid", "")]
    [InlineData("TenantKey", "public readonly record struct TenantKey(long Value);")]
    [InlineData("TenantKey", "public struct TenantKey { public long Value { get; set; } }")]
    [InlineData("TenantKey", "public sealed record TenantKey(long Value);")]
    [InlineData("TenantKey", "public enum TenantKey { One, Two }")]
    public void Keys_of_any_type(string type, string declaration)
    {
        var run = GeneratorRun.Of(Model($$"""
            {{declaration}}
            [DistributedBy(nameof(TenantId))]
            public class Invoice { public {{type}} TenantId { get; set; } = default!; public long Id { get; set; } public List<Line> Lines { get; set; } = []; }
            [DistributedBy(nameof(TenantId), ColocateWith = typeof(Invoice))]
            public class Line { public {{type}} TenantId { get; set; } = default!; public long InvoiceId { get; set; } public int No { get; set; } }
            """,
            """
            public DbSet<Invoice> Invoices => Set<Invoice>();
            public DbSet<Line> Lines => Set<Line>();
            protected override void ConfigureConventions(ModelConfigurationBuilder b) { if (typeof(%).Name == "TenantKey") { b.Properties<%>().HaveConversion<Keys>(); } }
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Invoice>().HasKey(i => new { i.TenantId, i.Id });
                b.Entity<Line>().HasKey(l => new { l.TenantId, l.InvoiceId, l.No });
                b.Entity<Invoice>().HasMany(i => i.Lines).WithOne().HasForeignKey(l => new { l.TenantId, l.InvoiceId });
            }
            """.Replace("%", type, StringComparison.Ordinal)
            + $"\npublic class Keys : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<{type}, long> {{ public Keys() : base(k => 1, v => default!) {{ }} }}")).ShouldCompile();

        var scope = run.Text("App.Db.TenantScope.g.cs");
        scope.ShouldContain("Invoices =>");
        scope.ShouldContain("Lines =>");
        scope.ShouldContain("IncludeLines(");
        scope.ShouldContain("FindInvoiceAsync(long id");
    }

    [Fact]
    public void A_nullable_key_is_asked_for_without_null()
    {
        var run = GeneratorRun.Of(Model(
            "[DistributedBy(nameof(TenantId))] public class Note { public long Id { get; set; } public long? TenantId { get; set; } }",
            "public DbSet<Note> Notes => Set<Note>(); protected override void OnModelCreating(ModelBuilder b) => b.Entity<Note>().HasNoKey();")).ShouldCompile();

        run.Text("App.Db.TenantScope.g.cs").ShouldContain("ForTenant(this global::App.Db db, long tenantId)");
    }

    [Fact]
    public void A_shadow_key_is_read_through_EF()
    {
        var run = GeneratorRun.Of(
            "[assembly: ShardSafety.DistributedBy(typeof(App.Note), \"TenantId\")]",
            Model(
                "public class Note { public long Id { get; set; } }",
                "public DbSet<Note> Notes => Set<Note>(); protected override void OnModelCreating(ModelBuilder b) { b.Entity<Note>().Property<long>(\"TenantId\"); b.Entity<Note>().HasKey(\"TenantId\", \"Id\"); }")).ShouldCompile();

        run.Text("App.Db.TenantScope.g.cs").ShouldContain("EF.Property<long>(row, \"TenantId\") == this.TenantId");
    }

    [Fact]
    public void Derived_entities_have_sets_and_queries_of_their_own_type()
    {
        var run = GeneratorRun.Of(Model(
            """
            [DistributedBy(nameof(TenantId))]
            public abstract class Document { public long TenantId { get; set; } public long Id { get; set; } }
            public class Invoice : Document { public decimal Total { get; set; } }
            public class Letter : Document { public string Text { get; set; } = ""; }
            public static class Uses
            {
                public static IQueryable<Invoice> Narrow(Db db) => db.Set<Invoice>().ForTenant(1);
                public static IQueryable<Document> Wide(Db db) => db.Documents.ForTenant(1);
                public static IQueryable<Letter> Scoped(Db db) => db.ForTenant(1).Letters;
            }
            """,
            "public DbSet<Document> Documents => Set<Document>(); protected override void OnModelCreating(ModelBuilder b) { b.Entity<Document>().HasKey(d => new { d.TenantId, d.Id }); b.Entity<Invoice>(); b.Entity<Letter>(); }")).ShouldCompile();

        run.Text("App.Db.TenantScope.g.cs").ShouldContain("FindLetterAsync(long id");
    }

    [Fact]
    public void The_attribute_changes_the_name()
    {
        var run = GeneratorRun.Of(Model(
            "[DistributedBy(nameof(TenantId), ScopeName = \"Customer\")] public class Note { public long TenantId { get; set; } public long Id { get; set; } }",
            "public DbSet<Note> Notes => Set<Note>(); protected override void OnModelCreating(ModelBuilder b) => b.Entity<Note>().HasKey(n => new { n.TenantId, n.Id });")).ShouldCompile();

        run.Text("App.Db.CustomerScope.g.cs").ShouldContain("ForCustomer(this global::App.Db db, long customerId)");
    }

    [Theory]
    [InlineData("public static IQueryable<Note> ForTenant(this IQueryable<Note> notes, long tenantId) => notes;")]
    [InlineData("extension(IQueryable<Note> notes) { public IQueryable<Note> ForTenant(long tenantId) => notes; }")]
    public void Nothing_collides_with_the_users_own_names(string extension)
    {
        var run = GeneratorRun.Of(Model(
            $$"""
            [DistributedBy(nameof(TenantId))]
            public class Note { public long TenantId { get; set; } public long @class { get; set; } }
            [DistributedBy(nameof(TenantId), ColocateWith = typeof(Note))]
            public class Tenant { public long TenantId { get; set; } public List<Note> Tenants { get; set; } = []; }
            public class TenantScope { }
            public static class DbCitus { }
            public static class Own { {{extension}} public static IQueryable<Note> Use(Db db) => db.Db2.ForTenant(1); }
            """,
            """
            public DbSet<Note> Db2 => Set<Note>();
            public DbSet<Tenant> TenantId => Set<Tenant>();
            protected override void OnModelCreating(ModelBuilder b) { b.Entity<Note>().HasKey(n => new { n.TenantId, n.@class }); b.Entity<Tenant>().HasKey(n => n.TenantId); b.Entity<Tenant>().HasMany(t => t.Tenants).WithOne().HasForeignKey(n => n.TenantId); }
            """)).ShouldCompile();

        run.Files.ShouldContain("App.Db.DbTenantScope.g.cs");
        run.Text("App.Db.DbTenantScope.g.cs").ShouldContain("long @class");
        run.Text("App.ForTenantExtensions.g.cs").ShouldNotContain("global::App.Note>");
    }

    [Fact]
    public void A_part_of_the_users_joins_the_scope()
    {
        GeneratorRun.Of(Model(
            """
            [DistributedBy(nameof(TenantId))] public class Note { public long TenantId { get; set; } public long Id { get; set; } public bool Open { get; set; } }
            public sealed partial class TenantScope { public IQueryable<Note> OpenNotes => Notes.Where(n => n.Open); }
            """,
            "public DbSet<Note> Notes => Set<Note>(); protected override void OnModelCreating(ModelBuilder b) => b.Entity<Note>().HasKey(n => new { n.TenantId, n.Id });")).ShouldCompile();
    }

    [Fact]
    public void Internal_contexts_entities_and_keys_are_not_published()
    {
        var run = GeneratorRun.Of(
            """
            using Microsoft.EntityFrameworkCore; using ShardSafety;
            [DistributedBy(nameof(TenantId))] internal class Note { public long TenantId { get; set; } public long Id { get; set; } }
            internal static class Outer
            {
                internal class Db(DbContextOptions options) : DbContext(options)
                {
                    public DbSet<Note> Notes => Set<Note>();
                    protected override void OnModelCreating(ModelBuilder b) => b.Entity<Note>().HasKey(n => new { n.TenantId, n.Id });
                }
            }
            """).ShouldCompile();

        run.Text("Outer.Db.TenantScope.g.cs").ShouldContain("internal sealed partial class TenantScope");
    }

    [Fact]
    public void Entities_of_another_project()
    {
        var domain = Compile.Library("Domain", References.All,
            "using ShardSafety; namespace Domain; public interface IOwned { long TenantId { get; } } [DistributedBy(nameof(TenantId))] public class Note : IOwned { public long TenantId { get; set; } public long Id { get; set; } public List<Line> Lines { get; set; } = []; } [DistributedBy(nameof(TenantId), ColocateWith = typeof(Note))] public class Line { public long TenantId { get; set; } public long Id { get; set; } public long NoteId { get; set; } }").MustCompile();
        var data = Compile.Library("Data", References.All.Add(domain.ToMetadataReference()),
            "using Microsoft.EntityFrameworkCore; namespace Data; public class Db(DbContextOptions options) : DbContext(options) { public DbSet<Domain.Note> Notes => Set<Domain.Note>(); protected override void OnModelCreating(ModelBuilder b) { b.Entity<Domain.Note>().HasKey(n => new { n.TenantId, n.Id }); b.Entity<Domain.Line>().HasKey(n => new { n.TenantId, n.Id }); b.Entity<Domain.Note>().HasMany(n => n.Lines).WithOne().HasForeignKey(l => new { l.TenantId, l.NoteId }); } }");
        var run = GeneratorRun.Of(data).ShouldCompile();

        run.Text("Data.Db.TenantScope.g.cs").ShouldContain("global::Domain.Line");

        // A project that uses the scopes needs nothing generated of its own.
        var web = Compile.Library("Web", References.All.AddRange(domain.ToMetadataReference(), run.Output.ToMetadataReference()),
            "using Data; namespace Web; public static class Notes { public static object Of(Db db) { var t = db.ForTenant(7); return t.Notes.IncludeLines(t).ToList(); } }");
        var consumer = GeneratorRun.Of(web).ShouldCompile();
        consumer.Files.Where(f => f != "ShardModel.g.cs").ShouldBeEmpty();
    }

    [Fact]
    public void Documentation_comments_are_well_formed_and_resolve()
    {
        var run = GeneratorRun.Of(Suite.Model);
        var options = ((CSharpParseOptions)run.Compilation.SyntaxTrees[0].Options).WithDocumentationMode(DocumentationMode.Diagnose);
        var trees = run.Output.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.ToString().Replace("// <auto-generated/>", "", StringComparison.Ordinal), options, t.FilePath));
        var compilation = CSharpCompilation.Create("Documented", trees, References.All, run.Output.Options);

        compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true && d.Severity >= DiagnosticSeverity.Warning)
            .ShouldBeEmpty();
    }

    private static string Model(string types, string context) =>
        $$"""
        using Microsoft.EntityFrameworkCore;
        using ShardSafety;
        namespace App;
        {{types}}
        public partial class Db(DbContextOptions options) : DbContext(options)
        {
            {{context}}
        }
        """;
}
