using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Configuration;

namespace ShardSafety.Core.ModelReading.Interpretation.Calls;

/// <summary>
/// <c>HasQueryFilter</c>, named and not. As EF Core 10 has it, an unnamed filter replaces all others, a named one the filter
/// of its name, and null takes filters away.
/// </summary>
internal static class FilterCalls
{
    public static void Add(Call call, EntityConfig entity)
    {
        var name = call.Text("filterKey");
        var value = call["filter"];
        Add(call, entity, name, value);
    }

    public static void Add(Call call, EntityConfig entity, string? name, Value? value)
    {
        entity.Filters.RemoveAll(f => name is null || f.Name == name || f.Name is null);
        switch (value)
        {
            case ConstantVal { Value: null }:
                break;
            case LambdaVal lambda:
                entity.Filters.Add(new FilterConfig(name, Places.Of(lambda.Body.Syntax), FilterPredicates.Read(call.Interpreter, lambda), Removed: false));
                break;
            case TreeVal { Expr: { } expr }:
                entity.Filters.Add(new FilterConfig(name, Place.None, expr, Removed: false));
                break;
            default:
                entity.Filters.Add(new FilterConfig(name, Place.None, null, Removed: false));
                call.Unread(entity, "a query filter that is built at run time");
                break;
        }

        call.Changed(entity);
    }
}
