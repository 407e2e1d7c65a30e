package ai.lyss.adapter.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.fixture.UntranslatedEmbeddings;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings on their way to a vendor and back, by openai.md §8 and translation.md §11. */
class OpenAiEmbeddingsTest {

  private final RecordingOut out = new RecordingOut();

  private static Call call(Provider provider, String body, String path, String vendorModel) {
    var outline = Chats.deployed(body, path).outline();
    var request =
        new EmbeddingsRequest(
            Dialect.OPENAI,
            body.getBytes(UTF_8),
            outline,
            new Inputs(Inputs.Kind.TEXTS, 1, new JsonSpan(0, 1)),
            Encoding.FLOAT,
            DropPolicy.NAMED,
            UntranslatedEmbeddings.REQUEST);
    return new Call(provider, new ModelName(vendorModel), request, null, Long.MAX_VALUE);
  }

  private static VendorRequest sent(String vendor, Map<String, Object> settings, String body) {
    var clock = InstantSource.system();
    var protocol =
        switch (vendor) {
          case "openai" -> OpenAiProtocol.openAi("1", clock, AnswerLimits.STANDARD);
          case "azure-openai" -> OpenAiProtocol.azure("1", clock, AnswerLimits.STANDARD);
          case "deepseek" -> OpenAiProtocol.deepSeek("1", clock, AnswerLimits.STANDARD);
          default -> OpenAiProtocol.compatible("1", clock, AnswerLimits.STANDARD);
        };
    var provider = Chats.provider(vendor, URI.create("https://e.org"), settings);
    return protocol.call(call(provider, body, "p", "v"));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, , /embeddings",
    "openai-compatible, , /embeddings",
    "azure-openai, 2024-10-21, /openai/deployments/v/embeddings?api-version=2024-10-21",
    "azure-openai, v1, /openai/v1/embeddings"
  })
  void go_to_their_own_path(String vendor, String version, String path) {
    Map<String, Object> settings = version == null ? Map.of() : Map.of("api_version", version);
    var sent = (HttpCall) sent(vendor, settings, "{\"input\":\"a\",\"model\":\"p\",\"x\":1e400}");

    assertThat(sent.path()).isEqualTo(path);
    assertThat(
            new JsonObject(new String(sent.body(), UTF_8).replace("1e400", "1")).getString("model"))
        .isEqualTo("v");
    assertThat(new String(sent.body(), UTF_8)).contains("\"x\":1e400");
  }

  @Test
  void go_to_no_vendor_that_makes_none() {
    assertThat(sent("deepseek", Map.of(), "{\"model\":\"p\",\"input\":\"a\"}"))
        .isEqualTo(VendorRequest.None.NO_EMBEDDINGS);
  }

  @Test
  void name_the_model_where_the_path_did() {
    var sent = (HttpCall) sent("openai", Map.of(), "{\"input\":\"a\"}");
    assertThat(new String(sent.body(), UTF_8)).isEqualTo("{\"model\":\"v\",\"input\":\"a\"}");
  }

  private HeldEmbeddings read(Encoding wanted, String body) {
    var redaction = new Redaction(Credential.NONE, null);
    var reader = new HeldEmbeddings(out, new OpenAiEmbeddingsReader(redaction, wanted));
    var headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");
    reader.head(new HttpHead(200, headers));
    var bytes = body.getBytes(UTF_8);
    int half = bytes.length / 2;
    reader.bytes(ByteSlice.of(Arrays.copyOf(bytes, half)));
    reader.bytes(ByteSlice.of(Arrays.copyOfRange(bytes, half, bytes.length)));
    reader.end();
    return reader;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FLOAT|[ 0.50,-1e0 ]",
        "FLOAT|\"AAAAPwAAgL8=\"",
        "BASE64|\"AAAAPwAAgL8=\"",
      })
  void pass_as_they_came(Encoding wanted, String vector) {
    var body =
        "{\"object\":\"list\", \"data\":[{\"embedding\":"
            + vector
            + ",\"index\":0}],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}\n";
    var reader = read(wanted, body);

    assertThat(out.text()).isEqualTo(body);
    assertThat(out.ended).isTrue();
    assertThat(reader.usage()).isEqualTo(new TokenUsage(8L, null, null, null, null));
    assertThat(reader.contentBytes()).isZero();
  }

  @Test
  void are_packed_where_the_vendor_gave_numbers() {
    var form = "{\"data\": [ {\"embedding\": %s,\"index\":0},{\"index\":1,\"embedding\":%s}]}";
    read(Encoding.BASE64, form.formatted("[0.5 , -1]", "[]"));

    assertThat(out.text()).isEqualTo(form.formatted("\"AAAAPwAAgL8=\"", "\"\""));
  }

  @Test
  void keep_every_number_when_they_are_packed() {
    var random = Seeds.random(11, 1);
    var floats = new float[1_000];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt() & 0xff7fffff);
    }
    var numbers =
        IntStream.range(0, floats.length)
            .mapToObj(i -> Float.toString(floats[i]))
            .collect(Collectors.joining(","));
    read(Encoding.BASE64, "{\"data\":[{\"embedding\":[" + numbers + "]}]}");

    var packed =
        new JsonObject(out.text()).getJsonArray("data").getJsonObject(0).getString("embedding");
    var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(packed)).order(ByteOrder.LITTLE_ENDIAN);
    for (var number : floats) {
      assertThat(bytes.getFloat()).as("seed %s", Seeds.seed()).isEqualTo(number);
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"data\":[|PROVIDER",
        "{\"data\":[]|PROVIDER",
        "[]|PROVIDER",
        "{\"object\":\"list\"}|PROVIDER",
        "{\"error\":{\"code\":\"insufficient_quota\"}}|FUNDING",
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}|REQUEST"
      })
  void that_are_none_are_failures(String body, FailureScope scope) {
    read(Encoding.FLOAT, body);

    assertThat(out.failure.scope()).isEqualTo(scope);
    assertThat(out.text()).isEmpty();
  }
}
