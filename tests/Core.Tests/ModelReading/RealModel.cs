using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ShardSafety.Core.Tests.ModelReading;

/// <summary>The model that EF Core itself builds from the same source: compiled in memory, loaded, asked.</summary>
internal static class RealModel
{
    public static IModel Build(CSharpCompilation compilation, string context)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
        {
            throw new InvalidOperationException("The model does not compile:\n" + string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        }

        stream.Position = 0;
        var assembly = new AssemblyLoadContext(null, isCollectible: false).LoadFromStream(stream);
        var type = assembly.GetTypes().Single(t => t.Name == context);
        using var instance = Create(type);
        return instance.GetService<IDesignTimeModel>().Model;
    }

    private static DbContext Create(Type type)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        builder.UseNpgsql("Host=nowhere");
        builder.EnableServiceProviderCaching(false);
        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).First();
        var arguments = constructor.GetParameters().Select(p => typeof(DbContextOptions).IsAssignableFrom(p.ParameterType) ? builder.Options : p.DefaultValue is DBNull ? null : p.DefaultValue).ToArray();
        return (DbContext)constructor.Invoke(arguments);
    }
}
