using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Migrations.Sql;
using ShardSafety.Core.Migrations.State;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.MigrationReading;

/// <summary>What a call of the migration builder does.</summary>
internal static class BuilderCalls
{
    public static IEnumerable<MigrationStep> Read(BuilderCall call, Annotations annotations) => call.Name switch
    {
        "Sql" => Sql(call),
        "CreateTable" => CreateTable(call, annotations),
        "AlterTable" => call.Table("name") is { } table ? DistributionReader.Changed(table, annotations) : Unread,
        "AlterDatabase" => annotations.Names.Any(static n => n.StartsWith(MigrationAnnotations.EnumPrefix, System.StringComparison.Ordinal)) ? [new CreateTypeStep()] : [],
        "EnsureSchema" => call.Text("name") is { } schema ? [new CreateSchemaStep(schema)] : Unread,
        "DistributeTable" or "DistributeToSingleShard" or "CreateReferenceTable" or "UndistributeTable" => DistributionReader.Call(call),
        "DropTable" => call.Table("name") is { } table ? [new DropTableStep(table)] : Unread,
        "RenameTable" => RenameTable(call),
        "InsertData" => InsertData(call),
        "DropIndex" => call.Text("name") is { } index ? [new DropIndexStep(index)] : Unread,
        "RenameIndex" or "AlterSequence" or "CreateSequence" or "DropSequence" or "RenameSequence" or "RestartSequence" or "DropSchema" or "UpdateData" or "DeleteData"
            or "AddCheckConstraint" or "DropCheckConstraint" or "CreateCheckConstraint" => [],
        _ => call.Table("table") is { } table ? OnTable(call, table, annotations) : Unread,
    };

    private static readonly MigrationStep[] Unread = [new UnreadStep()];

    private static IEnumerable<MigrationStep> OnTable(BuilderCall call, TableName table, Annotations annotations) => call.Name switch
    {
        "AddColumn" when call.Text("name") is { } name => [new AddColumnStep(table, TableReader.Column(name, call, annotations))],
        "DropColumn" when call.Text("name") is { } name => [new DropColumnStep(table, name)],
        "AlterColumn" when call.Text("name") is { } name => [new AlterColumnStep(table, name) { Type = ColumnTypes.Of(call.Text("type"), call.TypeArgument) }],
        "RenameColumn" when call.Text("name") is { } name && call.Text("newName") is { } now => [new RenameColumnStep(table, name, now)],
        "AddPrimaryKey" => [new AddUniqueStep(table, new UniqueRule(call.Text("name"), UniqueKind.PrimaryKey, call.Names("column", "columns")))],
        "AddUniqueConstraint" => [new AddUniqueStep(table, new UniqueRule(call.Text("name"), UniqueKind.Constraint, call.Names("column", "columns")))],
        "CreateIndex" => call.Bool("unique") == true
            ? [new AddUniqueStep(table, new UniqueRule(call.Text("name"), UniqueKind.Index, call.Names("column", "columns")) { Include = annotations[MigrationAnnotations.IndexInclude] as string[] ?? [] })]
            : [],
        "AddForeignKey" when call.Table("principalTable", "principalSchema") is { } principal =>
        [
            new AddForeignKeyStep(table, new ForeignKeyRule(call.Text("name"), call.Names("column", "columns"), principal, call.Names("principalColumn", "principalColumns"))
            {
                OnDelete = TableReader.Action(call.Member("onDelete")),
                OnUpdate = TableReader.Action(call.Member("onUpdate")),
            }),
        ],
        "DropForeignKey" or "DropPrimaryKey" or "DropUniqueConstraint" when call.Text("name") is { } name => [new DropConstraintStep(table, name)],
        _ => Unread,
    };

    private static IEnumerable<MigrationStep> Sql(BuilderCall call)
    {
        if (call.Text("sql") is not { } sql)
        {
            return [new UnreadStep { IsRawSql = true }];
        }

        var place = Places.Of(call["sql"]?.Syntax);
        var outside = call.Bool("suppressTransaction") == true;
        return DdlReader.Read(sql).Select(step => step with { Place = place, IsRawSql = true, OutsideTransaction = outside });
    }

    private static IEnumerable<MigrationStep> CreateTable(BuilderCall call, Annotations annotations)
    {
        if (new TableReader(call).Read(annotations) is not { } create)
        {
            return Unread;
        }

        var made = DistributionReader.Created(create.Name, annotations).ToList();

        // A distributed schema takes the table in when it is created.
        return made is [DistributeSchemaStep] ? [.. made, create] : [create, .. made];
    }

    private static IEnumerable<MigrationStep> RenameTable(BuilderCall call) => call.Table("name") is { } table
        ? [new RenameTableStep(table, new TableName(call.Text("newSchema") ?? table.Schema, call.Text("newName") ?? table.Name))]
        : Unread;

    private static IEnumerable<MigrationStep> InsertData(BuilderCall call) => call.Table("table") is { } table && call.Names("column", "columns") is { Count: > 0 } columns
        ? [new InsertStep(table, columns, [])]
        : [];
}
