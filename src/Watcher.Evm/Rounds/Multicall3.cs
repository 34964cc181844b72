using System.Buffers.Binary;
using Watcher.Evm.Abi;

namespace Watcher.Evm;

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
    public static int Size(ReadOnlySpan<Question> questions)
    {
        var size = 4 + 2 * Word;
        foreach (var question in questions) size += Width(question.Key);
        return size;
    }

    public static void Encode(Address multicall, ReadOnlySpan<Question> questions, Span<byte> data)
    {
        data.Clear();
        FunctionSelector.Of(Signature).CopyTo(data);
        var array = data[4..];
        Place(array, Word);
        Place(array[Word..], questions.Length);
        var tuples = array[(2 * Word)..];
        var end = questions.Length * Word;
        for (var i = 0; i < questions.Length; i++)
        {
            Place(tuples[(i * Word)..], end);
            end += Encode(tuples[end..], multicall, questions[i].Key);
        }
    }

    /// <exception cref="AbiException">Not an answer of <c>aggregate3</c>.</exception>
    public static InnerAnswers Decode(ReadOnlyMemory<byte> answer) => new(answer);

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
