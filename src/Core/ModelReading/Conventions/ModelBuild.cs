using System.Threading;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Conventions.Package;
using ShardSafety.Core.ModelReading.Mapping;
using ShardSafety.Core.ModelReading.Marking;

namespace ShardSafety.Core.ModelReading.Conventions;

/// <summary>
/// Builds a model from what code says, as EF Core's conventions do. EF Core runs them at every change; run once, in the order
/// of what depends on what, they come to the same model.
/// </summary>
internal sealed class ModelBuild
{
    private ModelBuild(ModelConfig config, Compilation compilation, CancellationToken cancellationToken)
    {
        Config = config;
        Compilation = compilation;
        Cancellation = cancellationToken;
        Types = new TypeMapper(config);
    }

    public ModelConfig Config { get; }

    public Compilation Compilation { get; }

    public CancellationToken Cancellation { get; }

    public TypeMapper Types { get; }

    public BuiltModel Model { get; } = new();

    /// <param name="marks">Given when the model is finished: then the package's own conventions run too.</param>
    public static BuiltModel Run(ModelConfig config, Compilation compilation, CancellationToken cancellationToken, MarkReader? marks = null)
    {
        var build = new ModelBuild(config, compilation, cancellationToken);
        EntityDiscovery.Run(build);
        Hierarchies.Link(build);
        build.Model.Sort();
        PropertyDiscovery.Run(build);
        KeyDiscovery.Run(build);
        RelationshipDiscovery.Run(build);
        ForeignKeyDiscovery.Run(build);
        IndexDiscovery.Run(build);
        Hierarchies.Finish(build);
        if (marks is not null)
        {
            PackageConventions.Run(build, marks);
        }

        Nullability.Run(build);
        TableNaming.Run(build);
        StoreMapping.Run(build);
        ColumnNaming.Run(build);
        ConstraintNaming.Run(build);
        return build.Model;
    }
}
