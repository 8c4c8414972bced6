namespace Storefront.Entities;

public class User : ITenantOwned
{
    public long CompanyId { get; set; }
    public long Id { get; set; }
    public string Email { get; set; } = "";
    public string Name { get; set; } = "";
    public bool Active { get; set; } = true;
    public DateTime CreatedAt { get; set; }
    public Company Company { get; set; } = null!;
    public List<Project> OwnedProjects { get; set; } = [];
}
