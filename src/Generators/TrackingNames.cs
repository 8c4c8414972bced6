namespace ShardSafety.Generators;

/// <summary>The pipeline's steps, as tests ask for them.</summary>
internal static class TrackingNames
{
    public const string Input = nameof(Input);
    public const string Scripts = nameof(Scripts);
    public const string ScriptFolder = nameof(ScriptFolder);
    public const string ScriptFiles = nameof(ScriptFiles);
    public const string Scopes = nameof(Scopes);
    public const string QueryScopes = nameof(QueryScopes);
    public const string Metadata = nameof(Metadata);
}
