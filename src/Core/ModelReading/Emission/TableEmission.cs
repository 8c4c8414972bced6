using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Conventions;
using ShardSafety.Core.ModelReading.Mapping;
using ShardSafety.Core.Queries;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Emission;

/// <summary>Puts entities that share a table together into the table's description (EF Core's relational model).</summary>
internal sealed class TableEmission(BuiltModel model, Distribution distribution, Configuration.ModelConfig config)
{
    public static TableName? NameOf(EntityBuild entity) => entity.Table is null ? null : new TableName(entity.Schema, entity.Table);

    /// <summary>The properties an entity adds to its own table: what it declares; with its key under table-per-type; all of them under table-per-concrete-type.</summary>
    public static IEnumerable<PropertyBuild> ColumnsOf(EntityBuild entity)
    {
        if (entity.Base is null || entity.Strategy is Inheritance.TablePerHierarchy or Inheritance.None)
        {
            return entity.Properties;
        }

        return entity.Strategy == Inheritance.TablePerConcrete
            ? entity.AllProperties()
            : (entity.Root.PrimaryKey?.Properties ?? []).Concat(entity.Properties);
    }

    public IEnumerable<Table> Tables()
    {
        var groups = model.Entities
            .Where(static e => e.Table is not null && e.JsonColumn is null)
            .GroupBy(NameOf)
            .OrderBy(static g => g.Key);
        foreach (var group in groups)
        {
            yield return Emit(group.Key!, [.. group.OrderBy(Rank).ThenBy(static e => e.Name, StringComparer.Ordinal)]);
        }

        foreach (var view in model.Entities.Where(static e => e is { Table: null, Base: null, View.Length: > 0 }))
        {
            var name = new TableName(view.Config?.ViewSchema ?? config.DefaultSchema, view.View!);
            yield return new Table(name, TableKind.Local) { IsView = true, Columns = Columns([view]), Entities = new[] { view.Id }.ToEquatableArray(), Place = Places.Of(view.Type) };
        }
    }

    private static int Rank(EntityBuild entity) => entity.SelfAndBases().Count() + (entity.IsOwned ? 1000 + entity.Id.Length : 0);

    private Table Emit(TableName name, List<EntityBuild> entities)
    {
        var first = entities[0];
        var placement = distribution.Of(first);
        var primary = first.Root.PrimaryKey;
        return new Table(name, placement.Kind)
        {
            DistributionColumn = placement.Kind == TableKind.Distributed ? placement.Column : null,
            Group = placement.Group,
            ShardCount = placement.ShardCount,
            Partitioning = distribution.PartitioningOf(first),
            Columns = Columns(entities),
            PrimaryKey = primary is null ? null : new KeyConstraint(PrimaryName(first, primary), Names(primary.Properties, first)) { Place = primary.Place },
            UniqueConstraints = UniqueConstraints(entities).ToEquatableArray(),
            Indexes = Indexes(entities).ToEquatableArray(),
            ForeignKeys = ForeignKeys(name, entities).ToEquatableArray(),
            Triggers = entities.SelectMany(static e => e.Config?.Triggers ?? []).Distinct().ToEquatableArray(),
            ExcludedFromMigrations = entities.Any(static e => e.Config?.ExcludedFromMigrations == true),
            Entities = entities.Select(static e => e.Id).ToEquatableArray(),
            Place = placement.Place.IsNone ? Places.Of(first.Type) : placement.Place,
        };
    }

    private string PrimaryName(EntityBuild entity, KeyBuild key) => entity.Base is not null || entity.Strategy == Inheritance.TablePerConcrete
        ? key.ConfiguredName ?? Rewritten("PK_" + entity.Table)
        : key.Name ?? Rewritten("PK_" + entity.Table);

    private string Rewritten(string name) => Mapping.Names.Rewrite(Mapping.Names.Truncate(name), config.Naming);

    private static EquatableArray<string> Names(IEnumerable<PropertyBuild> properties, EntityBuild entity)
    {
        _ = entity;
        return properties.Select(static p => p.Column).ToEquatableArray();
    }

    private static EquatableArray<Column> Columns(List<EntityBuild> entities)
    {
        var columns = new List<Column>();
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            foreach (var property in ColumnsOf(entity))
            {
                if (property.Complex?.JsonColumn is { } json)
                {
                    Add(columns, at, new Column(json, SqlType.Jsonb) { Nullable = Root(property.Complex).Nullable });
                    continue;
                }

                Add(columns, at, ColumnEmission.Of(entity, property));
            }

            foreach (var complex in entity.Complex.Where(static c => c is { Outer: null, JsonColumn: not null }))
            {
                Add(columns, at, new Column(complex.JsonColumn!, SqlType.Jsonb) { Nullable = complex.Nullable });
            }
        }

        foreach (var owned in JsonRoots(entities))
        {
            Add(columns, at, new Column(owned.JsonColumn!, SqlType.Jsonb) { Nullable = ColumnEmission.IsOptional(owned) || owned.OwnedCollection });
        }

