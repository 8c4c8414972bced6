using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>
/// A relationship as calls describe it. Its two ends are the entity the call started from and the other one; which of them
/// holds the foreign key may only be known later.
/// </summary>
internal sealed class RelationshipConfig(EntityConfig first, string? firstNavigation, EntityConfig second)
{
    public EntityConfig First { get; } = first;

    public string? FirstNavigation { get; } = firstNavigation;

    public EntityConfig Second { get; } = second;

    public string? SecondNavigation { get; set; }

    /// <summary>Whether the first end's navigation holds many.</summary>
    public bool FirstIsCollection { get; set; }

    public bool SecondIsCollection { get; set; }

    /// <summary>Whether <c>WithOne</c> or <c>WithMany</c> was called; else conventions may still find the inverse.</summary>
    public bool Completed { get; set; }

    /// <summary>Which end holds the foreign key, where that was said.</summary>
    public EntityConfig? Dependent { get; set; }

    public PropertyNames? ForeignKey { get; set; }

    public PropertyNames? PrincipalKey { get; set; }

    public bool? Required { get; set; }

    /// <summary>The name of a <c>DeleteBehavior</c> member.</summary>
    public string? OnDelete { get; set; }

    public string? ConstraintName { get; set; }

    public Place Place { get; set; }

    /// <summary>For many-to-many: what <c>UsingEntity</c> said.</summary>
    public JoinConfig? Join { get; set; }
}

/// <summary><c>UsingEntity</c>.</summary>
internal sealed class JoinConfig
{
    public EntityConfig? Entity { get; set; }

    public RelationshipConfig? ToFirst { get; set; }

    public RelationshipConfig? ToSecond { get; set; }
}
