using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShardSafety.Core.Findings;
using ShardSafety.Core.LinqReading.Flow.Results;
using ShardSafety.Core.LinqReading.Flow.Shared;
using ShardSafety.Core.LinqReading.Flow.State;
using ShardSafety.Core.LinqReading.Values;
using ShardSafety.Core.Model;
using ShardSafety.Core.Planning;

namespace ShardSafety.Core.LinqReading.Flow.Walking;

/// <content>Rows that the change tracker writes: new ones without a key, keys that change, rows that do not live together.</content>
internal sealed partial class Interpreter
{
    private readonly List<TrackedRow> _tracked = [];
    private readonly List<(Entity Entity, IPropertyReferenceOperation Target, IOperation By)> _keyWrites = [];
    private readonly HashSet<string> _rows = [];
    private readonly HashSet<HeapObject> _escaped = [];

    /// <param name="Row">The object, where its creation was followed.</param>
    private sealed record TrackedRow(Entity Entity, ReferenceValue? Row, Frame Frame, IOperation By, bool IsNew);

    /// <summary>Whether a method of a context or set gives rows to the change tracker.</summary>
    private static bool Tracks(IMethodSymbol method) => method.Name is
        "Add" or "AddAsync" or "AddRange" or "AddRangeAsync" or "Update" or "UpdateRange" or "AttachRange" or "Remove" or "RemoveRange";

    private AbstractValue Tracked(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            // A query given as the rows is enumerated.
            if (ElementType(method.Parameters[i].Type) is not null)
            {
                Enumerate(arguments[i], operation.Syntax);
            }
        }

        if (method.Name == "AttachRange")
        {
            // Rows that are attached are as they are in the database: nothing is sent for them.
            return Runtime(operation);
        }

        var isNew = method.Name is "Add" or "AddAsync" or "AddRange" or "AddRangeAsync";
        if (_quiet == 0 && _state is not null)
        {
            foreach (var argument in arguments.Take(1))
            {
                foreach (var alternative in Paths.Alternatives(argument))
                {
                    var rows = alternative.Value is ItemsValue { Items: var items } ? items : [alternative.Value];
                    foreach (var row in rows.SelectMany(static r => Paths.Alternatives(r)))
                    {
                        Track(row.Value, isNew, operation);
                    }
                }
            }
        }

