using System.Collections;
using System.Reflection;
using ShardSafety.Generators.Reading;
using ShardSafety.Generators.Specs;
using ShardSafety.Generators.Tests.Support;
using ShardSafety.Testing;

namespace ShardSafety.Generators.Tests.Incremental;

/// <summary>What is kept between runs holds no Roslyn object: it would keep a whole compilation alive and never be equal.</summary>
public class ValueModelTests
{
    [Fact]
    public void No_roslyn_type_is_reachable_from_the_input()
    {
        var input = InputReader.Read(Compile.Library(Suite.Model), TestContext.Current.CancellationToken);
        input.Scopes.Count.ShouldBe(4);

        Visit(input, "input", new HashSet<object>(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public void Two_readings_of_the_same_source_are_equal()
    {
        var one = InputReader.Read(Compile.Library(Suite.Model), TestContext.Current.CancellationToken);
        var two = InputReader.Read(Compile.Library(Suite.Model), TestContext.Current.CancellationToken);

        one.ShouldBe(two);
        one.GetHashCode().ShouldBe(two.GetHashCode());
        one.ShouldNotBe(GeneratorInput.Empty);
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        var type = value.GetType();
        (type.Namespace ?? "").ShouldNotStartWith("Microsoft.CodeAnalysis", Case.Sensitive, path);
        if (!type.IsValueType && !seen.Add(value))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(value), path + "." + field.Name, seen);
            }
        }
    }
}
