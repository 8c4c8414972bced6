using System.Linq;
using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;

namespace ShardSafety.Generators.Emission;

/// <summary>
/// What a fixed source alone does not carry: Citus does not pass the outer row's key on to a collection that is counted in a
/// select list, or joined to a limited query, so the key is repeated inside.
/// </summary>
internal static class ScopeExtensionEmitter
{
    private const string Ef = "global::Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";
    private const string Enumerable = "global::System.Collections.Generic.IEnumerable";
    private const string Includable = "global::Microsoft.EntityFrameworkCore.Query.IIncludableQueryable";

    public static void WithCollections(CodeWriter writer, ScopeSpec scope, SetSpec set)
    {
        var row = scope.ClassName + "." + RowNames.Type(set);
        var members = string.Concat(set.Collections.Select(c => ", " + Names.Escape(c.Name) + " = " + Fixed("row", scope, c)));
        writer.Summary("Each row with its collections fixed to the scope's " + ScopeEmitter.Words(scope.Name) + ", to count, test or pick from in predicates, orders and projections.");
        writer.Parameter("source", "The rows.").Parameter("scope", "The scope.").Returns("The rows with their collections; a query reads only those it uses.");
        writer.Line(ScopeEmitter.Access(set.IsPublic) + " static global::System.Linq.IQueryable<" + row + "> WithCollections(this global::System.Linq.IQueryable<" + set.Type + "> source, " + scope.ClassName + " scope) =>");
        writer.Line("    global::System.Linq.Queryable.Select(source, row => new " + row + " { " + RowNames.Entity(set) + " = row" + members + " });").Line();
    }

    public static void Include(CodeWriter writer, ScopeSpec scope, SetSpec set, CollectionSpec collection)
    {
        var access = ScopeEmitter.Access(set.IsPublic && collection.IsPublic);
        var path = "row => " + Fixed("row", scope, collection);
        var summary = "{0} <c>" + CodeWriter.Xml(collection.Name) + "</c>, fixed to the scope's " + ScopeEmitter.Words(scope.Name) + ".";
        var result = Includable + "<{0}, " + Enumerable + "<" + collection.Target + ">>";

        Head(string.Format(System.Globalization.CultureInfo.InvariantCulture, summary, "Loads"));
        writer.Line(access + " static " + result.Replace("{0}", set.Type) + " Include" + collection.Name + "(this global::System.Linq.IQueryable<" + set.Type + "> source, " + scope.ClassName + " scope) =>");
        writer.Line("    " + Ef + ".Include(source, " + path + ");").Line();

        Head(string.Format(System.Globalization.CultureInfo.InvariantCulture, summary, "Loads also the"));
        writer.Line("/// <typeparam name=\"TEntity\">The rows that the query returns.</typeparam>");
        writer.Line(access + " static " + result.Replace("{0}", "TEntity") + " ThenInclude" + collection.Name + "<TEntity>(this " + Includable + "<TEntity, " + Enumerable + "<" + set.Type + ">> source, " + scope.ClassName + " scope)");
        writer.Line("    where TEntity : class =>");
        writer.Line("    " + Ef + ".ThenInclude(source, " + path + ");").Line();

        Head(string.Format(System.Globalization.CultureInfo.InvariantCulture, summary, "Loads also the"));
        writer.Line("/// <typeparam name=\"TEntity\">The rows that the query returns.</typeparam>");
        writer.Line(access + " static " + result.Replace("{0}", "TEntity") + " ThenInclude" + collection.Name + "<TEntity>(this " + Includable + "<TEntity, " + set.Type + "?> source, " + scope.ClassName + " scope)");
        writer.Line("    where TEntity : class =>");
        writer.Line("    " + Ef + ".ThenInclude(source, " + path.Replace("row." + Names.Escape(collection.Name), "row!." + Names.Escape(collection.Name)) + ");").Line();

        void Head(string text) => writer.Summary(text).Parameter("source", "The query.").Parameter("scope", "The scope.").Returns("The query, to include more.");
    }

    /// <summary>The collection with the key repeated.</summary>
    private static string Fixed(string row, ScopeSpec scope, CollectionSpec collection) =>
        "global::System.Linq.Enumerable.Where(" + row + "." + Names.Escape(collection.Name) + ", item => " + Comparison.Of("item", collection.Key, "scope." + Names.Escape(scope.KeyName)) + ")";
}
