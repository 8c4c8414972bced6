using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>Entities as text.</summary>
internal static class EntityFormat
{
    public static void Write(PackedWriter to, Entity entity)
    {
        to.Text(entity.Id);
        to.Text(entity.TypeName);
        to.Text(entity.DisplayName);
        to.Text(entity.Base);
        to.Number((int)entity.Inheritance);
        to.Optional(entity.Discriminator, d =>
        {
            to.Text(d.Property);
            to.Text(d.Value);
        });
        to.Flag(entity.IsAbstract);
        to.Flag(entity.IsKeyless);
        to.Text(entity.Owner);
        to.Text(entity.JsonColumn);
        to.Optional(entity.Table, t => TableFormat.Write(to, t));
        to.Flag(entity.IsView);
        to.Text(entity.SqlQuery);
        to.List(entity.Properties, p => Write(to, p));
        to.Texts(entity.Key);
        to.List(entity.AlternateKeys, to.Texts);
        to.List(entity.Navigations, n => Write(to, n));
        to.List(entity.QueryFilters, f => Write(to, f));
        to.Text(entity.DistributionProperty);
        to.Number((int)entity.Kind);
        to.Text(entity.Group);
        to.List(entity.Marks, m => Write(to, m));
    }

    public static Entity Read(PackedReader from) => new(from.Text())
    {
        TypeName = from.Text(),
        DisplayName = from.Text(),
        Base = from.OptionalText(),
        Inheritance = from.Enum<Inheritance>(),
        Discriminator = from.Optional(() => new Discriminator(from.Text(), from.OptionalText())),
        IsAbstract = from.Flag(),
        IsKeyless = from.Flag(),
        Owner = from.OptionalText(),
        JsonColumn = from.OptionalText(),
        Table = from.Optional(() => TableFormat.ReadName(from)),
        IsView = from.Flag(),
        SqlQuery = from.OptionalText(),
        Properties = from.List(() => ReadProperty(from)),
        Key = from.Texts(),
        AlternateKeys = from.List(from.Texts),
        Navigations = from.List(() => ReadNavigation(from)),
        QueryFilters = from.List(() => ReadFilter(from)),
        DistributionProperty = from.OptionalText(),
        Kind = from.Enum<TableKind>(),
        Group = from.OptionalText(),
        Marks = from.List(() => ReadMark(from)),
    };

    private static void Write(PackedWriter to, Property property)
    {
        to.Text(property.Name);
        to.Text(property.ColumnName);
        TableFormat.Write(to, property.Type);
        to.Optional(property.Table, t => TableFormat.Write(to, t));
        to.Text(property.ClrType);
        to.Flag(property.Nullable);
        to.Flag(property.IsShadow);
        to.Flag(property.HasConverter);
        to.Number((int)property.Generated);
        to.Text(property.ComputedSql);
        to.Text(property.DefaultSql);
        to.Flag(property.IsConcurrencyToken);
        to.Flag(property.IsXmin);
        to.OptionalNumber(property.MaxLength);
    }

    private static Property ReadProperty(PackedReader from) => new(from.Text(), from.Text(), TableFormat.ReadType(from))
    {
        Table = from.Optional(() => TableFormat.ReadName(from)),
        ClrType = from.Text(),
        Nullable = from.Flag(),
        IsShadow = from.Flag(),
        HasConverter = from.Flag(),
        Generated = from.Enum<ValueGeneration>(),
        ComputedSql = from.OptionalText(),
        DefaultSql = from.OptionalText(),
        IsConcurrencyToken = from.Flag(),
        IsXmin = from.Flag(),
        MaxLength = from.OptionalInt(),
    };

    private static void Write(PackedWriter to, Navigation navigation)
    {
        to.Text(navigation.Name);
        to.Text(navigation.Target);
        to.Flag(navigation.IsCollection);
        to.Flag(navigation.OnDependent);
        to.Texts(navigation.OwnProperties);
        to.Texts(navigation.TargetProperties);
        to.Flag(navigation.IsRequired);
        to.Text(navigation.Inverse);
        to.Flag(navigation.IsOwned);
        to.Optional(navigation.Through, t =>
        {
            to.Text(t.JoinEntity);
            to.Texts(t.ToOwn);
            to.Texts(t.ToTarget);
        });
        to.Flag(navigation.AutoInclude);
    }

    private static Navigation ReadNavigation(PackedReader from) => new(from.Text(), from.Text())
    {
        IsCollection = from.Flag(),
        OnDependent = from.Flag(),
        OwnProperties = from.Texts(),
        TargetProperties = from.Texts(),
        IsRequired = from.Flag(),
        Inverse = from.OptionalText(),
        IsOwned = from.Flag(),
        Through = from.Optional(() => new SkipThrough(from.Text(), from.Texts(), from.Texts())),
        AutoInclude = from.Flag(),
    };

    private static void Write(PackedWriter to, QueryFilter filter)
    {
        to.Text(filter.Name);
        to.Optional(filter.Predicate is { } predicate && ExprFormat.CanWrite(predicate) ? predicate : null, p => ExprFormat.Write(to, p));
    }

    private static QueryFilter ReadFilter(PackedReader from) => new(from.OptionalText()) { Predicate = from.Optional(() => ExprFormat.Read(from)) };

    private static void Write(PackedWriter to, Mark mark)
    {
        to.Number((int)mark.Kind);
        to.Text(mark.Key);
        to.Text(mark.ColocateWith);
        to.OptionalNumber(mark.ShardCount);
        to.Text(mark.On);
    }

    private static Mark ReadMark(PackedReader from)
    {
        var kind = from.Enum<TableKind>();
        var key = from.OptionalText();
        var with = from.OptionalText();
        var shards = from.OptionalInt();
        return new Mark(kind) { Key = key, ColocateWith = with, ShardCount = shards, On = from.Text() };
    }
}
