using System.Collections.Generic;
using ShardSafety.Core.Ddl;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.MigrationReading;

/// <summary>Distribution that stands on an operation as annotations, or in a call of the package's extensions.</summary>
internal static class DistributionReader
{
    /// <summary>After a table was created.</summary>
    public static IEnumerable<MigrationStep> Created(TableName table, Annotations annotations) => Make(table, annotations);

    public static IEnumerable<MigrationStep> Changed(TableName table, Annotations annotations)
    {
        var (before, after) = (annotations.Old(MigrationAnnotations.Kind) as string, annotations[MigrationAnnotations.Kind] as string);
        if (before == after && before is "Distributed")
        {
            yield return new AlterDistributionStep(table)
            {
                Key = annotations.Old(MigrationAnnotations.KeyColumn) as string == annotations[MigrationAnnotations.KeyColumn] as string ? null : annotations[MigrationAnnotations.KeyColumn] as string,
                ColocateWith = Colocate(annotations),
                Guarded = true,
            };
            yield break;
        }

        if (before == after)
        {
            yield break;
        }

        if (before is "Distributed" or "Reference" or "SingleShard")
        {
            yield return new UndistributeStep(table, Cascade: false) { Guarded = true };
        }

        foreach (var step in Make(table, annotations))
        {
            yield return step;
        }
    }

    public static IEnumerable<MigrationStep> Call(BuilderCall call)
    {
        if (call.Table("name") is not { } table)
        {
            yield return new UnreadStep();
            yield break;
        }

        var colocate = call.Table("colocateWith", "colocateWithSchema") is { } other ? SqlText.Identifier(other) : "none";
        switch (call.Name)
        {
            case "DistributeTable" when call.Text("column") is { } column:
                var concurrently = call.Bool("concurrently") == true;
                yield return new DistributeStep(table, column, colocate) { Guarded = true, ShardCount = call.Number("shardCount"), Concurrently = concurrently, OutsideTransaction = concurrently };
                break;
            case "DistributeToSingleShard":
                yield return new DistributeStep(table, null, colocate) { Guarded = true };
                break;
            case "CreateReferenceTable":
                yield return new CreateReferenceStep(table) { Guarded = true };
                break;
            case "UndistributeTable":
                yield return new UndistributeStep(table, Cascade: false) { Guarded = true };
                break;
            default:
                yield return new UnreadStep();
                break;
        }
    }

    private static IEnumerable<MigrationStep> Make(TableName table, Annotations annotations)
    {
        switch (annotations[MigrationAnnotations.Kind])
        {
            case "Distributed" when annotations[MigrationAnnotations.KeyColumn] is string key:
                yield return new DistributeStep(table, key, Colocate(annotations)) { Guarded = true };
                break;
            case "SingleShard":
                yield return new DistributeStep(table, null, Colocate(annotations)) { Guarded = true };
                break;
            case "Reference":
                yield return new CreateReferenceStep(table) { Guarded = true };
                break;
            case "Schema" when table.Schema is { } schema:
                yield return new DistributeSchemaStep(schema) { Guarded = true };
                break;
        }
    }

    private static string Colocate(Annotations annotations) => annotations[MigrationAnnotations.ColocateWith] is string other
        ? SqlText.Identifier(new TableName(annotations[MigrationAnnotations.ColocateWithSchema] as string, other))
        : "none";
}