        return Runtime(operation);
    }

    private void Track(AbstractValue row, bool isNew, IOperation operation)
    {
        if (EntityOf(row) is { } type && EntityNamed(type) is { } entity)
        {
            _tracked.Add(new TrackedRow(entity, row as ReferenceValue, _frame, operation, isNew));
        }
    }

    private Entity? EntityNamed(ITypeSymbol type) =>
        type is INamedTypeSymbol && _flow.Known.DbContext is { } any && _flow.Contexts.For(any, type) is { } context && _flow.Contexts.Find(context) is { NotSharded: false } model
            ? Contexts.FindEntity(model, type)
            : null;

    private AbstractValue Saved(IOperation operation)
    {
        if (_quiet == 0 && _state is not null)
        {
            CheckTracked();
            CheckTogether(operation);
            foreach (var (entity, target, by) in _keyWrites)
            {
                var plan = new Plan(Verdict.Unsupported, ShardReach.None, "a row cannot move to another shard; EF Core refuses to change a part of a primary key, and Citus any change of the distribution column")
                {
                    Cause = PlanCause.KeyUpdated,
                    Table = entity.DisplayName,
                    KeyColumn = entity.FindProperty(entity.DistributionProperty)?.ColumnName,
                    CitusError = "modifying the partition value of rows is not allowed",
                };
                _recorder.Noted(_frame, by.Syntax, new Observed(plan, null, FindingKind.KeyWritten) { Subject = Shown(target.Syntax) });
            }

            _tracked.Clear();
            _keyWrites.Clear();
        }

        return Runtime(operation);
    }

    /// <summary>New rows of distributed tables that were given no key before they are saved, or the member ends.</summary>
    private void CheckTracked()
    {
        foreach (var row in _tracked)
        {
            if (row is { IsNew: true, Row: { Object: { Kind: HeapKind.Created } } } && row.Entity is { Kind: TableKind.Distributed } && LacksKey(row))
            {
                var plan = new Plan(Verdict.Unknown, ShardReach.None, "the row is written under the key's default value")
                {
                    Cause = PlanCause.KeyMissingInInsert,
                    Table = row.Entity.DisplayName,
                    KeyColumn = row.Entity.FindProperty(row.Entity.DistributionProperty)?.ColumnName,
                    Repair = new Repair(RepairKind.SetKeyOnInsert, "set '" + row.Entity.DistributionProperty + "' on the new " + row.Entity.DisplayName),
                };
                _recorder.Noted(row.Frame, row.By.Syntax, new Observed(plan, null, FindingKind.KeyNotSetOnAdd) { Subject = Shown(row.By.Syntax) });
            }
        }
    }

    private bool LacksKey(TrackedRow row)
    {
        var target = row.Row!.Object;
        var key = row.Entity.FindProperty(row.Entity.DistributionProperty);
        if (key is null || key.IsShadow || key.Generated != ValueGeneration.Never || _escaped.Contains(target) || StampsRows())
        {
            return false;
        }

        // A principal that is set gives its key to the row.
        return !IsSet(target, key.Name)
            && !row.Entity.Navigations.Any(n => n.OnDependent && n.OwnProperties.Contains(key.Name) && IsSet(target, n.Name));
    }

    /// <summary>Whether a member was given a value: the <c>null!</c> or <c>""</c> that a class starts with is none.</summary>
    private bool IsSet(HeapObject target, string member) =>
        _state!.TryGetValue(new Slot(target, member), out var value) && value is not ConstantValue { Value: null or "" };

    /// <summary>Whether code of the compilation may fill in keys while it saves: an overridden SaveChanges, an interceptor.</summary>
    private bool StampsRows() => _flow.StampsRows.Value;

    /// <summary>Rows of several tenants, or of distributed tables before reference tables, in one SaveChanges.</summary>
    private void CheckTogether(IOperation operation)
    {
        var keys = new Dictionary<string, (string Identity, string Display)>();
        var distributed = false;
        foreach (var row in _tracked)
        {
            if (row.Entity.Kind == TableKind.Reference && distributed)
            {
                Together(operation, "rows of a distributed table are written before those of the reference table '" + row.Entity.DisplayName + "', which Citus can refuse");
                return;
            }

            if (row.Entity is not { Kind: TableKind.Distributed, DistributionProperty: { } key })
            {
                continue;
            }

            distributed = true;
            if (row.Row is null || !_state!.TryGetValue(new Slot(row.Row.Object, key), out var value) || value is not (RuntimeValue or ConstantValue))
            {
                continue;
            }

            var identity = IdentityOf(value);
            var display = value is RuntimeValue runtime ? runtime.Display : identity.Substring("const:".Length);
            var group = row.Entity.Group ?? row.Entity.Id;
            if (keys.TryGetValue(group, out var other) && other.Identity != identity)
            {
                Together(operation, "rows of '" + other.Display + "' and of '" + display + "' live on different shards, so it is a two-phase commit");
                return;
            }

            keys[group] = (identity, display);
        }
    }

    private void Together(IOperation operation, string reason) =>
        _recorder.Noted(_frame, operation.Syntax, new Observed(new Plan(Verdict.Fanout, ShardReach.Several, reason) { Cause = PlanCause.SeveralKeyValues }, null, FindingKind.MixedSaveChanges) { Subject = Shown(operation.Syntax) });

    /// <summary>An assignment to the key of a row that was read.</summary>
    private void NoteKeyWrite(IMemberReferenceOperation target, AbstractValue? holder, IOperation by)
    {
        if (_quiet == 0
            && target is IPropertyReferenceOperation property
            && holder is RuntimeValue or ReferenceValue { Object.Kind: not HeapKind.Created }
            && _rows.Contains(IdentityOf(holder))
            && EntityNamed(property.Property.ContainingType) is { Kind: TableKind.Distributed } entity
            && entity.DistributionProperty == property.Property.Name)
        {
            _keyWrites.Add((entity, property, by));
        }
    }

    /// <summary>Notes a filter by the key over rows that were fetched without it, and tells whether this is one.</summary>
    private bool FilteredTooLate(ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (_quiet > 0 || arguments.Length < 2 || arguments[1] is not LambdaValue { Body: { } predicate })
        {
            return false;
        }

        foreach (var alternative in Paths.Alternatives(arguments[0]))
        {
            var source = alternative.Value is RowsValue rows ? rows.Source : alternative.Value;
            foreach (var query in Paths.Alternatives(source).Select(static a => a.Value).OfType<QueryValue>())
            {
                if (KeyOfRows(query) is { } key
                    && KeyTests.Tests(predicate, key)
                    && PlanOf(query) is { Verdict: not (Verdict.Local or Verdict.Router or Verdict.Unknown) } plan)
                {
                    _recorder.Noted(_frame, operation.Syntax, new Observed(plan, alternative.Path, FindingKind.FilterAfterMaterialization) { Subject = Shown(operation.Syntax) });
                    if (Receiver(operation) is { } fetched)
                    {
                        // Rows that go from the query straight into the filter are seen by nothing else.
                        _recorder.SaidElsewhere(fetched.Syntax);
                    }

                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The key that rows of a query could have been filtered by before they were fetched; null without one.</summary>
    private string? KeyOfRows(QueryValue query) =>
        EntityNamed(query.ElementType) is { Kind: TableKind.Distributed } entity ? entity.DistributionProperty : null;

    /// <summary>The call whose result an operator is written on, awaited or not.</summary>
    private static IInvocationOperation? Receiver(IOperation operation)
    {
        var at = operation is IInvocationOperation { Arguments: { IsEmpty: false } arguments } ? arguments[0].Value : null;
        while (at is IConversionOperation or IAwaitOperation)
        {
            at = at is IAwaitOperation awaited ? awaited.Operation : ((IConversionOperation)at).Operand;
        }

        return at as IInvocationOperation;
    }

    /// <summary>What enumerating a query comes to, as far as its worst command; null when nothing is sent.</summary>
    private Plan? PlanOf(QueryValue query)
    {
        var session = new TranslatorSession(this, Paths.NoAssumption);
        session.Begin();
        var commands = _flow.Translator.Run(null, query, ImmutableArray<AbstractValue>.Empty, query.At, session);
        if (session.CallerSeen is not null)
        {
            return null;
        }

        Plan? worst = commands.UnknownReason is { } reason ? Unknown(reason) : null;
        foreach (var command in commands.Commands)
        {
            var plan = ShardPlanner.Plan(command.Statement, _flow.Catalog, _flow.Options);
            worst = worst is null || Verdicts.IsWorse(plan.Verdict, worst.Verdict) ? plan : worst;
        }

        return worst;
    }

    /// <summary><c>Find</c> whose arguments are not the parts of the primary key in order.</summary>
    private void CheckFind(AbstractValue source, ImmutableArray<AbstractValue> arguments, SyntaxNode site)
    {
        if (source is not QueryValue query
            || EntityNamed(query.ElementType) is not { Key: { IsEmpty: false } key } entity
            || arguments.FirstOrDefault() is not ItemsValue { Items: { IsEmpty: false } given })
        {
            return;
        }

        string? wrong = null;
        if (given.Length != key.Count)
        {
            wrong = "the primary key has " + Number(key.Count) + " (" + string.Join(", ", key) + "), and " + Number(given.Length) + " given, which EF Core refuses";
        }
        else
        {
            for (var i = 0; i < given.Length && wrong is null; i++)
            {
                var name = LastName(given[i]);
                var meant = key.Items.IndexOf(name ?? "", 0, key.Count, System.StringComparer.OrdinalIgnoreCase);
                wrong = meant >= 0 && meant != i ? "'" + name + "' is given where the primary key has '" + key[i] + "'" : null;
            }
        }

        if (wrong is not null)
        {
            var plan = new Plan(Verdict.Unknown, ShardReach.None, wrong)
            {
                Table = entity.DisplayName,
                KeyColumn = entity.FindProperty(entity.DistributionProperty)?.ColumnName,
                Repair = new Repair(RepairKind.FixKey, "give (" + string.Join(", ", key) + ") in this order"),
            };
            _recorder.Noted(_frame, site, new Observed(plan, null, FindingKind.FindKeyParts) { Subject = Shown(site) });
        }
    }

    private static string Number(int count) => count == 1 ? "1 part" : count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " parts";

    private static string? LastName(AbstractValue value)
    {
        var display = value switch
        {
            RuntimeValue runtime => runtime.Display,
            _ => null,
        };
        return display?.Substring(display.LastIndexOf('.') + 1);
    }
}
