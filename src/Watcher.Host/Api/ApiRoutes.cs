using System.Collections.Immutable;
using Watcher.Host.Api.Alerts;
using Watcher.Host.Api.Deliveries;
using Watcher.Host.Api.History;
using Watcher.Host.Api.Live;
using Watcher.Host.Api.Session;
using Watcher.Host.Api.State;
using Watcher.Host.Api.WhatIf;

namespace Watcher.Host.Api;

/// <summary>Everything under <c>/api/v1</c>.</summary>
static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        .. StateRoutes.All, .. HistoryRoutes.All, .. AlertRoutes.All, .. SilenceRoutes.All, .. DeliveryRoutes.All,
        WhatIfEndpoint.Route, EventStream.Route, .. SessionEndpoint.Routes,
    ];
}
