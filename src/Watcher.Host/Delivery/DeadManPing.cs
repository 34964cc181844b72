namespace Watcher.Host.Delivery;

/// <summary>
/// Tells an outside watchdog (healthchecks and the like) that a complete, good cycle has just ended; when the pings stop, it calls the
/// owner. Pinging never fails: the watchdog's silence is the alarm.
/// </summary>
public sealed class DeadManPing(Uri url, TimeProvider time, ILogger<DeadManPing> log) : IDisposable
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends one GET; true where the watchdog took it. A cycle need not wait for it.</summary>
    public async Task<bool> Send(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.IsSuccessStatusCode) return true;
            log.LogWarning("dead-man ping to {Host}: HTTP {Status}", url.Host, (int)response.StatusCode);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            if (!cancellation.IsCancellationRequested) log.LogWarning("dead-man ping to {Host}: no answer", url.Host);
        }
        return false;
    }

    public void Dispose() => http.Dispose();
}
