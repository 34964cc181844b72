using System.Collections.Immutable;
using System.Reflection;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Protocols;
using Xunit;

namespace Watcher.Tests.House;

/// <summary>
/// What the code believes of contracts is what their ABIs say: the calls of <c>src/Watcher.Protocols/**/UniswapV2</c> against
/// <c>abis/uniswap-v2/*.json</c>, and nothing stands in an ABI that no code uses.
/// </summary>
public sealed class CallsMatchAbisTests
{
    static readonly Assembly Code = typeof(IProtocol).Assembly;
    static readonly ImmutableArray<AbiEntry> Abis = AbiEntry.LoadAll();

    public static TheoryData<Type> Calls() => [.. Code.GetTypes().Where(IsCall)];

    public static TheoryData<AbiEntry> Entries() => [.. Abis];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_has_its_function_in_the_abi(Type call)
    {
        var (signature, returns) = Words(call);
        Assert.Contains(Abis, entry => entry.Folder == FolderOf(call) && entry.Signature == signature && entry.Outputs?.ToString() == returns);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_writes_the_arguments_of_its_signature(Type call)
    {
        var data = (byte[])call.GetProperty("Data")!.GetValue(Instance(call))!;
        var signature = Words(call).Signature;
        AbiCodec.Decode(signature[signature.IndexOf('(', StringComparison.Ordinal)..], data.AsSpan(4));
        Assert.Equal(FunctionSelector.Of(signature), data[..4]);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_reads_all_of_what_it_returns(Type call)
    {
        var returns = AbiType.Parse(Words(call).Returns);
        var answer = AbiCodec.Encode(returns, Zeros(returns));
        var decode = GetType().GetMethod(nameof(Decoded), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(CallBase(call)!.GetGenericArguments());
        Assert.NotNull(decode.Invoke(null, [Instance(call), answer]));
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Everything_in_the_abis_is_used(AbiEntry entry)
    {
        var used = entry.Outputs is null
            ? Code.GetTypes().Where(type => FolderOf(type) == entry.Folder).Any(type => Constants(type).Contains(entry.Signature))
            : Code.GetTypes().Where(IsCall).Any(call => FolderOf(call) == entry.Folder && Words(call) == (entry.Signature, entry.Outputs.ToString()));
        Assert.True(used, $"{entry} is used by no code");
    }

    static object? Decoded<T>(Call<T> call, byte[] answer) => call.DecodeAnswer(answer);

    static bool IsCall(Type type) => !type.IsAbstract && CallBase(type) is not null;

    static Type? CallBase(Type? type) => type is null || type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(Call<>) ? type : CallBase(type.BaseType);

    static (string Signature, string Returns) Words(Type call)
    {
        var instance = Instance(call);
        return ((string)call.GetProperty("Signature")!.GetValue(instance)!, (string)call.GetProperty("Returns")!.GetValue(instance)!);
    }

    static object Instance(Type call)
    {
        var constructor = call.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Nothing(parameter.ParameterType))]);
    }

    static object Nothing(Type type)
    {
        if (type == typeof(string)) return "";
        return type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? type.GetField("Empty")!.GetValue(null)!
            : Activator.CreateInstance(type)!;
    }

    static object[] Zeros(AbiType tuple) => [.. tuple.Parts.Select(Zero)];

    static object Zero(AbiType type) => type.Kind switch
    {
        AbiKind.UInt or AbiKind.Int => BigInteger.Zero,
        AbiKind.Address => Address.Zero,
        AbiKind.Bool => false,
        AbiKind.Text => "",
        AbiKind.Bytes => Array.Empty<byte>(),
        AbiKind.FixedBytes => new byte[type.Size],
        AbiKind.Array => Array.Empty<object>(),
        AbiKind.FixedArray => Enumerable.Repeat(Zero(type.Parts[0]), type.Size).ToArray(),
        _ => Zeros(type),
    };

    static IEnumerable<string?> Constants(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => field.IsLiteral && field.FieldType == typeof(string))
        .Select(field => (string?)field.GetRawConstantValue());

    /// <summary><c>Watcher.Protocols.UniswapV2</c> -> <c>uniswap-v2</c>.</summary>
    static string FolderOf(Type type)
    {
        var room = type.Namespace?.Split('.')[^1] ?? "";
        return string.Concat(room.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
