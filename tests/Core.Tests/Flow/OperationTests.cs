namespace ShardSafety.Core.Tests.Flow;

/// <summary>Each kind of statement and expression that a query or a key can come through.</summary>
public sealed class OperationTests
{
    private const string Mine = "db.Orders.Where(o => o.CompanyId == companyId)";

    private const string Same = "await db.Orders.Where(o => o.CompanyId == companyId && o.Items.Count(i => i.CompanyId == key) > 0).ToListAsync();";

    [Theory]
    [InlineData("{ { await " + Mine + ".CountAsync(); } }", "router")]
    [InlineData("lock (db) { _ = " + Mine + ".Count(); }", "router")]
    [InlineData("using (var scope = new System.IO.MemoryStream()) { await db.Orders.CountAsync(); }", "fanout")]
    [InlineData("using var scope = Open(" + Mine + ".ToList()); static IDisposable Open(List<Order> rows) => new System.IO.MemoryStream();", "router")]
    [InlineData("again: if (flag) goto again; await " + Mine + ".CountAsync();", "router")]
    [InlineData("checked { await (" + Mine + ").CountAsync(); }", "router")]
    [InlineData("try { await db.Plans.CountAsync(); } finally { await db.Orders.CountAsync(); }", "router", "fanout")]
    [InlineData("try { await db.Plans.CountAsync(); } catch (Exception e) when (db.Orders.Any()) { _ = e; }", "router", "recursive")]
    [InlineData("IQueryable<Order> q = db.Orders; try { q = " + Mine + "; } finally { await q.CountAsync(); }", "fanout")]
    [InlineData("if (db.Orders.Any()) { }", "recursive")]
    [InlineData("while (db.Orders.Any()) { break; }", "recursive")]
    [InlineData("do { } while (db.Orders.Any());", "recursive")]
    [InlineData("for (var i = db.Orders.Count(); i > 0; i--) { }", "fanout")]
    [InlineData("for (var i = 0; i < db.Orders.Count(); i++) { }", "fanout")]
    [InlineData("for (var i = 0; i < 3; i += db.Orders.Count()) { }", "fanout")]
    [InlineData("switch (db.Orders.Count()) { case 1: break; }", "fanout")]
    [InlineData("switch (name) { case \"a\" when db.Orders.Any(): break; }", "recursive")]
    [InlineData("_ = name switch { \"a\" when db.Orders.Any() => 1, _ => 2 };", "recursive")]
    [InlineData("if (flag) throw new Exception(db.Orders.Count().ToString());", "fanout")]
    [InlineData("var n = flag ? 1 : throw new Exception(); await " + Mine + ".CountAsync();", "router")]
    [InlineData("_ = name ?? db.Orders.First().Id.ToString();", "fanout")]
    [InlineData("_ = (name, db.Orders.Count());", "fanout")]
    [InlineData("_ = $\"{db.Orders.Count()} orders\";", "fanout")]
    [InlineData("_ = new[] { db.Orders.Count(), 2 };", "fanout")]
    [InlineData("int[] all = [db.Orders.Count(), 2]; _ = all;", "fanout")]
    [InlineData("List<Order> all = [.. db.Orders]; _ = all;", "fanout")]
    [InlineData("_ = !db.Orders.Any();", "recursive")]
    [InlineData("_ = -db.Orders.Count();", "fanout")]
    [InlineData("_ = 1 + db.Orders.Count();", "fanout")]
    [InlineData("_ = flag && db.Orders.Any();", "recursive")]
    [InlineData("var n = 0; n += db.Orders.Count(); n++;", "fanout")]
    [InlineData("_ = db.Orders.Count() is 3;", "fanout")]
    [InlineData("_ = db.Orders.ToList() as IEnumerable<Order>;", "fanout")]
    [InlineData("_ = new int[3][db.Orders.Count()];", "fanout")]
    [InlineData("_ = name?.Substring(db.Orders.Count());", "fanout")]
    [InlineData("_ = nameof(db.Orders); _ = typeof(Order); _ = default(Order); await db.Plans.CountAsync();", "router")]
    [InlineData("dynamic d = 3; d.Take(db.Orders.Count());", "fanout")]
    [InlineData("var o = new Order { Id = db.Orders.Count() }; _ = o;", "fanout")]
    [InlineData("var list = new List<int> { db.Orders.Count() }; _ = list;", "fanout")]
    [InlineData("var a = new { N = db.Orders.Count() }; var b = a with { N = db.Items.Count() }; _ = b;", "fanout", "fanout")]
    [InlineData("int Inner() { return db.Orders.Count(); } _ = Inner();", "fanout")]
    [InlineData("int Inner() { return db.Orders.Count(); }", "fanout")]
    [InlineData("Action run = () => db.Orders.Count(); run();", "fanout")]
    [InlineData("Func<int> run = db.Orders.Count; _ = run();", "fanout")]
    [InlineData("Func<int> run = delegate { return db.Orders.Count(); }; _ = run.Invoke();", "fanout")]
    [InlineData("Func<Func<int>> twice = () => () => db.Orders.Count(); _ = twice()();", "fanout")]
    [InlineData("await Task.Run(() => db.Orders.Count());", "fanout")]
    [InlineData("foreach (var id in new[] { companyId }) await db.Orders.Where(o => o.CompanyId == id).CountAsync();", "router")]
    [InlineData("IQueryable<Order>[] all = new IQueryable<Order>[1]; all[0] = " + Mine + "; await all[0].CountAsync();", "router")]
    [InlineData("IQueryable<Order> q = db.Orders; (q, _) = (" + Mine + ", 3); await q.CountAsync();", "router")]
    [InlineData("void Set(out IQueryable<Order> q) { q = " + Mine + "; } Set(out var found); await found.CountAsync();", "router")]
    [InlineData("void Set(ref IQueryable<Order> q) { q = " + Mine + "; } IQueryable<Order> mine = db.Orders; Set(ref mine); await mine.CountAsync();", "router")]
    [InlineData("IQueryable<Order>? q = flag ? " + Mine + " : null; await (q ?? db.Orders).CountAsync();", "fanout")]
    [InlineData("IQueryable<Order>? q = flag ? " + Mine + " : null; _ = q?.Count();", "router")]
    [InlineData("object q = " + Mine + "; if (q is IQueryable<Order> typed) await typed.CountAsync();", "router")]
    [InlineData("object q = " + Mine + "; await ((IQueryable<Order>)q).CountAsync();", "router")]
    [InlineData("object q = db.Orders; switch (q) { case IQueryable<Order> typed: await typed.CountAsync(); break; }", "fanout")]
    [InlineData("var q = (" + Mine + "); await q!.CountAsync();", "router")]
    [InlineData("(IQueryable<Order> Q, int N) pair = (" + Mine + ", 3); var (q, n) = pair; _ = n; await q.CountAsync();", "router")]
    [InlineData("await " + Mine + ".CountAsync().ConfigureAwait(false);", "router")]
    [InlineData("await db.Orders.CountAsync().WaitAsync(default(CancellationToken));", "fanout")]
    [InlineData("_ = db.Orders.ToListAsync().GetAwaiter().GetResult();", "fanout")]
    [InlineData("_ = db.Orders.ToListAsync().Result.Count;", "fanout")]
    [InlineData("await Task.WhenAll(db.Orders.CountAsync(), db.Plans.CountAsync());", "fanout", "router")]
    [InlineData("var q = await Task.FromResult(" + Mine + "); await q.CountAsync();", "router")]
    [InlineData("await foreach (var o in db.Orders.AsAsyncEnumerable().ConfigureAwait(false)) { _ = o; }", "fanout")]
    [InlineData("using var e = db.Orders.AsEnumerable().GetEnumerator(); while (e.MoveNext()) { }", "fanout")]
    [InlineData("foreach (var o in db.Orders.AsEnumerable().OrderBy(o => o.Id).Skip(2)) { _ = o; }", "fanout")]
    [InlineData("var rows = await db.Plans.ToListAsync(); foreach (var p in rows.Where(p => db.Orders.Any(o => o.Id == p.Id))) { _ = p; }", "router", "recursive")]
    [InlineData("IQueryable<Order> q = db.Orders; new[] { 1, 2 }.Aggregate(q, (a, i) => a.Where(o => o.Id > i)).Count();", "fanout")]
    public void What_runs_is_found(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    [Theory]
    [InlineData("var key = companyId;", true)]
    [InlineData("var key = (companyId);", true)]
    [InlineData("var key = (long)(object)companyId;", true)]
    [InlineData("var key = flag ? companyId : companyId;", true)]
    [InlineData("var key = flag ? companyId : otherId;", false)]
    [InlineData("long key; if (flag) key = companyId; else key = companyId;", true)]
    [InlineData("long key; if (flag) key = companyId; else key = otherId;", false)]
    [InlineData("var key = companyId; key++;", false)]
    [InlineData("var key = companyId; key += 1;", false)]
    [InlineData("var key = companyId; key = otherId; key = companyId;", true)]
    [InlineData("long? maybe = null; var key = maybe ?? companyId;", true)]
    [InlineData("long? maybe = companyId; var key = maybe.Value;", true)]
    [InlineData("long? maybe = companyId; var key = maybe.GetValueOrDefault();", true)]
    [InlineData("long? maybe = companyId; if (!maybe.HasValue) return; long key = maybe.Value;", true)]
    [InlineData("var all = new[] { companyId, otherId }; var key = all[0];", true)]
    [InlineData("var all = new long[2]; all[0] = companyId; var key = all[0];", true)]
    [InlineData("var item = new Item { CompanyId = companyId }; var key = item.CompanyId;", true)]
    [InlineData("var item = new Item(); item.CompanyId = companyId; var key = item.CompanyId;", true)]
    [InlineData("var item = new Item(); item.CompanyId = companyId; item = new Item(); var key = item.CompanyId;", false)]
    [InlineData("var a = new { Id = companyId }; var b = a with { }; var key = b.Id;", true)]
    [InlineData("var a = new { Id = otherId }; var b = a with { Id = companyId }; var key = b.Id;", true)]
    [InlineData("var (key, _) = (companyId, otherId);", true)]
    [InlineData("var key = Take(companyId); static long Take(long id) => id;", true)]
    [InlineData("var key = Take(otherId, companyId); static long Take(long a, long b) { var c = b; return c; }", true)]
    [InlineData("long key = 0; void Set() { key = companyId; } Set();", true)]
    [InlineData("long key; void Set(out long to) { to = companyId; } Set(out key);", true)]
    [InlineData("long key = 0; void Set(ref long to) { to = companyId; } Set(ref key);", true)]
    [InlineData("var key = await Task.FromResult(companyId);", true)]
    [InlineData("Func<long> of = () => companyId; var key = of();", true)]
    [InlineData("var key = name switch { null => companyId, _ => companyId };", true)]
    [InlineData("var key = name switch { null => companyId, _ => otherId };", false)]
    [InlineData("object box = companyId; if (box is not long key) return;", true)]
    [InlineData("var key = otherId; if (key == companyId || flag) { } ", false)]
    [InlineData("var key = otherId; System.Diagnostics.Debug.Assert(key == companyId);", false)]
    public void Two_names_of_one_value_are_one_key(string before, bool same) =>
        FlowHarness.Statements(before + Same).Last().Equals("router", StringComparison.Ordinal).ShouldBe(same);

    [Theory]
    [InlineData("db.Add(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("db.AddRange(new Order { Id = 3 }, new Order { CompanyId = companyId });", "KeyNotSetOnAdd")]
    [InlineData("await db.AddAsync(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("await db.AddRangeAsync(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("db.Orders.Add(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("db.Orders.AddRange(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("await db.Orders.AddAsync(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("await db.Orders.AddRangeAsync(new Order { Id = 3 });", "KeyNotSetOnAdd")]
    [InlineData("db.Orders.Add(new Order { CompanyId = companyId, Id = 3 });")]
    [InlineData("var o = new Order(); o.CompanyId = companyId; db.Orders.Add(o);")]
    [InlineData("db.Orders.Update(new Order { Id = 3 });")]
    [InlineData("db.Orders.Add(new Order { CompanyId = companyId }); db.Orders.Add(new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    [InlineData("db.Add(new Order { CompanyId = companyId }); db.Update(new Order { CompanyId = otherId }); await db.SaveChangesAsync();", "MixedSaveChanges")]
    [InlineData("db.Add(new Order { CompanyId = companyId }); db.Remove(new Order { CompanyId = otherId }); await db.SaveChangesAsync();", "MixedSaveChanges")]
    [InlineData("db.Add(new Order { CompanyId = companyId }); db.SaveChanges(); db.Add(new Order { CompanyId = otherId }); db.SaveChanges();")]
    [InlineData("db.Orders.AttachRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();")]
    [InlineData("db.Orders.RemoveRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    [InlineData("db.UpdateRange(new Order { CompanyId = companyId }, new Order { CompanyId = otherId }); db.SaveChanges();", "MixedSaveChanges")]
    public void Rows_that_are_tracked_are_followed(string statements, params string[] kinds) =>
        FlowHarness.Find(Code(statements)).Select(f => f.Kind.ToString()).ShouldBe(kinds);

    [Theory]
    [InlineData("var o = await db.Orders.FirstAsync(o => o.CompanyId == companyId && o.Id == 1); await db.Entry(o).Collection(x => x.Items).LoadAsync();", "router", "router")]
    [InlineData("var o = await db.Orders.FirstAsync(o => o.CompanyId == companyId && o.Id == 1); db.Entry(o).Collection(\"Items\").Load();", "router", "router")]
    [InlineData("var i = await db.Items.FirstAsync(i => i.CompanyId == companyId && i.Line == 1); await db.Entry(i).Reference(x => x.Order).LoadAsync();", "router", "router")]
    [InlineData("var i = await db.Items.FirstAsync(i => i.CompanyId == companyId && i.Line == 1); db.Entry(i).Navigation(\"Order\").Load();", "router", "router")]
    [InlineData("var o = await db.Orders.FirstAsync(o => o.CompanyId == companyId && o.Id == 1); await db.Entry(o).Collection(x => x.Items).Query().Where(i => i.Line > 3).CountAsync();", "router", "router")]
    [InlineData("_ = db.Find<Order>(companyId, 3L);", "router")]
    [InlineData("_ = db.Set<Order>().Find(companyId, 3L);", "router")]
    [InlineData("await db.Database.SqlQuery<long>($\"SELECT \\\"Id\\\" AS \\\"Value\\\" FROM \\\"Orders\\\" WHERE \\\"CompanyId\\\" = {companyId}\").ToListAsync();", "router")]
    [InlineData("await db.Database.SqlQueryRaw<long>(\"SELECT \\\"Id\\\" AS \\\"Value\\\" FROM \\\"Orders\\\"\").ToListAsync();", "fanout")]
    [InlineData("var which = flag ? db : db; await which.Orders.CountAsync();", "fanout")]
    public void What_a_context_gives_is_followed(string statements, params string[] verdicts) => FlowHarness.Statements(statements).ShouldBe(verdicts);

    [Theory]
    [InlineData("db.Entry(book).Reference(b => b.Author).LoadAsync()", "LoadAsync: recursive")]
    [InlineData("db.Entry(book).Navigation(\"Author\").LoadAsync()", "LoadAsync: recursive")]
    [InlineData("db.Entry(book).Reference(b => b.Author).Query().LoadAsync()", "LoadAsync: router")]
    [InlineData("db.Entry(book).Collection(b => b.Others).LoadAsync()", "LoadAsync: router")]
    public void A_reference_is_loaded_as_one_row(string load, string line) => FlowHarness.Run($$"""
        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] public class Author { public long CompanyId { get; set; } public long Id { get; set; } public List<Alias> Aliases { get; set; } = []; }
        public class Alias { public string Name { get; set; } = ""; }
        [DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))] public class Book { public long CompanyId { get; set; } public long Id { get; set; } public long AuthorId { get; set; } public Author Author { get; set; } = null!; public List<Author> Others { get; set; } = []; }
        public class BooksDb(DbContextOptions options) : AppDb(options)
        {
            public DbSet<Book> Books => Set<Book>();
            public DbSet<Author> Authors => Set<Author>();
            protected override void OnModelCreating(ModelBuilder b)
            {
                base.OnModelCreating(b);
                b.Entity<Author>(e => { e.HasKey(a => new { a.CompanyId, a.Id }); e.OwnsMany(a => a.Aliases); });
                b.Entity<Book>(e => { e.HasKey(x => new { x.CompanyId, x.Id }); e.HasOne(x => x.Author).WithMany().HasForeignKey(x => new { x.CompanyId, x.AuthorId }); e.HasMany(x => x.Others).WithOne().HasForeignKey("CompanyId", "BookId"); });
            }
        }
        public class Code { public Task Run(BooksDb db, Book book) => {{load}}; }
        """).ShouldBe(["Run." + line]);

    private static string Code(string statements) => $$"""
        public class Code
        {
            public async Task Run(AppDb db, long companyId, long otherId, bool flag, string? name) { {{statements}} await Task.Yield(); }
        }
        """;
}
