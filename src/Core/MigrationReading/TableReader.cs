using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.MigrationReading;

/// <summary><c>CreateTable</c>: its lambdas build an anonymous object of columns, and constraints over that object's properties.</summary>
internal sealed class TableReader(BuilderCall call)
{
    private readonly Dictionary<string, string> _columns = [];

    public CreateTableStep? Read(Annotations annotations)
    {
        if (call.Table("name") is not { } name)
        {
            return null;
        }

        var step = new CreateTableStep(name)
        {
            PartitionColumns = annotations[MigrationAnnotations.PartitionColumn] is string partition ? [partition] : [],
        };
        Columns(step);
        if (call.Lambda("constraints") is { } constraints)
        {
            foreach (var invocation in constraints.Body.Descendants().OfType<IInvocationOperation>())
            {
                Constraint(call.Inner(invocation), step);
            }
        }

        return step;
    }

    public static ClusterColumn Column(string name, BuilderCall column, Annotations annotations)
    {
        var strategy = annotations[MigrationAnnotations.ValueGeneration] as string ?? "";
        return new ClusterColumn(name, ColumnTypes.Of(column.Text("type"), column.TypeArgument))
        {
            Identity = strategy.StartsWith("Identity", System.StringComparison.Ordinal),
            Serial = strategy == "SerialColumn" || column.Text("type") is "serial" or "bigserial" or "smallserial",
            GeneratedStored = column.Text("computedColumnSql") is not null && column.Bool("stored") != false,
            Nullable = column.Bool("nullable") == true,
        };
    }

    public static KeyAction Action(string? member) => member switch
    {
        "Cascade" => KeyAction.Cascade,
        "Restrict" => KeyAction.Restrict,
        "SetNull" => KeyAction.SetNull,
        "SetDefault" => KeyAction.SetDefault,
        _ => KeyAction.NoAction,
    };

    private void Columns(CreateTableStep step)
    {
        if (call.Returned("columns") is not { } returned)
        {
            return;
        }

        foreach (var assignment in returned.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is not IPropertyReferenceOperation { Property: var property })
            {
                continue;
            }

            var annotations = new Annotations();
            var value = assignment.Value;
            while (value is IInvocationOperation { TargetMethod.Name: "Annotation" } annotation)
            {
                annotations.Add(annotation, call.Constants);
                value = annotation.Instance ?? (annotation.Arguments.Length > 0 ? annotation.Arguments[0].Value : null);
            }

            if (value is IInvocationOperation { TargetMethod.Name: "Column" } column)
            {
                var inner = call.Inner(column);
                var name = inner.Text("name") ?? property.Name;
                _columns[property.Name] = name;
                step.Columns.Add(Column(name, inner, annotations));
            }
        }
    }

    private void Constraint(BuilderCall constraint, CreateTableStep step)
    {
        switch (constraint.Name)
        {
            case "PrimaryKey":
                step.Uniques.Add(new UniqueRule(constraint.Text("name"), UniqueKind.PrimaryKey, Selected(constraint, "columns")));
                break;
            case "UniqueConstraint":
                step.Uniques.Add(new UniqueRule(constraint.Text("name"), UniqueKind.Constraint, Selected(constraint, "columns")));
                break;
            case "ForeignKey" when constraint.Table("principalTable", "principalSchema") is { } principal:
                step.ForeignKeys.Add(new ForeignKeyRule(
                    constraint.Text("name"),
                    constraint["columns"] is null ? Selected(constraint, "column") : Selected(constraint, "columns"),
                    principal,
                    constraint.Names("principalColumn", "principalColumns"))
                {
                    OnDelete = Action(constraint.Member("onDelete")),
                    OnUpdate = Action(constraint.Member("onUpdate")),
                });
                break;
        }
    }

    /// <summary>The columns that <c>x => x.Id</c> or <c>x => new { x.A, x.B }</c> names.</summary>
    private List<string> Selected(BuilderCall constraint, string parameter) => constraint.Returned(parameter) is { } returned
        ? [.. returned.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().Where(static p => p.Instance is IParameterReferenceOperation).Select(p => _columns.TryGetValue(p.Property.Name, out var name) ? name : p.Property.Name)]
        : [];
}
