using System;
using System.Collections.Generic;
using System.Linq;
using ShardSafety.Core.Model;
using ShardSafety.Core.Support;

namespace ShardSafety.Core.ModelReading.Metadata;

/// <summary>
/// The shard model as text, for the assembly that declares it to carry. Places are left out: they are nowhere in another
/// compilation. The text starts with the format's version; one that a reader does not know is not read.
/// </summary>
internal static class ModelSerializer
{
    /// <summary>Changes whenever the format does.</summary>
    public const int Version = 1;

    private const int PartLength = 30_000;

    /// <summary>What an assembly itself adds to a model (its own contexts, not those of its references), as text.</summary>
    public static string Write(ShardModel model, string assembly) =>
        Write(model with { Contexts = model.Contexts.Where(c => c.Assembly == assembly).ToEquatableArray(), Unread = [] });

    public static string Write(ShardModel model)
    {
        var to = new PackedWriter();
        to.Number(Version);
        to.List(model.Contexts, c => Write(to, c));
        to.List(model.LooseTables, t => TableFormat.Write(to, t));
        to.List(model.Unread, u => Write(to, u));
        return to.ToString();
    }

    /// <summary>The text in pieces that fit into attributes.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(PartLength, text.Length - at);
            if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]))
            {
                length--;
            }

            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Reads a text back; false with a reason for one of another version or a broken one.</summary>
    public static bool TryRead(string text, out ShardModel model, out string reason)
    {
        model = ShardModel.Empty;
        try
        {
            var from = new PackedReader(text);
            var version = from.Number();
            if (version != Version)
            {
                reason = "its shard model was written by another version of ShardSafety (format " + version.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")";
                return false;
            }

            model = new ShardModel(from.List(() => ReadContext(from)))
            {
                LooseTables = from.List(() => TableFormat.Read(from)),
                Unread = from.List(() => ReadUnread(from)),
            };
            reason = "";
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            reason = "its shard model could not be read: " + exception.Message;
            return false;
        }
    }

    private static void Write(PackedWriter to, ContextModel context)
    {
        to.Text(context.TypeName);
        to.Text(context.DisplayName);
        to.Text(context.Assembly);
        to.Flag(context.NotSharded);
        to.Text(context.DefaultSchema);
        to.List(context.Entities, e => EntityFormat.Write(to, e));
        to.List(context.Tables, t => TableFormat.Write(to, t));
        to.List(context.Groups, g => Write(to, g));
        to.List(context.Unread, u => Write(to, u));
    }

    private static ContextModel ReadContext(PackedReader from) => new(from.Text())
    {
        DisplayName = from.Text(),
        Assembly = from.Text(),
        NotSharded = from.Flag(),
        DefaultSchema = from.OptionalText(),
        Entities = from.List(() => EntityFormat.Read(from)),
        Tables = from.List(() => TableFormat.Read(from)),
        Groups = from.List(() => ReadGroup(from)),
        Unread = from.List(() => ReadUnread(from)),
    };

    private static void Write(PackedWriter to, ColocationGroup group)
    {
        to.Text(group.Id);
        to.Text(group.DisplayName);
        to.Optional(group.Root, r => TableFormat.Write(to, r));
        to.Optional(group.KeyType, t => TableFormat.Write(to, t));
        to.OptionalNumber(group.ShardCount);
        to.Text(group.ScopeName);
    }

    private static ColocationGroup ReadGroup(PackedReader from) => new(from.Text())
    {
        DisplayName = from.Text(),
        Root = from.Optional(() => TableFormat.ReadName(from)),
        KeyType = from.Optional(() => TableFormat.ReadType(from)),
        ShardCount = from.OptionalInt(),
        ScopeName = from.OptionalText(),
    };

    private static void Write(PackedWriter to, UnreadPart unread)
    {
        to.Text(unread.Reason);
        to.Text(unread.Entity);
    }

    private static UnreadPart ReadUnread(PackedReader from) => new(from.Text(), from.OptionalText(), Place.None);
}
