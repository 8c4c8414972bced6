namespace Storefront.Entities;

public class OrderItem : ITenantOwned
{
    public long CompanyId { get; set; }
    public long OrderId { get; set; }
    public int Line { get; set; }
    public int ProductId { get; set; }
    public int Quantity { get; set; }
    public decimal Price { get; set; }
    public Order Order { get; set; } = null!;
    public Product Product { get; set; } = null!;
}
