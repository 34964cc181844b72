using Microsoft.AspNetCore.Http;
using Watcher.Host.Api;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class HostAllowListTests
{
    readonly HostAllowList list = new(["watcher.example"]);

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("[::1]:8080")]
    [InlineData("WATCHER.example")]
    public void Known_names_and_addresses_are_answered(string host) => Assert.True(list.Allows(new HostString(host)));

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("")]
    public void Rebound_names_are_not(string host) => Assert.False(list.Allows(new HostString(host)));
}
