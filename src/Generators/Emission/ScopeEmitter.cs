using System.Linq;
using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Emission;

/// <summary>
/// A tenant scope and its extensions. Plain LINQ throughout, so that EF Core translates it and the analyzers read it as any
/// other code; nothing is safe for coming from here.
/// </summary>
internal static class ScopeEmitter
{
    private const string Query = "global::System.Linq.IQueryable";

    public static string Emit(ScopeSpec scope)
    {
        var writer = CodeWriter.File(scope.Context.Namespace);
        Class(writer, scope);
        writer.Line();
        Extensions(writer, scope);
        return writer.End();
    }

    public static string Access(bool isPublic) => isPublic ? "public" : "internal";

    private static void Class(CodeWriter writer, ScopeSpec scope)
    {
        var words = Words(scope.Name);
        writer.Summary("The rows of one " + words + " in <see cref=\"" + scope.Context.Type + "\"/>: each distributed table of the group with its key fixed, and the reference tables as they are.");
        writer.Line(Access(scope.IsPublic) + " sealed partial class " + scope.ClassName).Open();

        var parameter = Names.Escape(scope.KeyParameter);
        writer.Summary("The rows of one " + words + ".").Parameter("db", "The context.").Parameter(scope.KeyParameter, "The key that every query of the scope is fixed to.");
        writer.Line("public " + scope.ClassName + "(" + scope.Context.Type + " db, " + scope.KeyType + " " + parameter + ")").Open();
        writer.Line("Db = db;").Line(Names.Escape(scope.KeyName) + " = " + parameter + ";").Close().Line();
        writer.Summary("The context.").Line("public " + scope.Context.Type + " Db { get; }").Line();
        writer.Summary("The key that every query of the scope is fixed to.").Line("public " + scope.KeyType + " " + Names.Escape(scope.KeyName) + " { get; }").Line();

        foreach (var set in scope.Sets)
        {
            Set(writer, scope, set);
        }

        foreach (var set in scope.Sets.Where(s => s.Find is not null))
        {
            Find(writer, scope, set);
        }

        foreach (var set in scope.Sets.Where(s => !s.Collections.IsEmpty))
        {
            Row(writer, scope, set);
        }

        writer.Close();
    }

    private static void Set(CodeWriter writer, ScopeSpec scope, SetSpec set)
    {
        var rows = "Db.Set<" + set.Type + ">()";
        var head = Access(set.IsPublic) + " " + Query + "<" + set.Type + "> " + Names.Escape(set.Name) + " => ";
        if (set.Key is null)
        {
            writer.Summary("All rows of the reference table of <see cref=\"" + set.Type + "\"/>.").Line(head + rows + ";").Line();
            return;
        }

        writer.Summary("The " + Words(scope.Name) + "'s rows of <see cref=\"" + set.Type + "\"/>.");
        writer.Line("[global::ShardSafety.ShardScoped]");
        writer.Line(head + "global::System.Linq.Queryable.Where(" + rows + ", row => " + Comparison.Of("row", set.Key, "this." + Names.Escape(scope.KeyName)) + ");").Line();
    }

    private static void Find(CodeWriter writer, ScopeSpec scope, SetSpec set)
    {
        var find = set.Find!;
        writer.Summary("The row of <see cref=\"" + set.Type + "\"/> with this key, read from the database; <see langword=\"null\"/> when the " + Words(scope.Name) + " has none.");
        foreach (var part in find.Rest)
        {
            writer.Parameter(part.Parameter, "The rest of its primary key.");
        }

        writer.Parameter("cancellationToken", "Ends the wait.").Returns("The row.");
        var parameters = string.Concat(find.Rest.Select(p => p.Type + " " + Names.Escape(p.Parameter) + ", "));
        var predicate = find.Rest.Count == 0
            ? ""
            : "row => " + string.Join(" && ", find.Rest.Select(p => Comparison.Of("row", p.Key, Names.Escape(p.Parameter)))) + ", ";
        writer.Line(Access(set.IsPublic) + " global::System.Threading.Tasks.Task<" + set.Type + "?> " + find.MethodName + "(" + parameters + "global::System.Threading.CancellationToken cancellationToken = default) =>");
        writer.Line("    global::Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstOrDefaultAsync(this." + Names.Escape(set.Name) + ", " + predicate + "cancellationToken);").Line();
    }

    /// <summary>A row with its collections, each fixed to the key: what a query composes over instead of the navigations.</summary>
    private static void Row(CodeWriter writer, ScopeSpec scope, SetSpec set)
    {
        var words = Words(scope.Name);
        writer.Summary("A row of <see cref=\"" + set.Type + "\"/> with its collections, each fixed to the scope's " + words + ", for queries to compose over.");
        writer.Line(Access(set.IsPublic) + " sealed class " + RowNames.Type(set)).Open();
        writer.Summary("The row itself.").Line("public " + set.Type + " " + RowNames.Entity(set) + " { get; init; } = null!;").Line();
        foreach (var collection in set.Collections)
        {
            writer.Summary("Its " + CodeWriter.Xml(collection.Name) + ", of the same " + words + ".");
            writer.Line(Access(collection.IsPublic) + " global::System.Collections.Generic.IEnumerable<" + collection.Target + "> " + Names.Escape(collection.Name) + " { get; init; } = null!;").Line();
        }

        writer.Close().Line();
    }

    private static void Extensions(CodeWriter writer, ScopeSpec scope)
    {
        var parameter = Names.Escape(scope.KeyParameter);
        writer.Summary("Queries of <see cref=\"" + scope.ClassName + "\"/>.");
        writer.Line(Access(scope.IsPublic) + " static partial class " + scope.ExtensionsName).Open();
        writer.Summary("The rows of one " + Words(scope.Name) + ".").Parameter("db", "The context.").Parameter(scope.KeyParameter, "The key that every query of the scope is fixed to.").Returns("The scope.");
        writer.Line("public static " + scope.ClassName + " For" + scope.Name + "(this " + scope.Context.Type + " db, " + scope.KeyType + " " + parameter + ") => new " + scope.ClassName + "(db, " + parameter + ");").Line();
        foreach (var set in scope.Sets.Where(s => !s.Collections.IsEmpty))
        {
            ScopeExtensionEmitter.WithCollections(writer, scope, set);
            foreach (var collection in set.Collections)
            {
                ScopeExtensionEmitter.Include(writer, scope, set, collection);
            }
        }

        writer.Close();
    }

    /// <summary>The scope's name inside a sentence.</summary>
    internal static string Words(string name) => CodeWriter.Xml(Names.Camel(name));
}
