using ShardSafety;

namespace Storefront.Entities;

/// <summary>Everything that belongs to one company, and is stored beside it.</summary>
[DistributedBy(nameof(CompanyId), ColocateWith = typeof(Company))]
public interface ITenantOwned
{
    long CompanyId { get; }
}
