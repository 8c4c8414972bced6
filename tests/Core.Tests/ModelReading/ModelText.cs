using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Mapping;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>Both models as lines that can be compared: one for each table, column, constraint, entity, property and navigation.</summary>
internal static class ModelText
{
    public static IEnumerable<string> Of(ContextModel model)
    {
        foreach (var table in model.Tables.Where(t => !t.IsView))
        {
            foreach (var column in table.Columns)
            {
                yield return $"column {table.Name}.{column.Name} {column.Type} {(column.Nullable ? "null" : "not null")}{(column.Identity ? " identity" : "")}{(column.ComputedSql is null ? "" : " computed")}";
            }

            if (table.PrimaryKey is { } primary)
            {
                yield return $"primary key {table.Name} {primary.Name} ({string.Join(", ", primary.Columns)})";
            }

            foreach (var key in table.UniqueConstraints)
            {
                yield return $"unique {table.Name} {key.Name} ({string.Join(", ", key.Columns)})";
            }

            foreach (var index in table.Indexes)
            {
                yield return $"index {table.Name} {index.Name} ({string.Join(", ", index.Columns)}){(index.Unique ? " unique" : "")}{(index.Filter is null ? "" : " where " + index.Filter)}{(index.Include.IsEmpty ? "" : " include " + string.Join(",", index.Include))}";
            }

            foreach (var key in table.ForeignKeys)
            {
                yield return $"foreign key {table.Name} {key.Name} ({string.Join(", ", key.Columns)}) -> {key.Principal} ({string.Join(", ", key.PrincipalColumns)}) {key.OnDelete}";
            }

            foreach (var trigger in table.Triggers)
            {
                yield return $"trigger {table.Name} {trigger}";
            }
        }

        foreach (var entity in model.Entities)
        {
            yield return $"entity {entity.Id} base {entity.Base} table {(entity.Table is { } t && !entity.IsView ? t.ToString() : "")} view {(entity.IsView ? entity.Table?.Name : "")} key ({string.Join(", ", entity.Key)}){(entity.IsKeyless ? " keyless" : "")} json {entity.JsonColumn} discriminator {entity.Discriminator?.Property}={entity.Discriminator?.Value} filters {entity.QueryFilters.Select(f => f.Name).Distinct().Count()}";
            foreach (var property in entity.Properties)
            {
                yield return $"property {entity.Id}.{property.Name} column {(entity.JsonColumn is null ? property.ColumnName : "")} {(property.Nullable ? "null" : "not null")}{(property.IsShadow ? " shadow" : "")}{(property.IsConcurrencyToken ? " token" : "")}";
            }

            foreach (var n in entity.Navigations)
            {
                yield return n.Through is { } through
                    ? $"skip {entity.Id}.{n.Name} -> {n.Target} through {through.JoinEntity} ({string.Join(", ", through.ToOwn)}) ({string.Join(", ", through.ToTarget)}) inverse {n.Inverse}"
                    : $"navigation {entity.Id}.{n.Name} -> {n.Target}{(n.IsCollection ? " many" : "")}{(n.OnDependent ? " dependent" : "")} ({string.Join(", ", n.OwnProperties)}) ({string.Join(", ", n.TargetProperties)}){(n.IsRequired ? " required" : "")} inverse {n.Inverse}{(n.AutoInclude ? " auto" : "")}";
            }
        }
    }

