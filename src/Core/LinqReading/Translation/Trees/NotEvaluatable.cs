using Microsoft.CodeAnalysis;

namespace ShardSafety.Core.LinqReading.Translation.Trees;

/// <summary>Values that EF Core leaves to the database although no row is in them (<c>EvaluatableExpressionFilter</c>).</summary>
internal static class NotEvaluatable
{
    public static bool Member(IPropertySymbol property) => property switch
    {
        { ContainingType: { Name: "DateTime", SpecialType: SpecialType.System_DateTime }, Name: "Now" or "UtcNow" or "Today" } => true,
        { ContainingType: { Name: "DateTimeOffset", ContainingNamespace.Name: "System" }, Name: "Now" or "UtcNow" } => true,
        _ => false,
    };

    public static bool Call(IMethodSymbol method) => method.ContainingType?.Name switch
    {
        "Guid" => method.Name == "NewGuid" && method.ContainingNamespace?.Name == "System",
        "Random" => method.Name == "Next",
        "EF" => method.Name is "Constant" or "Parameter" or "Property" && method.ContainingNamespace?.Name == "EntityFrameworkCore",
        { } name => name.EndsWith("DbFunctionsExtensions", System.StringComparison.Ordinal),
        _ => false,
    };
}
