using System;
using System.Collections.Generic;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.ModelReading.Mapping;

/// <summary>Reads the name of a database type as people and Npgsql write it (<c>timestamp with time zone</c>) into the catalogue's name.</summary>
internal static class StoreTypes
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["integer"] = "int4", ["int"] = "int4", ["serial"] = "int4", ["serial4"] = "int4",
        ["bigint"] = "int8", ["bigserial"] = "int8", ["serial8"] = "int8",
        ["smallint"] = "int2", ["smallserial"] = "int2", ["serial2"] = "int2",
        ["boolean"] = "bool",
        ["real"] = "float4",
        ["double precision"] = "float8", ["float"] = "float8",
        ["decimal"] = "numeric",
        ["character varying"] = "varchar",
        ["character"] = "bpchar", ["char"] = "bpchar",
        ["timestamp with time zone"] = "timestamptz",
        ["timestamp without time zone"] = "timestamp",
        ["time with time zone"] = "timetz",
        ["time without time zone"] = "time",
        ["bit varying"] = "varbit",
    };

    public static SqlType Parse(string text)
    {
        var name = text.Trim();
        var arrays = 0;
        while (name.EndsWith("]", StringComparison.Ordinal))
        {
            var open = name.LastIndexOf('[');
            if (open < 0)
            {
                break;
            }

            name = name.Substring(0, open).TrimEnd();
            arrays++;
        }

        string? modifier = null;
        var start = name.IndexOf('(');
        var end = name.IndexOf(')');
        if (start >= 0 && end > start)
        {
            modifier = name.Substring(start + 1, end - start - 1).Replace(" ", "");
            name = (name.Substring(0, start).TrimEnd() + name.Substring(end + 1)).Trim();
        }

        name = name.Replace("  ", " ");
        if (name.StartsWith("\"", StringComparison.Ordinal))
        {
            name = name.Replace("\"", "");
        }
        else
        {
            name = Aliases.TryGetValue(name, out var known) ? known : name.ToLowerInvariant();
        }

        var type = new SqlType(name, modifier);
        return arrays > 0 ? new SqlType(type.Name + "[]", modifier) : type;
    }
}
