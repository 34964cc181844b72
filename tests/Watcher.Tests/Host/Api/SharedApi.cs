using Xunit;

namespace Watcher.Tests.Host.Api;

/// <summary>One API for all tests of a class that leave nothing behind in it.</summary>
public class SharedApi : IAsyncLifetime
{
    readonly string token;

    public SharedApi() : this("")
    {
    }

    protected SharedApi(string token) => this.token = token;

    internal RunningApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await RunningApi.Start(token);

    public async Task DisposeAsync() => await Api.DisposeAsync();
}

/// <summary>The same with <see cref="RunningApi.Token"/> configured.</summary>
public sealed class SharedApiWithToken() : SharedApi(RunningApi.Token);