        return columns.ToEquatableArray();
    }

    private static IEnumerable<EntityBuild> JsonRoots(List<EntityBuild> entities) =>
        entities.SelectMany(static e => e.Navigations)
            .Select(static n => n.ForeignKey)
            .Where(static k => k is { IsOwnership: true, Dependent.JsonColumn: not null })
            .Select(static k => k!.Dependent)
            .Where(d => d.Owner is { JsonColumn: null } owner && entities.Contains(owner));

    private static ComplexBuild Root(ComplexBuild complex)
    {
        while (complex.Outer is { } outer)
        {
            complex = outer;
        }

        return complex;
    }

    private static void Add(List<Column> columns, Dictionary<string, int> at, Column column)
    {
        if (!at.TryGetValue(column.Name, out var index))
        {
            at.Add(column.Name, columns.Count);
            columns.Add(column);
        }
        else if (columns[index].Nullable && !column.Nullable)
        {
            columns[index] = columns[index] with { Nullable = false };
        }
    }

    private IEnumerable<KeyConstraint> UniqueConstraints(List<EntityBuild> entities)
    {
        foreach (var entity in entities)
        {
            foreach (var key in Declared(entity, static e => e.AlternateKeys))
            {
                var name = ReferenceEquals(key.Declaring, entity) ? key.Name! : key.ConfiguredName ?? Rewritten("AK_" + entity.Table + "_" + ConstraintNaming.Columns(key.Properties));
                yield return new KeyConstraint(name, Names(key.Properties, entity)) { Place = key.Place };
            }
        }
    }

    /// <summary>Own members, with inherited ones where the table holds them too.</summary>
    private static IEnumerable<T> Declared<T>(EntityBuild entity, Func<EntityBuild, IEnumerable<T>> of) =>
        entity.Strategy == Inheritance.TablePerConcrete ? entity.SelfAndBases().SelectMany(of) : of(entity);

    private IEnumerable<TableIndex> Indexes(List<EntityBuild> entities)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            foreach (var index in Declared(entity, static e => e.Indexes))
            {
                var name = ReferenceEquals(index.Declaring, entity) ? index.Name! : index.ConfiguredName ?? Rewritten("IX_" + entity.Table + "_" + ConstraintNaming.Columns(index.Properties));
                if (seen.Add(name))
                {
                    yield return new TableIndex(name, Names(index.Properties, entity))
                    {
                        Unique = index.Unique,
                        Filter = index.Filter,
                        Include = index.Include.Select(i => entity.FindProperty(i)?.Column ?? i).ToEquatableArray(),
                        Place = index.Place,
                    };
                }
            }
        }
    }

    private IEnumerable<TableForeignKey> ForeignKeys(TableName table, List<EntityBuild> entities)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            if (entity is { Strategy: Inheritance.TablePerType, Base: { } parent } && entity.Root.PrimaryKey is { } linking && NameOf(parent) is { } parentTable)
            {
                var columns = Names(linking.Properties, entity);
                yield return new TableForeignKey(Rewritten("FK_" + entity.Table + "_" + parent.Table + "_" + string.Join("_", columns)), columns, parentTable, columns) { OnDelete = DeleteRule.Cascade };
            }

            foreach (var key in Declared(entity, static e => e.ForeignKeys))
            {
                if (NameOf(key.Principal) is not { } principal || key.PrincipalKey is null || IsRowInternal(key, table, principal, entity) || IsSpread(key.Principal))
                {
                    continue;
                }

                var name = ReferenceEquals(key.Dependent, entity)
                    ? key.ConstraintName!
                    : key.ConfiguredName ?? Rewritten("FK_" + entity.Table + "_" + key.Principal.Table + "_" + ConstraintNaming.Columns(key.Properties));
                if (seen.Add(name))
                {
                    yield return new TableForeignKey(name, Names(key.Properties, entity), principal, Names(key.PrincipalKey.Properties, key.Principal))
                    {
                        OnDelete = DeleteRules.Of(key),
                        Place = key.Place,
                    };
                }
            }
        }
    }

    /// <summary>A foreign key from a row to itself, as between an owner and an owned type in its table.</summary>
    private static bool IsRowInternal(ForeignKeyBuild key, TableName table, TableName principal, EntityBuild entity) =>
        principal.Equals(table)
        && key.PrincipalKey is { IsPrimary: true }
        && entity.Root.PrimaryKey is { } own
        && key.Properties.SequenceEqual(own.Properties)
        && !ReferenceEquals(key.Principal, key.Dependent);

    /// <summary>Rows of a table-per-concrete-type base lie in several tables, so nothing can refer to it.</summary>
    private static bool IsSpread(EntityBuild principal) => principal.Strategy == Inheritance.TablePerConcrete && principal.Derived.Count > 0;
}
