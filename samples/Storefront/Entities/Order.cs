namespace Storefront.Entities;

public class Order : ITenantOwned
{
    public long CompanyId { get; set; }
    public long Id { get; set; }
    public long CustomerId { get; set; }
    public decimal Amount { get; set; }
    public OrderStatus Status { get; set; }
    public DateTime CreatedAt { get; set; }
    public Company Company { get; set; } = null!;
    public Customer Customer { get; set; } = null!;
    public List<OrderItem> Items { get; set; } = [];
}

public enum OrderStatus
{
    Pending,
    Paid,
    Shipped,
    Cancelled,
}
