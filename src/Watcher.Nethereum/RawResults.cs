using System.Reflection;
using Nethereum.JsonRpc.Client.RpcMessages;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Watcher.Nethereum;

/// <summary>
/// Makes Nethereum's client keep each result as the JSON that came: then null differs from absent, and no text is taken for a date. What
/// follows a message's end breaks it.
/// </summary>
sealed class RawResults : DefaultContractResolver
{
    public static readonly JsonSerializerSettings Settings = new()
    {
        CheckAdditionalContent = true,
        ContractResolver = new RawResults(),
        DateParseHandling = DateParseHandling.None,
    };

    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (member.Name == nameof(RpcResponseMessage.ResultNewtonsoft)) property.Converter = new Raw();
        return property;
    }

    sealed class Raw : JsonConverter
    {
        public override bool CanWrite => false;

        public override bool CanConvert(Type objectType) => true;

        public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => JRaw.Create(reader);

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
    }
}
