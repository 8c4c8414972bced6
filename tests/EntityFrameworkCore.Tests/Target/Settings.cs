namespace Target;

/// <summary>What the tests vary: the database, and how far the models have come.</summary>
public static class Settings
{
    public static string Connection { get; set; } = "Host=localhost";

    /// <summary>1 before the second migration, 2 from then on.</summary>
    public static int Step { get; set; } = int.Parse(Environment.GetEnvironmentVariable("TARGET_STEP") ?? "2");

    /// <summary>A word that keeps schemas of concurrent test runs apart.</summary>
    public static string Run { get; set; } = Environment.GetEnvironmentVariable("TARGET_RUN") ?? "";
}

public static class Program
{
    public static void Main()
    {
    }
}
