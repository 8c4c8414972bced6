namespace ShardSafety.Agreement;

/// <summary>The program's arguments.</summary>
internal sealed record Options
{
    /// <summary>sql, linq or all.</summary>
    public string Leg { get; init; } = "all";

    /// <summary>A folder of the oracle's form; the copy beside the program without it.</summary>
    public string Folder { get; init; } = Path.Combine(AppContext.BaseDirectory, "oracle");

    /// <summary>The folder's tables as SQL, which the SQL leg needs.</summary>
    public string Schema => Path.Combine(Folder, "schema.sql");

    public bool HasSchema => File.Exists(Schema);

    /// <summary>Verdict files to run; all of the folder's without any.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public int Postgres { get; init; } = 15;

    public bool Unbound { get; init; }

    public bool Lists { get; init; } = true;

    public string? Explain { get; init; }

    /// <summary>A folder of further reference assemblies for the LINQ leg.</summary>
    public string? References { get; init; }

    public const string Usage = """
        agreement [sql|linq|all] [--folder DIR] [--file verdicts.json]... [--postgres 15|16|17|18] [--unbound] [--quiet]
                  [--references DIR] [--explain ID]

          sql           takes the recorded SQL through the SQL front end and the planner
          linq          compiles the folder's C# with the analyzers and compares their inventory
          --folder      a folder with Model.cs and/or schema.sql, *.cs queries and *verdicts.json; the oracle's copy by default
          --file        a verdict file instead of all in the folder
          --postgres    the PostgreSQL version to judge for; 17 takes its truth from postgresql-17.json
          --unbound     hides the parameters' values from the planner, as the rules see a text in C#
          --quiet       figures without the lists of what disagrees
          --references  further assemblies that the folder's C# needs
          --explain     one query's whole way: text, shape, the planner's steps, our plan, Citus's
        """;

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static Options? Parse(string[] arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "sql" or "linq" or "all":
                    options = options with { Leg = arguments[i] };
                    continue;
                case "--unbound":
                    options = options with { Unbound = true };
                    continue;
                case "--quiet":
                    options = options with { Lists = false };
                    continue;
            }

            if (value is null)
            {
                return null;
            }

            i++;
            switch (arguments[i - 1])
            {
                case "--folder":
                    options = options with { Folder = Path.GetFullPath(value) };
                    break;
                case "--file":
                    options = options with { Files = [.. options.Files, Path.GetFullPath(value)] };
                    break;
                case "--postgres" when int.TryParse(value, out var version) && version is >= 15 and <= 18:
                    options = options with { Postgres = version };
                    break;
                case "--references":
                    options = options with { References = Path.GetFullPath(value) };
                    break;
                case "--explain":
                    options = options with { Explain = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
