using System.Text.Json.Nodes;
using Watcher.Devnet.Node;

namespace Watcher.EndToEnd;

/// <summary>Asks the protocols' own SDKs, which are installed with the local chain's contracts.</summary>
static class NodeScript
{
    /// <summary>
    /// Runs CommonJS code that gets <c>input</c> and whose <c>answer(value)</c> gives the result. Integers travel as decimal strings.
    /// </summary>
    public static async Task<JsonNode> Run(string code, JsonNode input)
    {
        var packages = await ContractPackages.Install(CancellationToken.None);
        const string frame = """
            const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
            const answer = value => console.log(JSON.stringify(value));
            """;
        return JsonNode.Parse(await Npm.Script("-e", [$"{frame}\n{code}"], packages.Root, input.ToJsonString(), CancellationToken.None))!;
    }
}
