using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;

namespace ShardSafety.Core.ModelReading.Configuration;

/// <summary>Facets of a property, those that were set; null where nothing was said.</summary>
internal sealed class PropertyConfig(string name)
{
    public string Name { get; } = name;

    public Place Place { get; set; }

    /// <summary>Whether code named it as a property, so that it is one even if conventions would not take it.</summary>
    public bool Explicit { get; set; }

    /// <summary>The type of a shadow property.</summary>
    public ITypeSymbol? Type { get; set; }

    public string? Column { get; set; }

    public string? ColumnType { get; set; }

    public int? Order { get; set; }

    public bool? Required { get; set; }

    public int? MaxLength { get; set; }

    public int? Precision { get; set; }

    public int? Scale { get; set; }

    public bool? FixedLength { get; set; }

    public string? Collation { get; set; }

    public Conversion? Conversion { get; set; }

    public Generation? Generated { get; set; }

    public ColumnStrategy? Strategy { get; set; }

    public bool HasGenerator { get; set; }

    /// <summary>SQL of a default; empty for a default that is a value or could not be read.</summary>
    public string? Default { get; set; }

    public string? Computed { get; set; }

    public bool? ConcurrencyToken { get; set; }

    public bool Xmin { get; set; }

    public bool IsCollection { get; set; }

    public PropertyConfig? Element { get; set; }

    /// <summary>Takes what <paramref name="over"/> says over what this says.</summary>
    public PropertyConfig With(PropertyConfig? over)
    {
        if (over is null)
        {
            return this;
        }

        return new PropertyConfig(over.Name)
        {
            Place = over.Place.IsNone ? Place : over.Place,
            Explicit = Explicit || over.Explicit,
            Type = over.Type ?? Type,
            Column = over.Column ?? Column,
            ColumnType = over.ColumnType ?? ColumnType,
            Order = over.Order ?? Order,
            Required = over.Required ?? Required,
            MaxLength = over.MaxLength ?? MaxLength,
            Precision = over.Precision ?? Precision,
            Scale = over.Precision is null ? over.Scale ?? Scale : over.Scale,
            FixedLength = over.FixedLength ?? FixedLength,
            Collation = over.Collation ?? Collation,
            Conversion = over.Conversion ?? Conversion,
            Generated = over.Generated ?? Generated,
            Strategy = over.Strategy ?? Strategy,
            HasGenerator = HasGenerator || over.HasGenerator,
            Default = over.Default ?? Default,
            Computed = over.Computed ?? Computed,
            ConcurrencyToken = over.ConcurrencyToken ?? ConcurrencyToken,
            Xmin = Xmin || over.Xmin,
            IsCollection = IsCollection || over.IsCollection,
            Element = over.Element ?? Element,
        };
    }
}

/// <summary>EF Core's <c>ValueGenerated</c>.</summary>
internal enum Generation { Never, OnAdd, OnUpdate, OnAddOrUpdate }

/// <summary>A value conversion.</summary>
/// <param name="Provider">The type the database sees; null when the conversion was taken back (<c>HasConversion((Type?)null)</c>) or its type is not known.</param>
internal sealed record Conversion(ITypeSymbol? Provider, bool IsKnown);
