using System;
using System.ComponentModel;

namespace ShardSafety;

/// <summary>
/// The shard model of the contexts that an assembly declares, written by the generator so that projects that refer to the
/// assembly are analyzed as well as the one that declares them. Not for use in code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ShardModelMetadataAttribute : Attribute
{
    /// <summary>One piece of the text.</summary>
    /// <param name="part">Its place among the pieces, from 0.</param>
    /// <param name="text">The piece.</param>
    public ShardModelMetadataAttribute(int part, string text)
    {
        Part = part;
        Text = text;
    }

    /// <summary>The piece's place, from 0.</summary>
    public int Part { get; }

    /// <summary>The piece.</summary>
    public string Text { get; }
}
