using System.Collections.Generic;
using ShardSafety.Core.Migrations.Steps;
using ShardSafety.Core.SqlReading.Lexing;

namespace ShardSafety.Core.Migrations.Sql;

/// <summary>Calls of Citus's functions in a select list.</summary>
internal static class CallReader
{
    public static void Read(TokenCursor cursor, List<MigrationStep> steps)
    {
        while (!cursor.AtEnd)
        {
            if (cursor.Current.Kind == TokenKind.Word && cursor.At(1).IsMark("("))
            {
                var function = cursor.Next().Text;
                var at = cursor.Position;
                if (Step(function, new Arguments(cursor.Parts())) is { } step)
                {
                    steps.Add(step);
                }
                else
                {
                    // The call may stand inside another.
                    cursor.Position = at + 1;
                }
            }
            else
            {
                cursor.Next();
            }
        }
    }

    private static MigrationStep? Step(string function, Arguments arguments)
    {
        switch (function)
        {
            case "create_distributed_table" or "create_distributed_table_concurrently":
                return Table(arguments, (name) => arguments.IsKnown(1, "distribution_column")
                    ? new DistributeStep(name, arguments.Text(1, "distribution_column"), arguments.Text(3, "colocate_with") ?? "default")
                    {
                        ShardCount = arguments.Number(4, "shard_count"),
                        Concurrently = function.EndsWith("_concurrently", System.StringComparison.Ordinal),
                    }
                    : new UnreadStep());
            case "create_reference_table":
                return Table(arguments, static name => new CreateReferenceStep(name));
            case "undistribute_table":
                return Table(arguments, name => new UndistributeStep(name, arguments.IsTrue(1, "cascade_via_foreign_keys")));
            case "alter_distributed_table":
                return Table(arguments, name => new AlterDistributionStep(name)
                {
                    Key = arguments.Text(1, "distribution_column"),
                    ColocateWith = arguments.Text(3, "colocate_with"),
                });
            case "citus_schema_distribute":
                return Schema(arguments) is { } schema ? new DistributeSchemaStep(schema) : new UnreadStep();
            case "citus_schema_undistribute":
                return Schema(arguments) is { } back ? new UndistributeSchemaStep(back) : new UnreadStep();
            case "set_config":
                return arguments.Text(0, "setting_name") is { } setting && arguments.Text(1, "new_value") is { } value ? new SetStep(setting, value) : null;
            default:
                return null;
        }
    }

    private static MigrationStep Table(Arguments arguments, System.Func<Queries.TableName, MigrationStep> step)
    {
        if (arguments.Text(0, "table_name") is not { } text)
        {
            return new UnreadStep();
        }

        return RegClass.Parse(text) is { } name ? step(name) : new MissingRelationStep(text);
    }

    private static string? Schema(Arguments arguments) =>
        arguments.Text(0, "schemaname") is { } text && RegClass.Parse(text) is { Schema: null } name ? name.Name : null;

    /// <summary>Arguments by place or by name; only constants are read.</summary>
    private sealed class Arguments
    {
        private readonly List<TokenCursor> _byPlace = [];
        private readonly Dictionary<string, TokenCursor> _byName = [];

        public Arguments(List<TokenCursor> parts)
        {
            foreach (var part in parts)
            {
                if (part.Current.Kind == TokenKind.Word && (part.At(1).IsMark("=>") || part.At(1).IsMark(":=")))
                {
                    _byName[part.Current.Text] = part.Slice(part.Position + 2, part.End);
                }
                else
                {
                    _byPlace.Add(part);
                }
            }
        }

        public bool IsKnown(int place, string name) => Find(place, name) is not { } argument || argument.Current.Kind == TokenKind.String || argument.Is("null");

        public string? Text(int place, string name) => Find(place, name) is { Current.Kind: TokenKind.String } argument ? argument.Current.Text : null;

        public int? Number(int place, string name) =>
            Find(place, name) is { } argument && int.TryParse(argument.Current.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

        public bool IsTrue(int place, string name) => Find(place, name)?.Is("true") == true;

        private TokenCursor? Find(int place, string name) =>
            _byName.TryGetValue(name, out var named) ? named : place < _byPlace.Count ? _byPlace[place] : null;
    }
}
