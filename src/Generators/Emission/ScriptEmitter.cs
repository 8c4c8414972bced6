using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Ddl;
using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Emission;

/// <summary>A context's Citus script: constants, a method a table, and extensions of <c>MigrationBuilder</c>.</summary>
internal static class ScriptEmitter
{
    /// <summary>A compiler keeps 16 MB of string constants; scripts of more steps are put together when they are asked for.</summary>
    private const int MostConstantSteps = 200;

    public static string Emit(ScriptSpec spec)
    {
        var writer = CodeWriter.File(spec.Context.Namespace);
        var cref = "<see cref=\"" + spec.Context.Type + "\"/>";
        writer.Summary("How Citus distributes the tables of " + cref + ".");
        foreach (var table in spec.Plan.LeftOut)
        {
            writer.Line("/// <remarks>Left out: " + CodeWriter.Xml(table.Table.ToString()) + ", since " + CodeWriter.Xml(table.Reason) + ".</remarks>");
        }

        writer.Line((spec.Context.IsPublic ? "public" : "internal") + " static partial class " + spec.ClassName).Open();
        var methods = MethodNames(spec);
        Texts(writer, spec, methods);
        for (var i = 0; i < spec.Plan.Steps.Count; i++)
        {
            TableMethod(writer, spec.Plan.Steps[i], methods[i]);
        }

        SharedParts(writer);
        if (spec.HasMigrations)
        {
            Migrations(writer, spec);
        }

        return writer.End();
    }

