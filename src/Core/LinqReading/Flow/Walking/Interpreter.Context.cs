using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Methods of <c>DbContext</c>, its database and its entries.</content>
internal sealed partial class Interpreter
{
    private AbstractValue? OnContext(IMethodSymbol method, AbstractValue? self, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        switch (self ?? (method.IsExtensionMethod && arguments.Length > 0 ? arguments[0] : null))
        {
            case ChoiceValue choice when self is not null && choice.Alternatives.All(static a => a.Value is ContextValue):
                return Each(choice, s => OnContext(method, s, arguments, site, operation) ?? Opaque(operation), site);
            case ContextValue context when self is not null:
                return ContextCall(method, context, arguments, site, operation);
            case DatabaseValue database when method.Name is "SqlQuery" or "SqlQueryRaw":
                var session = new TranslatorSession(this, _assumed);
                session.Begin();
                return _flow.Translator.SqlRoot(database.Context, method, Exported(arguments.RemoveAt(0)), _flow.OriginOf(operation.Syntax), session);
            case EntryValue entry when method.Name is "Collection" or "Reference" or "Navigation" && arguments.Length == 1:
                return new NavigationEntryValue(entry, NavigationName(arguments[0]));
            case NavigationEntryValue navigation when method.Name is "Query":
                return Related(navigation, operation);
            case NavigationEntryValue navigation when method.Name is "Load" or "LoadAsync":
                Load(navigation, site, operation);
                return Nothing;
            case EntryValue { Entity: { } of } entry when method.Name is "Reload" or "ReloadAsync" or "GetDatabaseValues" or "GetDatabaseValuesAsync":
                return Reloaded(entry, of, site, operation);
            default:
                return null;
        }
    }

    private AbstractValue? ContextCall(IMethodSymbol method, ContextValue context, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        switch (method.Name)
        {
            case "Set" when method.TypeArguments.Length == 1 && method.Parameters.IsEmpty:
                return RootOf(context, method.TypeArguments[0], operation);
            case "Find" or "FindAsync" when method.TypeArguments.Length == 1:
                return FindOn(method, method.TypeArguments[0], context, arguments, site, operation);
            case "Find" or "FindAsync" when arguments.FirstOrDefault() is TypeValue type:
                return FindOn(method, type.Of, context, arguments.RemoveAt(0), site, operation);
            case "Find" or "FindAsync":
                const string Reason = "the entity that 'Find' looks for is known at run time only";
                RunUnknown(new UnknownValue(Reason), Reason, site);
                return Runtime(operation);
            case "Entry" when arguments.Length == 1:
                return new EntryValue(context, arguments[0], method.TypeArguments.FirstOrDefault() ?? EntityOf(arguments[0]));
            case var _ when Tracks(method):
                return Tracked(method, arguments, operation);
            case "SaveChanges" or "SaveChangesAsync":
                return Saved(operation);
            default:
                return null;
        }
    }

    /// <summary><c>db.Find&lt;T&gt;(…)</c> is <c>db.Set&lt;T&gt;().Find(…)</c>.</summary>
    private AbstractValue? FindOn(IMethodSymbol method, ITypeSymbol entity, ContextValue context, ImmutableArray<AbstractValue> arguments, SyntaxNode site, IOperation operation)
    {
        var set = _flow.Known.DbSet?.Construct(entity);
        var same = set?.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == arguments.Length);
        if (same is null)
        {
            return null;
        }

        var root = RootOf(context, entity, operation);
        CheckFind(root, arguments, site);
        RunQuery(root, same, arguments, site);
        return Fetched(same, root, operation);
    }

    /// <summary>A row is read again by its primary key.</summary>
    private AbstractValue Reloaded(EntryValue entry, ITypeSymbol of, SyntaxNode site, IOperation operation)
    {
        if (EntityNamed(of) is { IsKeyless: false, Key: var key } && _flow.Known.DbSet?.Construct(of).GetMembers("Find").OfType<IMethodSymbol>().FirstOrDefault() is { } find)
        {
            var row = IdentityOf(entry.Row);
            var parts = key.Select(AbstractValue (part) => new RuntimeValue(row + "." + part, Shown(operation.Syntax), null)).ToImmutableArray();
            RunQuery(RootOf(entry.Context, of, operation), find, [new ItemsValue(parts, Runtime(operation))], site);
        }

        return Symbolic(Awaited(Resolve(operation.Type)), At(operation.Syntax), Shown(operation.Syntax), HeapKind.Received);
    }

    private static ITypeSymbol? EntityOf(AbstractValue row) => row switch
    {
        RuntimeValue runtime => runtime.Type,
        ReferenceValue reference => reference.Object.Type,
        _ => null,
    };

    private static string? NavigationName(AbstractValue argument)
    {
        if (argument is ConstantValue { Value: string name })
        {
            return name;
        }

        var body = (argument as LambdaValue)?.Body?.Body;
        var returned = body is { Operations.Length: 1 } && body.Operations[0] is IReturnOperation only ? only.ReturnedValue : null;
        while (returned is IConversionOperation conversion)
        {
            returned = conversion.Operand;
        }

        return (returned as IPropertyReferenceOperation)?.Property.Name;
    }

    /// <summary>A reference is loaded as the first of the rows it may lead to, a collection as all of them.</summary>
    private void Load(NavigationEntryValue navigation, SyntaxNode site, IOperation operation)
    {
        var related = Related(navigation, operation);
        if (related is QueryValue { ElementType: { } element } && _flow.Known.FirstOrDefault is { } first && IsReference(navigation))
        {
            RunQuery(related, first.Construct(element), ImmutableArray<AbstractValue>.Empty, site);
        }
        else
        {
            Enumerate(related, site);
        }
    }

    private static bool IsReference(NavigationEntryValue navigation)
    {
        var depth = 0;
        for (var at = navigation.Entry.Entity; at is not null && depth < 64; at = at.BaseType, depth++)
        {
            if (at.GetMembers(navigation.Navigation!).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                return KnownTypes.ElementOf(property.Type) is null;
            }
        }

        return false;
    }

    private AbstractValue Related(NavigationEntryValue navigation, IOperation operation)
    {
        if (navigation.Navigation is null || navigation.Entry.Entity is not { } entity)
        {
            return new UnknownValue("which navigation is loaded is not known");
        }

        if (navigation.Entry.Row is FromCallerValue given || entity is ITypeParameterSymbol)
        {
            return new FromCallerValue(navigation.Navigation);
        }

        var type = _flow.Contexts.For(navigation.Entry.Context.Type, entity);
        if (type is null || _flow.Contexts.Find(type) is not { NotSharded: false })
        {
            return Runtime(operation);
        }

        var row = Export(navigation.Entry.Row) as RuntimeValue ?? Runtime(operation);
        return _flow.Translator.Related(navigation.Entry.Context with { Type = type }, entity, row, navigation.Navigation, _flow.OriginOf(operation.Syntax));
    }
}
