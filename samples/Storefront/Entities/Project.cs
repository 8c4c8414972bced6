namespace Storefront.Entities;

public class Project : ITenantOwned
{
    public long CompanyId { get; set; }
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public long OwnerId { get; set; }
    public int Priority { get; set; }
    public Company Company { get; set; } = null!;
    public User Owner { get; set; } = null!;
}
