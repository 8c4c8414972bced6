using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Translation.Entities;
using ShardSafety.Core.LinqReading.Translation.Finishing;
using ShardSafety.Core.LinqReading.Translation.Selects;
using ShardSafety.Core.LinqReading.Translation.Shapes;
using ShardSafety.Core.LinqReading.Translation.Trees;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.LinqReading.Translation;

/// <summary>Queries over SQL text.</summary>
internal sealed partial class TranslationRun
{
    private Rows? SqlRows(Entity entity, LinqSql sql, Origin at)
    {
        var table = new RawTable(sql, Model!) { At = at };
        var rows = new Rows(Selects.Select.From(table), null!);
        var row = new EntityRef(entity, new TableColumns(table, null), rows.Owner);
        SetElement(rows, row);
        if (TypePredicate(row, entity, isRoot: true) is { } predicate)
        {
            rows.Select.ApplyPredicate(predicate);
        }

        return Filter(rows, entity, at) ? rows : null;
    }

    /// <summary>SQL text that maps to no entity: a value, or an object with a column for each property.</summary>
    private Rows? BareSqlRows(SqlNode sql)
    {
        if (Model is not { } model)
        {
            Fail($"the model of '{Context.Type.Name}' is not known", sql.At);
            return null;
        }

        var table = new RawTable(sql.Sql, model) { At = sql.At };
        var select = Selects.Select.From(table);
        var type = ClrTypes.ToSql(sql.Element);
        if (!type.IsUnknown)
        {
            return new Rows(select, new ScalarShape(new LogicalColumn(table, "Value", ClrTypes.IsNullableValue(sql.Element)) { Type = type }, sql.Element));
        }

        var parts = ImmutableArray.CreateBuilder<NewPart>();
        for (var at = sql.Element; at is not null && at.SpecialType != SpecialType.System_Object; at = at.BaseType)
        {
            foreach (var member in at.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 0 } property)
                {
                    parts.Add(new NewPart(property.Name, new ScalarShape(new LogicalColumn(table, property.Name, true) { Type = ClrTypes.ToSql(property.Type) }, property.Type)));
                }
            }
        }

        return new Rows(select, new NewShape(sql.Element, parts.ToImmutable()));
    }

    private Rows? RestrictedRows(RestrictedNode restricted)
    {
        if (RootRows(restricted.Root) is not { Element: EntityShape { Entity: var row } } rows)
        {
            return null;
        }

        foreach (var (name, value) in restricted.Values)
        {
            if (row.Entity.FindProperty(name ?? row.Entity.DistributionProperty) is not { } property)
            {
                continue;
            }

            var column = row.Columns.Column(property);
            rows.Select.ApplyPredicate(new OpExpr("=", column, Typed(value, column.Type)) { Type = SqlType.Bool, At = restricted.At });
        }

        return rows;
    }

    private Rows? RelatedRows(RelatedNode related)
    {
        if (Model?.Find(related.Root.Entity) is not { } entity || entity.FindNavigation(related.Navigation) is not { } navigation || Model.Find(navigation.Target) is not { } target)
        {
            Fail($"'{related.Navigation}' is no navigation of '{related.Root.Entity.Name}'", related.At);
            return null;
        }

        var owner = new EntityRef(entity, new ValueColumns(related.Row), new RowsOwner(new Selects.Select())) { Display = entity.DisplayName };
        if (navigation.IsCollection)
        {
            return CollectionRows(owner, navigation, related.At);
        }

        return EntityRows(target, owner.Display + "." + navigation.Name, related.At) is { Element: EntityShape { Entity: var inner } } rows
            && Correlate(rows, owner, navigation.OwnProperties, inner, navigation.TargetProperties, related.At) ? rows : null;
    }
}
