using ShardSafety;

namespace Storefront.Entities;

/// <summary>The tenant. Its rows decide where everything of the company lives.</summary>
[DistributedBy(nameof(Id), ScopeName = "Company")]
public class Company
{
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public string PlanId { get; set; } = "";
    public string CountryCode { get; set; } = "";
    public Plan Plan { get; set; } = null!;
    public Country Country { get; set; } = null!;
    public List<User> Users { get; set; } = [];
    public List<Project> Projects { get; set; } = [];
    public List<Order> Orders { get; set; } = [];
}
