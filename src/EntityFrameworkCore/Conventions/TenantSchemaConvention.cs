using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace ShardSafety.EntityFrameworkCore.Conventions;

/// <summary>The tenant's schema is the model's default schema.</summary>
internal sealed class TenantSchemaConvention(string schema) : IModelInitializedConvention
{
    public void ProcessModelInitialized(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context) =>
        modelBuilder.HasDefaultSchema(schema);
}
