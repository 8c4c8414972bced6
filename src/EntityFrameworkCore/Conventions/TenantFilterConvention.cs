using System;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShardSafety.Core.Model;
using ShardSafety.EntityFrameworkCore.Marking;
using ShardSafety.EntityFrameworkCore.Metadata;
using ShardSafety.EntityFrameworkCore.Options;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>Filters every entity of one group to the tenant that the context names.</summary>
internal sealed class TenantFilterConvention(TenantFilter filter, MarkReader marks)
{
    /// <summary>The filter's name, for <c>IgnoreQueryFilters</c>.</summary>
    public const string Name = "ShardSafety.Tenant";

    private static readonly MethodInfo EfProperty = typeof(EF).GetMethod(nameof(EF.Property))!;

    public void Apply(IConventionModelBuilder model)
    {
        var group = Group(model.Metadata);
        foreach (var entity in model.Metadata.GetEntityTypes().ToArray())
        {
            if (entity.BaseType is null && !entity.IsOwned() && EntityDistribution.Kind(entity) == TableKind.Distributed
                && EntityDistribution.Group(entity) == group && EntityDistribution.KeyProperty(entity) is { } name && entity.FindProperty(name) is { } key)
            {
                Filter(entity, key);
            }
        }
    }

    private string? Group(IConventionModel model)
    {
        if (filter.Group is { } type)
        {
            return model.FindEntityType(type) is { } entity && EntityDistribution.Group(entity) is { } named
                ? named
                : marks.Find(type) is { } mark ? marks.GroupOf(mark).FullName : type.FullName;
        }

        var groups = model.GetEntityTypes()
            .Where(static e => EntityDistribution.Kind(e) == TableKind.Distributed)
            .Select(static e => EntityDistribution.Group(e)!).Distinct().Order(StringComparer.Ordinal).ToArray();
        return groups.Length <= 1
            ? groups.FirstOrDefault()
            : throw new InvalidOperationException(
                $"UseTenantFilter does not say which tables it filters: the model has the colocation groups {string.Join(", ", groups)}. Name one: UseTenantFilter<{filter.Context.Name}>({filter.Value}, typeof({groups[0].Split('.', '+')[^1]})).");
    }

    private void Filter(IConventionEntityType entity, IConventionProperty key)
    {
        var row = Expression.Parameter(entity.ClrType, "e");
        Expression column = Expression.Call(EfProperty.MakeGenericMethod(key.ClrType), row, Expression.Constant(key.Name));

        // EF Core puts the executing context in the place of any expression of its type, so none is kept alive here.
        var context = Expression.Constant(null, filter.Context);
        var value = new Replace(filter.Value.Parameters[0], context).Visit(Unboxed(filter.Value.Body))!;
        if (value.Type != column.Type)
        {
            value = Expression.Convert(value, column.Type);
        }

        var lambda = Expression.Lambda(Expression.Equal(column, value), row);
        if (entity.GetDeclaredQueryFilters().FirstOrDefault(static f => f.Key is null)?.Expression is { } unnamed)
        {
            // EF Core refuses named filters beside an unnamed one.
            var both = Expression.AndAlso(new Replace(unnamed.Parameters[0], row).Visit(unnamed.Body)!, lambda.Body);
            ((IMutableEntityType)entity).SetQueryFilter(Expression.Lambda(both, row));
        }
        else
        {
            entity.Builder.HasQueryFilter(Name, lambda);
        }
    }

    private static Expression Unboxed(Expression body) =>
        body is UnaryExpression { NodeType: ExpressionType.Convert } convert && convert.Type == typeof(object) ? convert.Operand : body;

    private sealed class Replace(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
