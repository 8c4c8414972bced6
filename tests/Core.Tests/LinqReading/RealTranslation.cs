using System.Data.Common;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ShardSafety.Testing;

namespace ShardSafety.Core.Tests.LinqReading;

/// <summary>Source compiled and run against EF Core itself, on no database: what a query sends is caught before it leaves.</summary>
public sealed class RealTranslation
{
    private readonly Assembly _assembly;
    private readonly Catcher _catcher = new();
    private readonly Type _contextType;
    private readonly DbContextOptions _options;

    public RealTranslation(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Success.ShouldBeTrue(string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        _assembly = new AssemblyLoadContext("contract", isCollectible: false).LoadFromStream(image);
        _contextType = _assembly.GetTypes().Single(t => typeof(DbContext).IsAssignableFrom(t));
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(_contextType))!;
        _options = builder.UseNpgsql("Host=nowhere").AddInterceptors(_catcher, new NoConnection()).ConfigureWarnings(w => w.Ignore(CoreEventId.NavigationBaseIncludeIgnored)).Options;
    }

    /// <summary>The first command that a method sends.</summary>
    public string SqlOf(string type, string method)
    {
        _catcher.Sql = null;
        using var context = (DbContext)Activator.CreateInstance(_contextType, _options)!;
        var query = _assembly.GetType(type)!.GetMethod(method)!;
        try
        {
            query.Invoke(null, [.. query.GetParameters().Select(p => p.ParameterType == _contextType ? context : Sample(p.ParameterType))]);
        }
        catch (TargetInvocationException e) when (e.InnerException is CaughtException)
        {
        }

        return _catcher.Sql.ShouldNotBeNull();
    }

    private static object? Sample(Type type) =>
        type == typeof(Guid) ? new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff")
        : type == typeof(string) ? "x"
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 2)
        : Activator.CreateInstance(type);

    private sealed class CaughtException : Exception;

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();
    }

    private sealed class Catcher : DbCommandInterceptor
    {
        public string? Sql { get; set; }

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Sql = command.CommandText;
            throw new CaughtException();
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Sql = command.CommandText;
            throw new CaughtException();
        }
    }
}