    public static IEnumerable<string> Of(IModel model)
    {
        var relational = model.GetRelationalModel();
        foreach (var table in relational.Tables)
        {
            var name = table.Schema is null ? table.Name : table.Schema + "." + table.Name;
            foreach (var column in table.Columns)
            {
                var identity = column.PropertyMappings.Any(m => m.Property.GetValueGenerationStrategy(StoreObjectIdentifier.Table(table.Name, table.Schema)) is NpgsqlValueGenerationStrategy.IdentityByDefaultColumn or NpgsqlValueGenerationStrategy.IdentityAlwaysColumn or NpgsqlValueGenerationStrategy.SerialColumn);
                yield return $"column {name}.{column.Name} {StoreTypes.Parse(column.StoreType)} {(column.IsNullable ? "null" : "not null")}{(identity ? " identity" : "")}{(column.ComputedColumnSql is null ? "" : " computed")}";
            }

            foreach (var key in table.UniqueConstraints)
            {
                yield return $"{(key.GetIsPrimaryKey() ? "primary key" : "unique")} {name} {key.Name} ({string.Join(", ", key.Columns.Select(c => c.Name))})";
            }

            foreach (var index in table.Indexes)
            {
                var include = index.MappedIndexes.First().GetIncludeProperties();
                yield return $"index {name} {index.Name} ({string.Join(", ", index.Columns.Select(c => c.Name))}){(index.IsUnique ? " unique" : "")}{(index.Filter is null ? "" : " where " + index.Filter)}{(include is null ? "" : " include " + string.Join(",", include))}";
            }

            foreach (var key in table.ForeignKeyConstraints)
            {
                var principal = key.PrincipalTable.Schema is null ? key.PrincipalTable.Name : key.PrincipalTable.Schema + "." + key.PrincipalTable.Name;
                yield return $"foreign key {name} {key.Name} ({string.Join(", ", key.Columns.Select(c => c.Name))}) -> {principal} ({string.Join(", ", key.PrincipalColumns.Select(c => c.Name))}) {key.OnDeleteAction}";
            }

            foreach (var trigger in table.Triggers)
            {
                yield return $"trigger {name} {trigger.GetDatabaseName()}";
            }
        }

        foreach (var entity in model.GetEntityTypes())
        {
            var id = IdOf(entity);
            var discriminator = entity.FindDiscriminatorProperty();
            var table = entity.GetTableName() is { } t ? entity.GetSchema() is { } s ? s + "." + t : t : "";
            yield return $"entity {id} base {(entity.BaseType is { } b ? IdOf(b) : "")} table {table} view {(entity.GetTableName() is null ? entity.GetViewName() : "")} key ({string.Join(", ", entity.FindPrimaryKey()?.Properties.Select(p => p.Name) ?? [])}){(entity.FindPrimaryKey() is null ? " keyless" : "")} json {(entity.IsMappedToJson() ? entity.GetContainerColumnName() : "")} discriminator {discriminator?.Name}={(discriminator is null ? "" : Value(entity))} filters {entity.GetRootType().GetDeclaredQueryFilters().Count}";
            foreach (var (path, property) in Flatten(entity, ""))
            {
                var column = entity.IsMappedToJson() || property.DeclaringType.IsMappedToJson() ? property.DeclaringType is IComplexType complex ? complex.GetContainerColumnName() : "" : StoreObjectIdentifier.Create(property.DeclaringType.ContainingEntityType, StoreObjectType.Table) is { } at ? property.GetColumnName(at) ?? property.GetColumnName() : property.GetColumnName();
                yield return $"property {id}.{path} column {column} {(property.IsNullable ? "null" : "not null")}{(property.IsShadowProperty() ? " shadow" : "")}{(property.IsConcurrencyToken ? " token" : "")}";
            }

            foreach (var n in entity.GetNavigations())
            {
                var own = n.IsOnDependent ? n.ForeignKey.Properties : n.ForeignKey.PrincipalKey.Properties;
                var target = n.IsOnDependent ? n.ForeignKey.PrincipalKey.Properties : n.ForeignKey.Properties;
                var required = n.IsOnDependent ? n.ForeignKey.IsRequired : n.ForeignKey is { IsOwnership: true, IsUnique: true, IsRequiredDependent: true };
                yield return $"navigation {id}.{n.Name} -> {IdOf(n.TargetEntityType)}{(n.IsCollection ? " many" : "")}{(n.IsOnDependent ? " dependent" : "")} ({string.Join(", ", own.Select(p => p.Name))}) ({string.Join(", ", target.Select(p => p.Name))}){(required ? " required" : "")} inverse {n.Inverse?.Name}{(n.IsEagerLoaded ? " auto" : "")}";
            }

            foreach (var n in entity.GetSkipNavigations().Where(n => !n.IsShadowProperty()))
            {
                yield return $"skip {id}.{n.Name} -> {IdOf(n.TargetEntityType)} through {IdOf(n.JoinEntityType)} ({string.Join(", ", n.ForeignKey.Properties.Select(p => p.Name))}) ({string.Join(", ", n.Inverse.ForeignKey.Properties.Select(p => p.Name))}) inverse {(n.Inverse.IsShadowProperty() ? null : n.Inverse.Name)}";
            }
        }
    }

    private static string? Value(IEntityType entity) => entity.GetDiscriminatorValue() is { } value
        ? value is Enum ? Convert.ToInt64(value).ToString() : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static IEnumerable<(string, IProperty)> Flatten(ITypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            yield return (prefix + property.Name, property);
        }

        foreach (var complex in type.GetComplexProperties())
        {
            foreach (var inner in Flatten(complex.ComplexType, prefix + complex.Name + "."))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The name this project gives an entity: owned ones by the way to them.</summary>
    private static string IdOf(IReadOnlyEntityType entity) => entity.FindOwnership() is { } ownership
        ? IdOf(ownership.PrincipalEntityType) + "." + ownership.PrincipalToDependent!.Name + "#" + ShortName(entity.ClrType)
        : entity.Name;

    private static string ShortName(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`')] + "<" + string.Join(", ", type.GetGenericArguments().Select(ShortName)) + ">"
        : type.Name;
}
