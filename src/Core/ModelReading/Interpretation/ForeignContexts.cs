using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>Base contexts of other assemblies, whose configuration has no source here.</summary>
internal static class ForeignContexts
{
    public static Value Run(Interpreter interpreter, IMethodSymbol method, Frame frame)
    {
        if (method.Name is "OnModelCreating" or "ConfigureConventions"
            && ClrTypes.FullName(method.ContainingType) != "Microsoft.EntityFrameworkCore.DbContext")
        {
            interpreter.Note("the configuration of " + method.ContainingType.Name + " is in another assembly and could not be read", null, Place.None);
        }

        return Value.Null;
    }
}
