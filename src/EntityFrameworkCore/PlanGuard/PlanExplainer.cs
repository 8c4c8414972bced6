using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Npgsql;

namespace ShardSafety.EntityFrameworkCore.PlanGuard;

/// <summary>Has the cluster explain a command on the command's own connection and transaction, which stays usable.</summary>
internal static class PlanExplainer
{
    private const string Savepoint = "shardsafety_plan_guard";

    private static readonly string[] Explainable = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "("];

    /// <summary>One finding a statement that has a plan.</summary>
    public static IEnumerable<PlanGuardFinding> Explain(DbCommand command, string? site)
    {
        if (command is not NpgsqlCommand { Connection: { } connection } source)
        {
            yield break;
        }

        foreach (var statement in StatementSplitter.Split(command.CommandText))
        {
            if (!Explainable.Any(w => Body(statement).StartsWith(w, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            var (plan, tasks, error) = Explain(source, connection, statement);
            yield return new PlanGuardFinding(plan, tasks, statement, Tags(statement), site, error);
        }
    }

    private static (CommandPlan Plan, int Tasks, string? Error) Explain(NpgsqlCommand source, NpgsqlConnection connection, string statement)
    {
        var transaction = source.Transaction;
        transaction?.Save(Savepoint);
        try
        {
            using var explain = new NpgsqlCommand("EXPLAIN (FORMAT JSON, COSTS OFF) " + statement, connection, transaction);
            foreach (NpgsqlParameter parameter in source.Parameters)
            {
                if (statement.Contains(parameter.ParameterName.TrimStart('@', ':'), StringComparison.Ordinal) || parameter.ParameterName.Length == 0)
                {
                    explain.Parameters.Add(parameter.Clone());
                }
            }

            var (plan, tasks) = PlanReader.Read(string.Concat(Lines(explain)));
            transaction?.Release(Savepoint);
            return (plan, tasks, null);
        }
        catch (PostgresException e)
        {
            transaction?.Rollback(Savepoint);
            return e.MessageText.Contains("repartition", StringComparison.OrdinalIgnoreCase)
                ? (CommandPlan.Repartition, 0, e.MessageText)
                : (CommandPlan.Unsupported, 0, e.MessageText + (e.Detail is null ? "" : " " + e.Detail));
        }
    }

    private static List<string> Lines(NpgsqlCommand explain)
    {
        var lines = new List<string>();
        using var reader = explain.ExecuteReader();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    /// <summary>EF Core writes tags as comment lines before the statement.</summary>
    private static List<string> Tags(string statement) =>
        [.. statement.Split('\n').TakeWhile(static l => l.StartsWith("--", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(l)).Where(static l => l.Length > 2).Select(static l => l[2..].Trim())];

    private static string Body(string statement) =>
        string.Join('\n', statement.Split('\n').SkipWhile(static l => l.StartsWith("--", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(l))).TrimStart();
}
