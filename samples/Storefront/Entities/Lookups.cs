using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using ShardSafety;

namespace Storefront.Entities;

/// <summary>What a company pays. A copy on every node.</summary>
[ReferenceTable]
public class Plan
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public decimal MonthlyPrice { get; set; }
}

[ReferenceTable]
public class Country
{
    [Key]
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
}

[ReferenceTable]
public class Product
{
    [DatabaseGenerated(DatabaseGeneratedOption.None)]
    public int Id { get; set; }
    public string Sku { get; set; } = "";
    public string Name { get; set; } = "";
    public decimal Price { get; set; }
}
