using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Watcher.Evm.Rpc;

/// <summary>HTTP as every endpoint gets it, one client each: no redirects, no cookies, no patience of its own, a user in the URL as authorization.</summary>
static class EndpointHttp
{
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public static HttpClient Client(Uri url, HttpMessageHandler handler)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = Authorization(url);
        client.DefaultRequestHeaders.UserAgent.Add(new("watcher", null));
        return client;
    }

    public static Uri WithoutUser(Uri url) => new UriBuilder(url) { UserName = "", Password = "" }.Uri;

    /// <summary>Of a user and password in the URL; null where there are none.</summary>
    public static AuthenticationHeaderValue? Authorization(Uri url) => url.UserInfo.Length > 0
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo))))
        : null;
}
