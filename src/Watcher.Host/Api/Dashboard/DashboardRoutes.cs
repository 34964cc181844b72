namespace Watcher.Host.Api.Dashboard;

/// <summary>
/// Serves the page people look at. It holds no data and needs no token: what it shows it asks of the API, as anybody does. Each of its views
/// has an address of its own, answered with the same file.
/// </summary>
sealed class DashboardRoutes(DashboardFiles files)
{
    /// <summary>
    /// Scripts and styles of this origin only, nothing inline, and no text that is ever parsed as markup: a hostile token's name stays text.
    /// </summary>
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    const string Missing = "The page is not in this build: it needs Node.js 20 and npm's registry. Install Node.js and build again. The API is at "
        + ApiRoutes.Root + ", described by " + ApiRoutes.Root + "/openapi.json.\n";

    /// <summary>
    /// What the overview asks for first, told to the browser along with the page, so that it need not wait for the script that asks. As the page
    /// asks for it (wallets.ts), or it would be asked for twice.
    /// </summary>
    const string FirstAsked = $"<{ApiRoutes.Root}/wallets?limit=25>; rel=preload; as=fetch; crossorigin";

    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
    static readonly string[] Views = ["/wallets/{chain}/{wallet}", "/portfolios/{label}", "/alerts", "/system"];

    /// <summary>An alert's view is where the links in notifications lead: its data, where the page was not built.</summary>
    /// <param name="linked">Answers with an alert's data.</param>
    public void Map(WebApplication app, RequestDelegate linked)
    {
        app.MapMethods("/", Methods, context =>
        {
            context.Response.Headers.Link = FirstAsked;
            return Index(context);
        });
        foreach (var view in Views) app.MapMethods(view, Methods, Index);
        app.MapMethods("/alerts/{id}", Methods, context => files.Exist ? Index(context) : linked(context));
        app.MapMethods("/assets/{name}", Methods, context => Send(context, files.Asset(Named(context)), "public, max-age=31536000, immutable"));
        app.MapMethods("/favicon.svg", Methods, context => Send(context, files.Find("", "favicon.svg"), "public, max-age=3600"));
    }

    Task Index(HttpContext context) => Send(context, files.Index, "no-store");

    static string Named(HttpContext context) => context.Request.RouteValues["name"] as string ?? "";

    static async Task Send(HttpContext context, DashboardFile? file, string caching)
    {
        var response = context.Response;
        if (file is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(Missing);
            return;
        }
        response.Headers.CacheControl = caching;
        response.Headers.ContentSecurityPolicy = Policy;
        response.ContentType = file.Type;
        response.ContentLength = file.File.Length;
        if (HttpMethods.IsGet(context.Request.Method)) await response.SendFileAsync(file.File.FullName, context.RequestAborted);
    }
}
