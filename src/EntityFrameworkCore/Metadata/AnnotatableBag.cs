using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ShardSafety.EntityFrameworkCore.Metadata;

/// <summary>Annotations on nothing.</summary>
internal sealed class AnnotatableBag : Annotatable;
