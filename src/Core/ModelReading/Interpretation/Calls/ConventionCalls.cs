using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>Calls on <c>ModelConfigurationBuilder</c>.</summary>
internal static class ConventionCalls
{
    public static Value Run(Call call)
    {
        var config = call.Interpreter.Config;
        switch (call.Name)
        {
            case "Properties" or "DefaultTypeMapping":
                if ((call.TypeArguments.FirstOrDefault() ?? (call["propertyType"] as TypeVal)?.Type) is not { } type)
                {
                    return call.Unread(null);
                }

                var facets = new PropertyConfig("") { Explicit = true };
                if (call.Name == "Properties")
                {
                    config.TypeFacets.Add((type, facets));
                }

                call.Changed(null);
                var builder = new PropertyBuilderVal(facets, null, type);
                if (call["buildAction"] is { } action)
                {
                    call.Run(action, builder);
                    return call.Receiver!;
                }

                return builder;
            case "IgnoreAny":
                if (call.TypeOf(0, "type") is { } ignored)
                {
                    config.IgnoredTypes.Add(ignored);
                }

                break;
            case "ComplexProperties":
                if (call.TypeOf(0, "propertyType") is { } complex)
                {
                    config.ComplexTypes.Add(complex);
                }

                break;
            case "UseTenantFilter":
                return ModelBuilderCalls.Run(call);
        }

        call.Changed(null);
        return call.Receiver!;
    }
}
