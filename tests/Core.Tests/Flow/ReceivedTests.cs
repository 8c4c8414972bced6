namespace ShardSafety.Core.Tests.Flow;

/// <summary>Objects with behaviour of their own that come from a query or from a library: they may be missing, and hold what their constructor does not tell.</summary>
public sealed class ReceivedTests
{
    private const string Rows =
        """
        public enum Stage { Draft, Sent }
        public class Bill
        {
            public Bill() { Main = false; }
            public Bill(long company) : this() { CompanyId = company; }
            public long CompanyId { get; set; }
            public long Id { get; set; }
            public bool Main { get; set; }
            public Stage Stage { get; private set; } = Stage.Draft;
            public string Source { get; private set; } = "web";
            public bool IsOpen() => Stage == Stage.Draft;
            public static Bill Imported(long company) => new(company) { Source = "import" };
        }
        public class BillDb(DbContextOptions options) : AppDb(options) { public DbSet<Bill> Bills => Set<Bill>(); }
        public interface IFeed { Note Next(); }
        public class Note { public Note() { Kind = "none"; } public string Kind { get; internal set; } public string Text() => Kind; }

        """;

    private static string[] Run(string body) => FlowHarness.Run(Rows +
        $$"""
        public class Handler(BillDb db, Lazy<Note> late, IServiceProvider services)
        {
            public async Task Go(long id, Bill given)
            {
                {{body}}
                await db.Items.CountAsync();
            }
        }
        """);

    [Theory]
    [InlineData("var b = await db.Bills.FirstOrDefaultAsync(b => b.Id == id); if (b is not null) { return; }")]
    [InlineData("var b = await db.Bills.FindAsync(id); if (b != null) return;")]
    [InlineData("var b = db.Bills.AsEnumerable().FirstOrDefault(b => b.IsOpen()); if (b != null) return;")]
    [InlineData("var b = await db.Bills.FirstAsync(b => b.Id == id); if (!b.Main) return;")]
    [InlineData("var b = await db.Bills.FirstAsync(b => b.Id == id); if (b.Stage == Stage.Draft) return;")]
    [InlineData("var b = await db.Bills.FirstAsync(b => b.Id == id); if (b.IsOpen()) return;")]
    [InlineData("if (given.Source != \"import\") return;")]
    [InlineData("if (!given.Main) return;")]
    [InlineData("foreach (var b in await db.Bills.ToListAsync()) { if (b.Source == \"web\") return; }")]
    public void A_row_may_be_missing_and_holds_what_the_table_has(string body) => Run(body).ShouldContain("Go.CountAsync: fanout");

    [Theory]
    [InlineData("if (late.Value != null) return;")]
    [InlineData("if (late.Value.Kind == \"none\") return;")]
    [InlineData("var note = (Note?)services.GetService(typeof(Note)); if (note is not null) return;")]
    [InlineData("var notes = System.Text.Json.JsonSerializer.Deserialize<Note>(\"{}\"); if (notes is not null) return;")]
    public void So_does_what_a_library_hands_over(string body) => Run(body).ShouldContain("Go.CountAsync: fanout");

    [Fact]
    public void What_is_made_in_view_is_there_and_holds_what_it_was_given() =>
        Run("var b = new Bill(id); if (b is null || b.Main || b.Stage != Stage.Draft) await db.Items.LongCountAsync();").ShouldBe(["Go.CountAsync: fanout"]);
}
