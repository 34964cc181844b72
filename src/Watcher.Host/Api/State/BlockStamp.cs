using System.Security.Cryptography;
using System.Text;
using Watcher.Reports;

namespace Watcher.Host.Api.State;

/// <summary>
/// What tells one answer made of reports from another before it is written: their blocks, by hash, and what could not be read there. The rest
/// is the configuration, which is another only after a restart.
/// </summary>
static class BlockStamp
{
    static readonly string Run = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public static string Of(ApiRequest request)
    {
        var reports = ReportSelection.Of(request, request.Watch.Ledger.Latest.Reports);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var report in reports)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{report.Chain} {report.Wallet} {report.Block?.Hash}\n"));
            foreach (var entry in report.Unknown) hash.AppendData(Encoding.UTF8.GetBytes($"{ReportJson.Of(entry).ToJsonString()}\n"));
        }
        return $"{Run}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}";
    }
}