    private static string[] MethodNames(ScriptSpec spec)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal)
        {
            spec.ClassName, "Script", "ScriptForRows", "Reverse", "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize",
            "Distribute" + spec.Context.Name, "Undistribute" + spec.Context.Name,
        };
        return [.. spec.Plan.Steps.Select(s => Names.Free(Identifier((s is SchemaStep ? "Schema" : "") + s.Target.Name), "Table", taken))];
    }

    /// <summary>The table's name as a C# name.</summary>
    private static string Identifier(string name)
    {
        var letters = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_')]);
        return letters.Length == 0 || char.IsDigit(letters[0]) ? "_" + letters : letters;
    }

    private static void Texts(CodeWriter writer, ScriptSpec spec, string[] methods)
    {
        var plan = spec.Plan;
        Text(writer, spec, "Script", "The whole script for tables without rows, in one transaction. May run twice; raises where a table is distributed another way.", DistributionScript.Write(spec.Context.Name, plan, ScriptForm.Empty), methods);
        Text(writer, spec, "ScriptForRows", "The same for tables that hold rows: they are copied to the shards, and what stays behind on the coordinator is removed.", DistributionScript.Write(spec.Context.Name, plan, ScriptForm.WithRows), methods);
        Text(writer, spec, "Reverse", "Makes plain tables again, last table first. Run it in a transaction. Citus refuses it for tables with identity columns.", DistributionScript.Reverse(plan), methods);
    }

    private static void Text(CodeWriter writer, ScriptSpec spec, string name, string summary, string text, string[] methods)
    {
        writer.Summary(summary);
        if (spec.Plan.Steps.Count <= MostConstantSteps)
        {
            writer.Line("public const string " + name + " =").Raw(TextLiteral.Of(text)).Raw(";\n\n");
            return;
        }

        // The steps' own texts are shared; only what stands around them is written here.
        writer.Line("public static string " + name + " => string.Concat(new string[]").Line("{");
        var position = 0;
        var reversed = name == "Reverse";
        for (var n = 0; n < spec.Plan.Steps.Count; n++)
        {
            var i = reversed ? spec.Plan.Steps.Count - 1 - n : n;
            var step = spec.Plan.Steps[i];
            var sql = reversed ? DistributionSql.Undo(step) : DistributionSql.Apply(step);
            var at = text.IndexOf(sql, position, StringComparison.Ordinal);
            if (at > position)
            {
                writer.Line("    " + Escaped(text.Substring(position, at - position)) + ",");
            }

            writer.Line("    " + (reversed ? Escaped(sql) : methods[i] + "()") + ",");
            position = at + sql.Length;
        }

        writer.Line("    " + Escaped(text.Substring(position)) + ",").Line("});").Line();
    }

    private static string Escaped(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private static void TableMethod(CodeWriter writer, DistributionStep step, string name)
    {
        writer.Summary(CodeWriter.Xml(Describe(step)) + " May run twice.").Returns("The SQL, for a migration or a script.");
        writer.Line("public static string " + name + "() =>").Raw(Shared(DistributionSql.Apply(step))).Raw(";\n\n");
    }

    /// <summary>The text, with the parts that all tables have in common named instead of repeated.</summary>
    private static string Shared(string sql)
    {
        var current = sql.IndexOf(DistributionSql.Current, StringComparison.Ordinal);
        var way = sql.IndexOf(DistributionSql.Way, StringComparison.Ordinal);
        if (current < 0 || way < current)
        {
            return TextLiteral.Of(sql);
        }

        var afterCurrent = current + DistributionSql.Current.Length;
        return TextLiteral.Of(sql.Substring(0, current))
            + "\n+ s_current +\n"
            + TextLiteral.Of(sql.Substring(afterCurrent, way - afterCurrent))
            + "\n+ s_way +\n"
            + TextLiteral.Of(sql.Substring(way + DistributionSql.Way.Length));
    }

    private static void SharedParts(CodeWriter writer)
    {
        writer.Line("private static readonly string s_current =").Raw(TextLiteral.Of(DistributionSql.Current)).Raw(";\n\n");
        writer.Line("private static readonly string s_way =").Raw(TextLiteral.Of(DistributionSql.Way)).Raw(";\n");
    }

    private static string Describe(DistributionStep step) => step switch
    {
        ReferenceStep s => "Makes " + s.Table + " a reference table.",
        DistributedStep { ColocateWith: null } s => "Distributes " + s.Table + " by " + s.Column + ".",
        DistributedStep s => "Distributes " + s.Table + " by " + s.Column + " together with " + s.ColocateWith + ".",
        SingleShardStep s => "Puts " + s.Table + " on one shard.",
        SchemaStep s => "Distributes the schema " + s.Schema + ".",
        _ => "",
    };

    private static void Migrations(CodeWriter writer, ScriptSpec spec)
    {
        const string Builder = "global::Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder";
        var distribute = "Distribute" + spec.Context.Name;
        writer.Line();
        writer.Summary("Distributes all tables, after the migration has created them.");
        writer.Parameter("migrationBuilder", "The migration's builder.").Parameter("holdRows", "Whether the tables hold rows already.").Returns("The builder.");
        writer.Line("public static " + Builder + " " + distribute + "(this " + Builder + " migrationBuilder, bool holdRows = false)").Open();
        writer.Line("migrationBuilder.Sql(WithoutTransaction(holdRows ? ScriptForRows : Script));").Line("return migrationBuilder;").Close().Line();
        writer.Summary("Makes plain tables again; the reverse of <see cref=\"" + distribute + "\"/>, for <c>Down</c>.");
        writer.Parameter("migrationBuilder", "The migration's builder.").Returns("The builder.");
        writer.Line("public static " + Builder + " Un" + Names.Camel(distribute) + "(this " + Builder + " migrationBuilder)").Open();
        writer.Line("migrationBuilder.Sql(Reverse);").Line("return migrationBuilder;").Close().Line();
        writer.Line("// A migration holds the transaction itself. Only comments stand before the script's BEGIN, and nothing after its COMMIT.");
        writer.Line("private static string WithoutTransaction(string script)").Open();
        writer.Line("var start = script.IndexOf(\"\\nBEGIN;\\n\", global::System.StringComparison.Ordinal) + 8;");
        writer.Line("return script.Substring(start, script.Length - start - \"COMMIT;\\n\".Length);").Close();
    }
}
