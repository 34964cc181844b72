using System.Buffers.Binary;
using System.Collections.Immutable;
using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>What one inner call of <c>aggregate3</c> answered.</summary>
readonly record struct InnerAnswer(bool Success, ReadOnlyMemory<byte> Data);

/// <summary>
/// <c>aggregate3((address target, bool allowFailure, bytes callData)[]) returns ((bool success, bytes returnData)[])</c> of Multicall3
/// (https://github.com/mds1/multicall), written straight into the call data since every call of every wallet goes through it.
/// </summary>
static class Multicall3
{
    public const string Signature = "aggregate3((address,bool,bytes)[])";
    public const string Returns = "((bool,bytes)[])";
    const int Word = 32;

    /// <summary>Bytes that a call takes in the call data.</summary>
    public static int Width(QuestionKey key) => 5 * Word + key.Data.Length + AbiReader.Padding(key.Data.Length);

    /// <summary>Bytes of the whole call.</summary>
    public static int Size(IReadOnlyList<Question> questions) => 4 + 2 * Word + questions.Sum(question => Width(question.Key));

    public static void Encode(Address multicall, IReadOnlyList<Question> questions, Span<byte> data)
    {
        data.Clear();
        FunctionSelector.Of(Signature).CopyTo(data);
        var array = data[4..];
        Place(array, Word);
        Place(array[Word..], questions.Count);
        var tuples = array[(2 * Word)..];
        var end = questions.Count * Word;
        for (var i = 0; i < questions.Count; i++)
        {
            Place(tuples[(i * Word)..], end);
            end += Encode(tuples[end..], multicall, questions[i].Key);
        }
    }

    /// <exception cref="AbiException">Not an answer of <c>aggregate3</c>.</exception>
    public static ImmutableArray<InnerAnswer> Decode(ReadOnlyMemory<byte> answer)
    {
        AbiDecode<InnerAnswer> members = (ref AbiReader tuple) => new(tuple.Bool(), Slice(answer, tuple.BytesView()));
        AbiDecode<InnerAnswer> item = (ref AbiReader reader) => reader.Tuple(members);
        var reader = new AbiReader(answer.Span);
        var answers = reader.Array(item);
        reader.End();
        return answers;
    }

    static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> whole, ReadOnlySpan<byte> part) =>
        whole.Span.Overlaps(part, out var start) ? whole.Slice(start, part.Length) : default;

    static int Encode(Span<byte> tuple, Address multicall, QuestionKey key)
    {
        (key.Kind == QuestionKind.NativeBalance ? multicall : key.To).CopyTo(tuple[12..]);
        tuple[2 * Word - 1] = 1;
        Place(tuple[(2 * Word)..], 3 * Word);
        Place(tuple[(3 * Word)..], key.Data.Length);
        key.Data.CopyTo(tuple[(4 * Word)..]);
        return Width(key) - Word;
    }

    static void Place(Span<byte> word, int value) => BinaryPrimitives.WriteInt32BigEndian(word[28..], value);
}
