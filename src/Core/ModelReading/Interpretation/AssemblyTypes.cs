using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ShardSafety.Core.ModelReading.Clr;

namespace ShardSafety.Core.ModelReading.Interpretation;

/// <summary>
/// The types that configuration code finds in an assembly by reflection. An assembly that is known at run time only (a list of
/// modules, the domain's assemblies) stands for all that the compilation sees and that are no framework's: a type that was not
/// in fact registered is one that no query can be about.
/// </summary>
internal static class AssemblyTypes
{
    public static ListVal Of(Interpreter interpreter, AssemblyVal assembly) =>
        new([.. (assembly.Assembly is { } known ? [known] : InView(interpreter.Compilation)).SelectMany(SourceTypes.Of)
            .OrderBy(static t => ClrTypes.NameOf(t), StringComparer.Ordinal).Select(static t => (Value)new TypeVal(t))]);

    /// <summary>What an unknown assembly, or a list of them, is taken to be.</summary>
    public static Value? Unknown(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { Name: "Assembly" } => IsAssembly(type) ? new AssemblyVal(null) : null,
        IArrayTypeSymbol { ElementType: { Name: "Assembly" } element } => IsAssembly(element) ? new ListVal([new AssemblyVal(null)]) : null,
        INamedTypeSymbol { TypeArguments: [{ Name: "Assembly" } element], Name: "IEnumerable" or "List" or "IList" or "IReadOnlyList" or "IReadOnlyCollection" or "ICollection" or "HashSet" or "ISet" or "ImmutableArray" } =>
            IsAssembly(element) ? new ListVal([new AssemblyVal(null)]) : null,
        _ => null,
    };

    /// <summary>Whether code of an assembly can do anything with a builder.</summary>
    public static bool KnowsEntityFramework(IAssemblySymbol? assembly) =>
        assembly is null || IsEntityFramework(assembly.Name)
        || assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => IsEntityFramework(r.Name)));

    private static bool IsEntityFramework(string name) => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);

    private static bool IsAssembly(ITypeSymbol type) => ClrTypes.FullName(type) == "System.Reflection.Assembly";

    private static IEnumerable<IAssemblySymbol> InView(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(static a => !(a.Name is "mscorlib" or "netstandard" or "System" or "WindowsBase" || a.Name.StartsWith("System.", StringComparison.Ordinal) || a.Name.StartsWith("Microsoft.", StringComparison.Ordinal)))
            .Prepend(compilation.Assembly);
}
