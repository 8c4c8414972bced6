using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using ShardSafety.Core.Planning.Postgres.Catalog;
using ShardSafety.Core.Planning.Postgres.Folding;
using ShardSafety.Core.Planning.Postgres.Scanning;
using ShardSafety.Core.Planning.Postgres.Tree;
using ShardSafety.Core.Queries;

namespace ShardSafety.Core.Planning.Citus;

/// <summary>Which shards of a table its conditions leave (<c>PruneShards</c> in <c>shard_pruning.c</c>).</summary>
internal sealed class ShardPruner
{
    private readonly PgSource _source;
    private readonly int _key;
    private readonly SqlType _keyType;
    private readonly List<Instance> _instances = new();
    private readonly Queue<(Instance Instance, Node Node)> _pending = new();
    private Instance _current = new();

    private ShardPruner(PgSource source)
    {
        _source = source;
        _key = CitusTables.KeyColumn(source);
        _keyType = source.TypeOf(_key);
    }

    public static ShardSet Prune(PgSource source, IEnumerable<PgExpr> clauses)
    {
        var list = clauses.ToList();
        if (list.Exists(static clause => clause is PgConst { IsFalseOrNull: true }))
        {
            return ShardSet.None;
        }

        return CitusTables.HasKey(source) ? new ShardPruner(source).Run(list) : ShardSet.Whole;
    }

    /// <summary>The shards of a relation as it was planned (<c>TargetShardIntervalsForRestrictInfo</c>).</summary>
    public static ShardSet Prune(RelationRestriction restriction) =>
        restriction.Rel.JoinClauses.Exists(static clause => clause.IsPseudoConstant && clause.IsFalse)
            ? ShardSet.None
            : Prune(restriction.Source, restriction.Rel.BaseClauses.Select(static clause => clause.Expr));

    private sealed class Node(PgLogic logic)
    {
        public PgLogic Logic { get; } = logic;

        public bool HasInvalid { get; set; }

        public List<PgExpr> Valid { get; } = new();

        public List<Node> Children { get; } = new();

        public int Count => Valid.Count + Children.Count + (HasInvalid ? 1 : 0);
    }

    private sealed class Instance
    {
        public bool HasValid { get; set; }

        public bool IsFalse { get; set; }

        public PgConst? Equal { get; set; }

        public bool Added { get; set; }

        public bool IsPartial { get; set; }

        public Instance Copy() => new() { HasValid = HasValid, IsFalse = IsFalse, Equal = Equal };
    }

    private ShardSet Run(List<PgExpr> clauses)
    {
        var tree = new Node(PgLogic.And);
        foreach (var clause in clauses)
        {
            Build(clause, tree);
        }

        Simplify(tree, null);
        Walk(tree);
        while (_pending.Count > 0)
        {
            var (instance, node) = _pending.Dequeue();
            _current = instance.Copy();
            Walk(node);
        }

        var values = new HashSet<string>();
        PgConst? first = null;
        var found = false;
        foreach (var instance in _instances)
        {
            if (instance.IsPartial)
            {
                continue;
            }

            if (!instance.HasValid || (!instance.IsFalse && instance.Equal is null))
            {
                return ShardSet.All;
            }

            found = true;
            if (!instance.IsFalse)
            {
                first ??= instance.Equal;
                values.Add(Name(instance.Equal!));
            }
        }

        return found ? ShardSet.Of(values, first) : ShardSet.All;
    }

    private void Build(PgExpr expr, Node node)
    {
        switch (expr)
        {
            case PgBool { Logic: PgLogic.Not }:
                node.HasInvalid = true;
                break;
            case PgBool logic when logic.Logic != node.Logic:
                var child = new Node(logic.Logic);
                node.Children.Add(child);
                foreach (var arg in logic.Args)
                {
                    Build(arg, child);
                }

                break;
            case PgBool logic:
                foreach (var arg in logic.Args)
                {
                    Build(arg, node);
                }

                break;
            default:
                if (IsUsable(expr))
                {
                    node.Valid.Add(expr);
                }
                else
                {
                    node.HasInvalid = true;
                }

                break;
        }
    }

    /// <summary>A comparison of the key with a constant, or the key in a list of constants (<c>IsValidConditionNode</c>).</summary>
    private bool IsUsable(PgExpr expr) => expr switch
    {
        PgOp op => Sides(op) is not null && op.Operator.Strategy is not (PgStrategy.None or PgStrategy.NotEqual),
        PgArrayOp { Operator.IsEquality: true } array => IsKey(PgTraits.StripImplicit(array.Left)) && array.Array is PgConst { IsNull: false } constant
            && (constant.Value is not ImmutableArray<object?> items || items.Any(static item => item is not null)),
        _ => false,
    };

