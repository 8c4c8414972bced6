using System;
using System.Text.Json;

namespace ShardSafety.EntityFrameworkCore.PlanGuard;

/// <summary>Reads what <c>EXPLAIN (FORMAT JSON)</c> of a Citus cluster says.</summary>
internal static class PlanReader
{
    /// <summary>The plan, and the largest number of tasks of its outer query.</summary>
    public static (CommandPlan Plan, int Tasks) Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
        var seen = new Seen();
        seen.Visit(document.RootElement);
        return (seen.Plan, seen.Tasks);
    }

    private sealed class Seen
    {
        private bool _citus;
        private bool _subplans;
        private bool _repartition;
        private bool _pull;

        public int Tasks { get; private set; }

        public CommandPlan Plan =>
            _repartition ? CommandPlan.Repartition
            : _subplans || _pull ? CommandPlan.Recursive
            : !_citus ? CommandPlan.Local
            : Tasks > 1 ? CommandPlan.Fanout
            : CommandPlan.Router;

        public void Visit(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                {
                    Visit(item);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in element.EnumerateObject())
                {
                    Property(property);
                }
            }
        }

        private void Property(JsonProperty property)
        {
            var value = property.Value;
            if (property.Name == "Custom Plan Provider")
            {
                _citus |= value.ToString().StartsWith("Citus", StringComparison.Ordinal);
            }
            else if (property.Name == "Repartition")
            {
                _repartition |= value.ValueKind == JsonValueKind.True;
            }
            else if (property.Name.EndsWith(" method", StringComparison.Ordinal))
            {
                _repartition |= value.ToString().Contains("repartition", StringComparison.Ordinal);
                _pull |= value.ToString().Contains("pull to coordinator", StringComparison.Ordinal);
            }
            else if (property.Name == "Distributed Query")
            {
                // What its tasks do on the workers is plain PostgreSQL.
                Distributed(value);
            }
            else
            {
                Visit(value);
            }
        }

        private void Distributed(JsonElement query)
        {
            _subplans |= query.TryGetProperty("Subplans", out var subplans) && subplans.ValueKind == JsonValueKind.Array && subplans.GetArrayLength() > 0;
            if (query.TryGetProperty("Job", out var job))
            {
                Tasks = Math.Max(Tasks, job.TryGetProperty("Task Count", out var count) && count.TryGetInt32(out var number) ? number : 0);
                _repartition |= job.TryGetProperty("Dependent Jobs", out _) || job.TryGetProperty("Depended Jobs", out _);
            }
        }
    }
}
