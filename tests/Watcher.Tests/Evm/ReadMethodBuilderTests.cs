using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Watcher.Tests.Evm;

/// <summary>Readers are compiled here as a protocol's author would write them: what would take them off the engine's thread must not get past the compiler.</summary>
public sealed class ReadMethodBuilderTests
{
    /// <summary>The awaiter is not the kind that the method's builder takes.</summary>
    const string NoBoxingToRead = "CS0315";

    /// <summary>The methods of that name are for others.</summary>
    const string NoSuchMember = "CS1929";

    static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("await Task.CompletedTask")]
    [InlineData("await Task.FromResult(1)")]
    [InlineData("await new ValueTask<int>(1)")]
    [InlineData("await Task.Yield()")]
    [InlineData("await Task.CompletedTask.ConfigureAwait(false)")]
    [InlineData("await new HttpClient().GetStringAsync(\"http://localhost\")")]
    public void Awaiting_a_task_in_a_reader_does_not_compile(string statement) => Assert.Equal(NoBoxingToRead, Assert.Single(Errors(statement)));

    [Fact]
    public void Configuring_how_a_read_is_awaited_does_not_compile() =>
        Assert.Equal(NoSuchMember, Assert.Single(Errors("await block.NativeBalance(wallet).ConfigureAwait(false)")));

    [Theory]
    [InlineData("await block.NativeBalance(wallet)")]
    [InlineData("await Read.All(block.NativeBalance(wallet), Read.FromResult(1))")]
    public void Awaiting_a_read_does(string statement) => Assert.Empty(Errors(statement));

    /// <summary>Emitted, since the compiler meets the builder only when it lowers the method.</summary>
    static IEnumerable<string> Errors(string statement)
    {
        var reader = CSharpSyntaxTree.ParseText($$"""
            using System.Net.Http;
            using System.Threading.Tasks;
            using Watcher.Evm;
            using Watcher.Primitives;

            static class Reader
            {
                public static async Read<int> Of(PinnedBlock block, Address wallet)
                {
                    {{statement}};
                    return 1;
                }
            }
            """);
        return CSharpCompilation.Create("reader", [reader], References, new(OutputKind.DynamicallyLinkedLibrary)).Emit(Stream.Null).Diagnostics
            .Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id);
    }
}
