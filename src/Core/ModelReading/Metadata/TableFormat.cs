using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>Tables as text.</summary>
internal static class TableFormat
{
    public static void Write(PackedWriter to, TableName name)
    {
        to.Text(name.Schema);
        to.Text(name.Name);
    }

    public static TableName ReadName(PackedReader from) => new(from.OptionalText(), from.Text());

    public static void Write(PackedWriter to, SqlType type)
    {
        to.Text(type.Name);
        to.Text(type.Modifier);
    }

    public static SqlType ReadType(PackedReader from) => new(from.Text(), from.OptionalText());

    public static void Write(PackedWriter to, Table table)
    {
        Write(to, table.Name);
        to.Number((int)table.Kind);
        to.Text(table.DistributionColumn);
        to.Text(table.Group);
        to.OptionalNumber(table.ShardCount);
        to.Optional(table.Partitioning, p =>
        {
            to.Text(p.Property);
            to.Text(p.Column);
            to.Text(p.Every);
            to.Number(p.Ahead);
        });
        to.List(table.Columns, c => Write(to, c));
        to.Optional(table.PrimaryKey, k => Write(to, k));
        to.List(table.UniqueConstraints, k => Write(to, k));
        to.List(table.Indexes, i => Write(to, i));
        to.List(table.ForeignKeys, k => Write(to, k));
        to.Texts(table.Triggers);
        to.Flag(table.IsView);
        to.Flag(table.ExcludedFromMigrations);
        to.Texts(table.Entities);
    }

    public static Table Read(PackedReader from) => new(ReadName(from), from.Enum<TableKind>())
    {
        DistributionColumn = from.OptionalText(),
        Group = from.OptionalText(),
        ShardCount = from.OptionalInt(),
        Partitioning = from.Optional(() => new TimePartitioning(from.Text()) { Column = from.OptionalText(), Every = from.Text(), Ahead = from.Int() }),
        Columns = from.List(() => ReadColumn(from)),
        PrimaryKey = from.Optional(() => ReadKey(from)),
        UniqueConstraints = from.List(() => ReadKey(from)),
        Indexes = from.List(() => ReadIndex(from)),
        ForeignKeys = from.List(() => ReadForeignKey(from)),
        Triggers = from.Texts(),
        IsView = from.Flag(),
        ExcludedFromMigrations = from.Flag(),
        Entities = from.Texts(),
    };

    private static void Write(PackedWriter to, Column column)
    {
        to.Text(column.Name);
        Write(to, column.Type);
        to.Flag(column.Nullable);
        to.Flag(column.Identity);
        to.Text(column.ComputedSql);
        to.Text(column.DefaultSql);
        to.Text(column.Collation);
    }

    private static Column ReadColumn(PackedReader from) => new(from.Text(), ReadType(from))
    {
        Nullable = from.Flag(),
        Identity = from.Flag(),
        ComputedSql = from.OptionalText(),
        DefaultSql = from.OptionalText(),
        Collation = from.OptionalText(),
    };

    private static void Write(PackedWriter to, KeyConstraint key)
    {
        to.Text(key.Name);
        to.Texts(key.Columns);
    }

    private static KeyConstraint ReadKey(PackedReader from) => new(from.Text(), from.Texts());

    private static void Write(PackedWriter to, TableIndex index)
    {
        to.Text(index.Name);
        to.Texts(index.Columns);
        to.Flag(index.Unique);
        to.Text(index.Filter);
        to.Texts(index.Include);
    }

    private static TableIndex ReadIndex(PackedReader from) =>
        new(from.Text(), from.Texts()) { Unique = from.Flag(), Filter = from.OptionalText(), Include = from.Texts() };

    private static void Write(PackedWriter to, TableForeignKey key)
    {
        to.Text(key.Name);
        to.Texts(key.Columns);
        Write(to, key.Principal);
        to.Texts(key.PrincipalColumns);
        to.Number((int)key.OnDelete);
    }

    private static TableForeignKey ReadForeignKey(PackedReader from) =>
        new(from.Text(), from.Texts(), ReadName(from), from.Texts()) { OnDelete = from.Enum<DeleteRule>() };
}
