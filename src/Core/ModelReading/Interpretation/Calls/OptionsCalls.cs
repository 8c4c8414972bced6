using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Configuration;
using ShardSafety.Core.ModelReading.Mapping;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>DbContextOptionsBuilder</c> and Npgsql's, as far as they change the model.</summary>
internal static class OptionsCalls
{
    public static Value Run(Call call)
    {
        var config = call.Interpreter.Config;
        switch (call.Name)
        {
            case "UseSnakeCaseNamingConvention":
                config.Naming = NameRewriting.SnakeCase;
                break;
            case "UseLowerCaseNamingConvention":
                config.Naming = NameRewriting.LowerCase;
                break;
            case "UseUpperCaseNamingConvention":
                config.Naming = NameRewriting.UpperCase;
                break;
            case "UseUpperSnakeCaseNamingConvention":
                config.Naming = NameRewriting.UpperSnakeCase;
                break;
            case "UseCamelCaseNamingConvention":
                config.Naming = NameRewriting.CamelCase;
                break;
            case "UseTenantFilter":
                return ModelBuilderCalls.Run(call);
            case "UseNpgsql" or "UseShardSafety":
                if (call.Any("npgsqlOptionsAction", "configure") is { } action)
                {
                    call.Run(action, call.Receiver!);
                }

                break;
            case "SchemaPerTenant":
                config.SchemaSharded = true;
                break;
            case "PutKeyFirst":
                config.KeyFirst = true;
                break;
            case "CompleteForeignKeys":
                config.CompleteForeignKeys = true;
                break;
            case "MapEnum":
                if (call.TypeArguments is [INamedTypeSymbol type])
                {
                    config.Enums[type] = call.Text("enumName") ?? Names.SnakeCase(type.Name);
                }

                break;
        }

        call.Changed(null);
        return call.Receiver!;
    }
}
