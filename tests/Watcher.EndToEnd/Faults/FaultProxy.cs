using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Watcher.EndToEnd.Faults;

/// <summary>
/// An HTTP proxy in front of the real node that fails as it is told to. The newest rule that matches decides; where none does, the node answers.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient node;
    readonly Lock gate = new();
    readonly List<Rule> rules = [];
    readonly ConcurrentQueue<string> seen = new(), answered = new();

    FaultProxy(WebApplication app, HttpClient node)
    {
        this.app = app;
        this.node = node;
        app.Run(Handle);
    }

    /// <summary>Where the watcher is to send its requests.</summary>
    public Uri Url => new(app.Urls.Single());

    /// <summary>The methods of all requests so far, in order, those in batches one by one.</summary>
    public IReadOnlyCollection<string> Seen => seen;

    /// <summary>Those that it is done with, whatever became of them.</summary>
    public IReadOnlyCollection<string> Answered => answered;

    public static async Task<FaultProxy> Start(Uri node)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new FaultProxy(builder.Build(), new HttpClient { BaseAddress = node });
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>Everything fails so, until <see cref="Heal"/> or as many times as told.</summary>
    public void Always(Fault fault, int times = int.MaxValue) => When(_ => true, fault, times);

    /// <summary>Requests fail so that call this method, alone or in a batch.</summary>
    public void On(string method, Fault fault, int times = int.MaxValue) => When(exchange => exchange.Methods.Contains(method), fault, times);

    public void When(Func<Exchange, bool> matches, Fault fault, int times = int.MaxValue)
    {
        lock (gate) rules.Add(new(matches, fault) { Left = times });
    }

    /// <summary>No more faults.</summary>
    public void Heal()
    {
        lock (gate) rules.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        node.Dispose();
    }

    async Task Handle(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var exchange = new Exchange(http, node, await reader.ReadToEndAsync(http.RequestAborted));
        foreach (var method in exchange.Methods) seen.Enqueue(method);
        try
        {
            await (Choose(exchange) is { } fault ? fault(exchange) : Pass(exchange));
            foreach (var method in exchange.Methods) answered.Enqueue(method);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    static async Task Pass(Exchange exchange) => await exchange.Reply(await exchange.Forward());

    Fault? Choose(Exchange exchange)
    {
        lock (gate)
        {
            var rule = rules.FindLast(rule => rule.Left > 0 && rule.Matches(exchange));
            if (rule is not null) rule.Left--;
            return rule?.Fault;
        }
    }

    sealed class Rule(Func<Exchange, bool> matches, Fault fault)
    {
        public Func<Exchange, bool> Matches => matches;
        public Fault Fault => fault;
        public int Left { get; set; }
    }
}
