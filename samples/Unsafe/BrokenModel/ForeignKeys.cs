using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using ShardSafety;

namespace Unsafe.BrokenModel;

[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Author
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
}

// SHARD1010: the foreign key names the row alone. SHARD1014: it may not be set null on delete.
[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Book
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
    public Guid EditorKey { get; set; }
    public Guid? AuthorId { get; set; }
    public Editor Editor { get; set; } = null!;
    public Author? Author { get; set; }
}

[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PrimaryKey(nameof(RootId), nameof(Key))]
public class Editor
{
    public long RootId { get; set; }
    public Guid Key { get; set; }
}

// SHARD1011: the principal belongs to another group.
[DistributedBy(nameof(RootId))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Review
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
    public Guid AuthorId { get; set; }
    public Author Author { get; set; } = null!;
}

// SHARD1012
[ReferenceTable]
public class Prize
{
    [Key]
    public string Name { get; set; } = "";
    public long WinnerRootId { get; set; }
    public Guid WinnerId { get; set; }
    public Author Winner { get; set; } = null!;
}

// SHARD1013, SHARD1015, SHARD1016
[LocalTable]
public class Shelf
{
    public Guid Id { get; set; }
    public string PrizeName { get; set; } = "";
    public Prize Prize { get; set; } = null!;
}

[DistributedBy(nameof(RootId), ColocateWith = typeof(Root))]
[PrimaryKey(nameof(RootId), nameof(Id))]
public class Copy
{
    public long RootId { get; set; }
    public Guid Id { get; set; }
    public Guid ShelfId { get; set; }
    public Shelf Shelf { get; set; } = null!;
}

[ReferenceTable]
public class Language
{
    [Key]
    public string Code { get; set; } = "";
    public Guid ShelfId { get; set; }
    public Shelf Shelf { get; set; } = null!;
}

// SHARD1016
[LocalTable]
public class Reminder
{
    public Guid Id { get; set; }
    public long AuthorRootId { get; set; }
    public Guid AuthorId { get; set; }
    public Author Author { get; set; } = null!;
}
