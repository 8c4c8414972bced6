using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.Model;
using ShardSafety.Core.ModelReading.Clr;
using ShardSafety.Core.ModelReading.Metadata;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>
/// Base contexts of other assemblies, whose configuration has no source here: that of known libraries is known, others carry
/// the model it makes in their metadata.
/// </summary>
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

        var name = ClrTypes.NameOf(method.ContainingType.OriginalDefinition);
        if (method.ContainingAssembly is { } assembly
            && ReferencedModels.Find(interpreter.Compilation, assembly, interpreter.Cancellation)?.Contexts.Items.FirstOrDefault(c => c.TypeName == name) is { } carried)
        {
            // What it configures comes before all that the derived context says.
            if (interpreter.Config.Carried.Add(name))
            {
                CarriedModel.Apply(interpreter, carried);
            }

            return Value.Null;
        }

        interpreter.Note("the configuration of " + method.ContainingType.Name + " is in another assembly and could not be read", null, Place.None);
        return Value.Null;
    }
}
