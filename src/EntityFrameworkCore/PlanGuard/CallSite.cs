using System;
using System.Diagnostics;
using System.IO;

namespace ShardSafety.EntityFrameworkCore.PlanGuard;

/// <summary>Where application code is on the stack.</summary>
internal static class CallSite
{
    private static readonly string[] Frameworks = ["System.", "Microsoft.", "Npgsql", "ShardSafety.EntityFrameworkCore,"];

    public static string? Find()
    {
        foreach (var frame in new StackTrace(skipFrames: 2, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { DeclaringType: { } type } method || IsFramework(type))
            {
                continue;
            }

            return frame.GetFileName() is { } file
                ? Path.GetFileName(file) + ":" + frame.GetFileLineNumber().ToString(System.Globalization.CultureInfo.InvariantCulture)
                : type.FullName + "." + method.Name;
        }

        return null;
    }

    private static bool IsFramework(Type type)
    {
        var assembly = type.Assembly.FullName ?? "";
        return Array.Exists(Frameworks, f => assembly.StartsWith(f, StringComparison.Ordinal));
    }
}
