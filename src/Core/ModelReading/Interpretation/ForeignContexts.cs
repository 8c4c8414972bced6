using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Base contexts of other assemblies, whose configuration has no source here: that of known libraries is known.</summary>
internal static class ForeignContexts
{
    public static Value Run(Interpreter interpreter, IMethodSymbol method)
    {
        if (method.Name is not ("OnModelCreating" or "ConfigureConventions")
            || ClrTypes.FullName(method.ContainingType) == "Microsoft.EntityFrameworkCore.DbContext"
            || IdentityConfiguration.Apply(interpreter, method.ContainingType))
        {
            return Value.Null;
        }

        interpreter.Note("the configuration of " + method.ContainingType.Name + " is in another assembly and could not be read", null, Place.None);
        return Value.Null;
    }
}
