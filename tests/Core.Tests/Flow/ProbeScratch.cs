namespace ShardSafety.Core.Tests.Flow;
public sealed class ProbeScratch
{
    [Fact]
    public void Probe()
    {
        if (Environment.GetEnvironmentVariable("PROBE") is not { } file) { return; }
        var output = new System.Text.StringBuilder();
        foreach (var part in File.ReadAllText(file).Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('\n');
            var name = part[..at].Trim(); var code = part[(at + 1)..].Trim();
            if (name.StartsWith("//")) { continue; }
            string result;
            try
            {
                var full = code.Contains("class ") ? code : "public class Code { public async Task Run(AppDb db, long companyId, long otherId, bool flag, string? name) { " + code + " await Task.Yield(); } }";
                result = string.Join(" | ", FlowHarness.Find(full).Select(f => FlowHarness.Line(f) + (f.Plan.Verdict.ToString() == "Unknown" ? " [" + f.Plan.Reason + "]" : name.StartsWith("?") ? string.Join(" / ", f.Plan.Steps) + f.Path : "")));
            }
            catch (Exception e) { result = "!! " + e.Message.Split('\n')[0] + e.StackTrace; }
            output.AppendLine(name + " => " + result);
        }
        File.WriteAllText(file + ".out", output.ToString());
    }
}