    private (PgVar Key, PgConst Constant)? Sides(PgOp op)
    {
        if (!op.IsBinary)
        {
            return null;
        }

        var left = PgTraits.StripImplicit(op.Left);
        var right = PgTraits.StripImplicit(op.Right);
        return (left, right) switch
        {
            (PgVar key, PgConst constant) when IsKey(key) => (key, constant),
            (PgConst constant, PgVar key) when IsKey(key) => (key, constant),
            _ => null,
        };
    }

    private bool IsKey(PgExpr expr) => expr is PgVar var && var.Source == _source.Id && var.Column == _key;

    private static void Simplify(Node node, Node? parent)
    {
        foreach (var child in node.Children.ToArray())
        {
            Simplify(child, node);
        }

        if (parent is not null && node.Count <= 1)
        {
            parent.Valid.AddRange(node.Valid);
            parent.HasInvalid |= node.HasInvalid;
            parent.Children.Remove(node);
        }
    }

    private void Walk(Node node)
    {
        if (node.Logic == PgLogic.Or)
        {
            if (node.HasInvalid)
            {
                Later(new Node(PgLogic.And) { HasInvalid = true });
            }

            foreach (var constraint in node.Valid)
            {
                var child = new Node(PgLogic.And);
                child.Valid.Add(constraint);
                Later(child);
            }

            foreach (var child in node.Children)
            {
                Later(child);
            }

            return;
        }

        foreach (var constraint in node.Valid)
        {
            if (constraint is PgOp op)
            {
                Add();
                Restrict(op.Operator.Strategy, Sides(op)!.Value.Constant);
            }
            else
            {
                Listed((PgArrayOp)constraint);
            }
        }

        if (node.HasInvalid)
        {
            Add();
        }

        foreach (var child in node.Children)
        {
            Walk(child);
        }
    }

    private void Add()
    {
        if (!_current.Added)
        {
            _instances.Add(_current);
            _current.Added = true;
        }
    }

    private void Later(Node node)
    {
        _current.IsPartial = true;
        _pending.Enqueue((_current, node));
    }

    private void Listed(PgArrayOp array)
    {
        var node = new Node(PgLogic.Or);
        if (((PgConst)array.Array).Value is not ImmutableArray<object?> items)
        {
            // A list whose values are not known: several shards, no telling which.
            var constant = (PgConst)array.Array;
            items = ImmutableArray.Create<object?>(new UnknownItem(constant.Identity + "[1]"), new UnknownItem(constant.Identity + "[2]"));
        }

        foreach (var item in items)
        {
            if (item is not null)
            {
                var constant = item is UnknownItem unknown ? PgConst.Unknown(unknown.Identity, array.Operator.Right) : PgConst.Of(item, array.Operator.Right);
                node.Valid.Add(new PgOp(array.Operator, ImmutableArray.Create(PgTraits.StripImplicit(array.Left), constant)));
            }
        }

        Later(node);
    }

    /// <summary><c>AddPartitionKeyRestrictionToInstance</c>.</summary>
    private void Restrict(PgStrategy strategy, PgConst constant)
    {
        if (constant.IsNull || !CanAssign(constant.Type))
        {
            return;
        }

        if (strategy == PgStrategy.Equal)
        {
            if (_current.Equal is null)
            {
                _current.Equal = constant;
            }
            else if (Name(_current.Equal) != Name(constant) && _current.Equal.IsKnown && constant.IsKnown)
            {
                // Values that are not known may well be equal.
                _current.IsFalse = true;
            }
        }

        _current.HasValid = true;
    }

    /// <summary>Whether the constant can be brought to the key's type by an assignment cast.</summary>
    private bool CanAssign(SqlType type) =>
        type.IsUnknown || _keyType.IsUnknown || type.Name == _keyType.Name || (PgTypes.IsNumber(type) && PgTypes.IsNumber(_keyType)) || PgTypes.IsText(_keyType)
        || (PgTypes.IsDateTime(type) && PgTypes.IsDateTime(_keyType)) || !(PgTypes.IsText(type) || PgTypes.IsNumber(type));

    private string Name(PgConst constant) => constant.Value switch
    {
        null => "?" + constant.Identity,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        decimal number => (PgTypes.IsInteger(_keyType) ? Math.Round(number, MidpointRounding.AwayFromZero) : number).ToString("0.############", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text when _keyType.Name == "uuid" => text.Trim('{', '}').ToLowerInvariant(),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
