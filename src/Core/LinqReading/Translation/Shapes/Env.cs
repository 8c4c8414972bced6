using System;
using System.Collections.Generic;
using ShardSafety.Core.LinqReading.Translation.Trees;

namespace ShardSafety.Core.LinqReading.Translation.Shapes;

/// <summary>What the parameters of the lambdas around an expression stand for.</summary>
internal sealed class Env
{
    public static readonly Env Empty = new(null, null, null);

    private readonly Env? _outer;
    private readonly ParameterNode? _parameter;
    private readonly Shape? _shape;

    private Env(Env? outer, ParameterNode? parameter, Shape? shape)
    {
        _outer = outer;
        _parameter = parameter;
        _shape = shape;
    }

    public Env With(ParameterNode parameter, Shape shape) => new(this, parameter, shape);

    /// <summary>The same names for other shapes.</summary>
    public Env Map(Func<Shape, Shape> map)
    {
        var chain = new Stack<Env>();
        for (var env = this; env._outer is not null; env = env._outer)
        {
            chain.Push(env);
        }

        var result = Empty;
        while (chain.Count > 0)
        {
            var env = chain.Pop();
            result = new Env(result, env._parameter, env._shape is null ? null : map(env._shape));
        }

        return result;
    }

    public Shape? Find(ParameterNode parameter)
    {
        for (var env = this; env is not null; env = env._outer)
        {
            if (ReferenceEquals(env._parameter, parameter))
            {
                return env._shape;
            }
        }

        return null;
    }
}
