using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Procurement.Kernel;

namespace Procurement.House.Tests;

/// <summary>Stands around every reaction and job and notes which ran. While it listens, reactions are noted and not run.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _ran = [];
    private volatile bool _listens;

    /// <summary>What ran since it listens.</summary>
    public IReadOnlySet<string> Ran => _ran.Keys.ToHashSet();

    /// <summary>Begins anew.</summary>
    public void Listen()
    {
        _ran.Clear();
        _listens = true;
    }

    /// <summary>Lets everything run as ever.</summary>
    public void Rest() => _listens = false;

    public void Join(IServiceCollection services)
    {
        services.AddSingleton(this);
        foreach (var descriptor in services.Where(s => s.ImplementationInstance is ReactionRegistration or JobRegistration).ToArray())
        {
            services.Remove(descriptor);
            if (descriptor.ImplementationInstance is ReactionRegistration reaction) services.AddSingleton(Around(reaction));
            else services.AddSingleton(Around((JobRegistration)descriptor.ImplementationInstance!, services));
        }
    }

    private ReactionRegistration Around(ReactionRegistration reaction) => reaction with
    {
        Run = (services, happened, id, ct) =>
        {
            if (!_listens) return reaction.Run(services, happened, id, ct);
            Note(reaction.Reaction);
            return Task.CompletedTask;
        },
    };

    private static JobRegistration Around(JobRegistration job, IServiceCollection services)
    {
        var noted = typeof(Noted<>).MakeGenericType(job.Job);
        services.TryAddScoped(noted);
        return job with { Job = noted };
    }

    private void Note(Type type)
    {
        if (_listens) _ran.AddOrUpdate(type.FullName!, 1, (_, n) => n + 1);
    }

    /// <summary>A job that is noted, and then runs.</summary>
    internal sealed class Noted<T>(T job, Tally tally) : IJob where T : IJob
    {
        public Task<int> RunAsync(CancellationToken ct)
        {
            tally.Note(typeof(T));
            return job.RunAsync(ct);
        }
    }
}
