using System;
using System.Collections.Generic;
using ShardSafety.Core.LinqReading.Values;

namespace ShardSafety.Core.LinqReading.Flow.State;

/// <summary>
/// What every slot holds at one point of the code. Immutable: setting a slot makes another memory that shares all else with
/// the one before, so that what differs between the ends of two branches is found without looking at what both kept.
/// </summary>
/// <remarks>
/// A trie over the slots' numbers, sixteen to a node. Memories can be compared only when they come from the same empty one.
/// </remarks>
internal sealed class Memory
{
    private const int Bits = 4;
    private const int Width = 1 << Bits;

    private readonly SlotNumbers _numbers;
    private readonly object?[] _root;
    private readonly int _height;

    private Memory(SlotNumbers numbers, object?[] root, int height)
    {
        _numbers = numbers;
        _root = root;
        _height = height;
    }

    /// <summary>A memory in which no slot holds anything, the first of its family.</summary>
    public static Memory Empty() => new(new SlotNumbers(), new object?[Width], 0);

    public AbstractValue this[Slot slot] => TryGetValue(slot, out var value) ? value : throw new KeyNotFoundException();

    public bool ContainsKey(Slot slot) => TryGetValue(slot, out _);

    public bool TryGetValue(Slot slot, out AbstractValue value)
    {
        value = _numbers.Find(slot) is { } number ? Get(number)! : null!;
        return value is not null;
    }

    public Memory SetItem(Slot slot, AbstractValue value)
    {
        var number = _numbers.Of(slot);
        if (ReferenceEquals(Get(number), value))
        {
            return this;
        }

        var (root, height) = (_root, _height);
        while (number >> (Bits * (height + 1)) != 0)
        {
            var higher = new object?[Width];
            higher[0] = root;
            root = higher;
            height++;
        }

        return new Memory(_numbers, Set(root, height, number, value), height);
    }

    /// <summary>The slots that do not hold the very same value in both, in the order in which they were first set anywhere.</summary>
    public IEnumerable<Slot> DifferingFrom(Memory other)
    {
        if (!ReferenceEquals(_numbers, other._numbers))
        {
            throw new ArgumentException("a memory of another family");
        }

        var (first, second) = _height >= other._height ? (this, other) : (other, this);
        var (root, lower) = (second._root, second._height);
        while (lower < first._height)
        {
            var higher = new object?[Width];
            higher[0] = root;
            root = higher;
            lower++;
        }

        var found = new List<int>();
        Compare(first._root, root, first._height, 0, found);
        return found.ConvertAll(number => _numbers[number]);
    }

    /// <summary>The slots that hold something.</summary>
    public IEnumerable<Slot> Slots => DifferingFrom(new Memory(_numbers, new object?[Width], 0));

    private AbstractValue? Get(int number)
    {
        if (number >> (Bits * (_height + 1)) != 0)
        {
            return null;
        }

        object?[]? node = _root;
        for (var level = _height; level > 0 && node is not null; level--)
        {
            node = (object?[]?)node[(number >> (Bits * level)) & (Width - 1)];
        }

        return (AbstractValue?)node?[number & (Width - 1)];
    }

    private static object?[] Set(object?[]? node, int level, int number, AbstractValue value)
    {
        var copy = node is null ? new object?[Width] : (object?[])node.Clone();
        var index = (number >> (Bits * level)) & (Width - 1);
        copy[index] = level == 0 ? value : Set((object?[]?)copy[index], level - 1, number, value);
        return copy;
    }

    private static void Compare(object?[]? left, object?[]? right, int level, int number, List<int> found)
    {
        for (var i = 0; i < Width; i++)
        {
            var (one, other) = (left?[i], right?[i]);
            if (ReferenceEquals(one, other))
            {
                continue;
            }

            var at = number | (i << (Bits * level));
            if (level == 0)
            {
                found.Add(at);
            }
            else
            {
                Compare((object?[]?)one, (object?[]?)other, level - 1, at, found);
            }
        }
    }

    /// <summary>The slots of a family of memories, numbered as they come up.</summary>
    private sealed class SlotNumbers
    {
        private readonly Dictionary<Slot, int> _numbers = [];
        private readonly List<Slot> _slots = [];

        public Slot this[int number] => _slots[number];

        public int? Find(Slot slot) => _numbers.TryGetValue(slot, out var number) ? number : null;

        public int Of(Slot slot)
        {
            if (!_numbers.TryGetValue(slot, out var number))
            {
                number = _slots.Count;
                _slots.Add(slot);
                _numbers.Add(slot, number);
            }

            return number;
        }
    }
}
