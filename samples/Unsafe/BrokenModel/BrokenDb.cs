using Microsoft.EntityFrameworkCore;

namespace Unsafe.BrokenModel;

public class BrokenDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
    public DbSet<Misnamed> Misnamed => Set<Misnamed>();
    public DbSet<Unhashable> Unhashable => Set<Unhashable>();
    public DbSet<Computed> Computed => Set<Computed>();
    public DbSet<Nullable> Nullables => Set<Nullable>();
    public DbSet<RowSharded> RowSharded => Set<RowSharded>();
    public DbSet<Contradicting> Contradicting => Set<Contradicting>();
    public DbSet<Narrow> Narrow => Set<Narrow>();
    public DbSet<Stray> Strays => Set<Stray>();
    public DbSet<Counted> Counted => Set<Counted>();
    public DbSet<Unmarked> Unmarked => Set<Unmarked>();
    public DbSet<Triggered> Triggered => Set<Triggered>();
    public DbSet<Viewed> Viewed => Set<Viewed>();
    public DbSet<Versioned> Versioned => Set<Versioned>();
    public DbSet<Root> Roots => Set<Root>();
    public DbSet<Book> Books => Set<Book>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<Prize> Prizes => Set<Prize>();
    public DbSet<Copy> Copies => Set<Copy>();
    public DbSet<Language> Languages => Set<Language>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Numbered> Numbered => Set<Numbered>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<Label> Labels => Set<Label>();
    public DbSet<Measured> Measured => Set<Measured>();
    public DbSet<PartitionedLookup> PartitionedLookups => Set<PartitionedLookup>();
    public DbSet<MisPartitioned> MisPartitioned => Set<MisPartitioned>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Member>().HasAlternateKey(m => m.Badge);
        modelBuilder.Entity<Ticket>(ticket =>
        {
            ticket.HasOne(t => t.Level).WithOne(l => l.Ticket).HasForeignKey<Ticket>(t => t.LevelCode);
            ticket.OwnsMany(t => t.Comments, comment =>
            {
                comment.ToTable("Comments");
                comment.HasKey(c => c.Id);
            });
        });
        modelBuilder.Entity<Computed>().Property(c => c.Doubled).HasComputedColumnSql("\"Number\" * 2", stored: true);
        modelBuilder.Entity<Triggered>().ToTable(table => table.HasTrigger("audit"));
        modelBuilder.Entity<Viewed>().ToView("totals");
        modelBuilder.Entity<Versioned>().Property(v => v.Version).IsRowVersion();
        modelBuilder.Entity<Book>(book =>
        {
            book.HasOne(b => b.Editor).WithMany().HasForeignKey(b => b.EditorKey).HasPrincipalKey(e => e.Key);
            book.HasOne(b => b.Author).WithMany().HasForeignKey(b => new { b.RootId, b.AuthorId }).OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<Document>().UseTptMappingStrategy();
        modelBuilder.Entity<Reminder>().HasOne(r => r.Author).WithMany().HasForeignKey(r => new { r.AuthorRootId, r.AuthorId });
        modelBuilder.Entity<Review>().HasOne(r => r.Author).WithMany().HasForeignKey(r => new { r.RootId, r.AuthorId });
        modelBuilder.Entity<Prize>().HasOne(p => p.Winner).WithMany().HasForeignKey(p => new { p.WinnerRootId, p.WinnerId });
    }
}
