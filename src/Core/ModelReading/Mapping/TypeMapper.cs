using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Mapping;

/// <summary>The database type Npgsql maps a CLR type to (its <c>NpgsqlTypeMappingSource</c>).</summary>
internal sealed class TypeMapper(ModelConfig config)
{
    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        ["System.Guid"] = "uuid",
        ["System.DateOnly"] = "date",
        ["System.TimeOnly"] = "time",
        ["System.TimeSpan"] = "interval",
        ["System.DateTimeOffset"] = "timestamptz",
        ["System.Uri"] = "text",
        ["System.Numerics.BigInteger"] = "numeric",
        ["System.Collections.BitArray"] = "varbit",
        ["System.Net.IPAddress"] = "inet",
        ["System.Net.IPNetwork"] = "cidr",
        ["System.Net.NetworkInformation.PhysicalAddress"] = "macaddr",
        ["System.Text.Json.JsonDocument"] = "jsonb",
        ["System.Text.Json.JsonElement"] = "jsonb",
        ["System.Text.Json.Nodes.JsonNode"] = "jsonb",
        ["System.Text.Json.Nodes.JsonObject"] = "jsonb",
        ["System.Text.Json.Nodes.JsonArray"] = "jsonb",
        ["System.Text.Json.Nodes.JsonValue"] = "jsonb",
        ["NpgsqlTypes.NpgsqlTsVector"] = "tsvector",
        ["NpgsqlTypes.NpgsqlTsQuery"] = "tsquery",
        ["NpgsqlTypes.NpgsqlInet"] = "inet",
        ["NpgsqlTypes.NpgsqlCidr"] = "cidr",
        ["NpgsqlTypes.NpgsqlPoint"] = "point",
        ["NpgsqlTypes.NpgsqlBox"] = "box",
        ["NpgsqlTypes.NpgsqlLine"] = "line",
        ["NpgsqlTypes.NpgsqlLSeg"] = "lseg",
        ["NpgsqlTypes.NpgsqlPath"] = "path",
        ["NpgsqlTypes.NpgsqlPolygon"] = "polygon",
        ["NpgsqlTypes.NpgsqlCircle"] = "circle",
        ["NpgsqlTypes.NpgsqlLogSequenceNumber"] = "pg_lsn",
        ["Microsoft.EntityFrameworkCore.LTree"] = "ltree",
        ["NodaTime.Instant"] = "timestamptz",
        ["NodaTime.ZonedDateTime"] = "timestamptz",
        ["NodaTime.OffsetDateTime"] = "timestamptz",
        ["NodaTime.LocalDateTime"] = "timestamp",
        ["NodaTime.LocalDate"] = "date",
        ["NodaTime.LocalTime"] = "time",
        ["NodaTime.OffsetTime"] = "timetz",
        ["NodaTime.Period"] = "interval",
        ["NodaTime.Duration"] = "interval",
        ["NodaTime.DateTimeZone"] = "text",
        ["NetTopologySuite.Geometries.Geometry"] = "geometry",
        ["NetTopologySuite.Geometries.Point"] = "geometry",
        ["NetTopologySuite.Geometries.Polygon"] = "geometry",
        ["NetTopologySuite.Geometries.LineString"] = "geometry",
        ["NetTopologySuite.Geometries.MultiPolygon"] = "geometry",
        ["NetTopologySuite.Geometries.MultiPoint"] = "geometry",
        ["NetTopologySuite.Geometries.MultiLineString"] = "geometry",
        ["NetTopologySuite.Geometries.GeometryCollection"] = "geometry",
    };

    private static readonly Dictionary<string, string> Ranges = new(StringComparer.Ordinal)
    {
        ["int4"] = "int4range", ["int8"] = "int8range", ["numeric"] = "numrange",
        ["timestamp"] = "tsrange", ["timestamptz"] = "tstzrange", ["date"] = "daterange",
    };

    /// <summary>The column type of a property; null when the type is not a scalar to Npgsql, <see cref="SqlType.Unknown"/> when code hides it.</summary>
    public SqlType? Map(ITypeSymbol type, PropertyConfig facets)
    {
        if (facets.ColumnType is { Length: > 0 } written)
        {
            return StoreTypes.Parse(written);
        }

        if (facets.Conversion is { } conversion)
        {
            if (!conversion.IsKnown)
            {
                return SqlType.Unknown;
            }

            if (conversion.Provider is { } provider)
            {
                return Scalar(ClrTypes.Unwrap(provider), facets) ?? SqlType.Unknown;
            }
        }

        type = ClrTypes.Unwrap(type);
        return Scalar(type, facets) ?? Collection(type, facets);
    }

    private SqlType? Collection(ITypeSymbol type, PropertyConfig facets)
    {
        if (ClrTypes.SequenceElement(type) is not { } element)
        {
            return Dictionary(type);
        }

        if (type is not IArrayTypeSymbol && !IsCollectionType(type))
        {
            return Dictionary(type);
        }

        if (Dictionary(type) is { } hstore)
        {
            return hstore;
        }

        var of = facets.Element ?? new PropertyConfig(facets.Name);
        if (Map(element, of) is not { IsUnknown: false, IsArray: false } item)
        {
            return null;
        }

        return new SqlType(item.Name + "[]", item.Modifier);
    }

    /// <summary>What EF Core takes for a primitive collection: lists, sets and the interfaces they implement.</summary>
    private static bool IsCollectionType(ITypeSymbol type) => ClrTypes.FullName(type) is
        "System.Collections.Generic.List" or "System.Collections.Generic.IList" or "System.Collections.Generic.ICollection"
        or "System.Collections.Generic.IEnumerable" or "System.Collections.Generic.IReadOnlyList" or "System.Collections.Generic.IReadOnlyCollection"
        or "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet" or "System.Collections.Generic.IReadOnlySet"
        or "System.Collections.ObjectModel.Collection" or "System.Collections.ObjectModel.ObservableCollection" or "System.Collections.ObjectModel.ReadOnlyCollection"
        or "System.Collections.Immutable.ImmutableArray" or "System.Collections.Immutable.ImmutableList";

    private static SqlType? Dictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }] }
        && ClrTypes.FullName(type) is "System.Collections.Generic.Dictionary" or "System.Collections.Immutable.ImmutableDictionary"
            ? new SqlType("hstore")
            : null;

    private SqlType? Scalar(ITypeSymbol type, PropertyConfig facets)
    {
        if (type.TypeKind == TypeKind.Enum && type is INamedTypeSymbol { EnumUnderlyingType: { } underlying })
        {
            return config.Enums.TryGetValue(type, out var name) ? new SqlType(name) : Scalar(underlying, facets);
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return SqlType.Bool;
            case SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16:
                return SqlType.Int2;
            case SpecialType.System_Int32 or SpecialType.System_UInt16:
                return SqlType.Int4;
            case SpecialType.System_UInt32:
                return facets.Xmin || (facets is { ConcurrencyToken: true, Generated: Generation.OnAddOrUpdate }) ? new SqlType("xid") : SqlType.Int8;
            case SpecialType.System_Int64:
                return SqlType.Int8;
            case SpecialType.System_UInt64:
                return new SqlType("numeric", "20,0");
            case SpecialType.System_Single:
                return SqlType.Float4;
            case SpecialType.System_Double:
                return SqlType.Float8;
            case SpecialType.System_Decimal:
                return Numeric(facets);
            case SpecialType.System_Char:
                return new SqlType("bpchar", "1");
            case SpecialType.System_String:
                return Text(facets);
            case SpecialType.System_DateTime:
                return Timed("timestamptz", facets);
        }

        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte })
        {
            return SqlType.Bytea;
        }

        var full = ClrTypes.FullName(type);
        if (full == "NpgsqlTypes.NpgsqlRange" && type is INamedTypeSymbol { TypeArguments: [var bound] })
        {
            return Scalar(bound, facets) is { } of && Ranges.TryGetValue(of.Name, out var range) ? new SqlType(range) : null;
        }

        return ByName.TryGetValue(full, out var known)
            ? known is "timestamptz" or "timestamp" or "time" or "timetz" or "interval" ? Timed(known, facets) : new SqlType(known)
            : null;
    }

    private static SqlType Timed(string name, PropertyConfig facets) => new(name, facets.Precision is { } precision ? Number(precision) : null);

    private static SqlType Numeric(PropertyConfig facets) => facets.Precision is { } precision
        ? new SqlType("numeric", facets.Scale is { } scale ? Number(precision) + "," + Number(scale) : Number(precision))
        : SqlType.Numeric;

    private static SqlType Text(PropertyConfig facets) => facets.MaxLength is { } length and > 0 and <= 10485760
        ? new SqlType(facets.FixedLength == true ? "bpchar" : "varchar", Number(length))
        : SqlType.Text;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
