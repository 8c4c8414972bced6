namespace Storefront.Entities;

public class Customer : ITenantOwned
{
    public long CompanyId { get; set; }
    public long Id { get; set; }
    public string Name { get; set; } = "";
    public string CountryCode { get; set; } = "";
    public Country Country { get; set; } = null!;
    public List<Order> Orders { get; set; } = [];
}
