using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ShardSafety.EntityFrameworkCore.Options;

/// <summary>One model a tenant's schema: the schema is a part of the key under which EF Core keeps a context's model.</summary>
internal sealed class TenantSchemaCacheKeyFactory(IModelCacheKeyFactory inner) : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
    {
        var key = inner.Create(context, designTime);
        return TenantSchema(context) is { } schema ? (key, schema) : key;
    }

    public static string? TenantSchema(DbContext context) =>
        context.GetService<IDbContextOptions>().FindExtension<ShardSafetyOptionsExtension>()?.Options.TenantSchema?.Invoke(context);
}
