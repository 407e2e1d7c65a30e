package ai.lyss.adapter.provider.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Credential;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is passed through, on its way to a vendor and back, by openai.md §8 and translation.md §11.
 */
class OpenAiPassThroughTest {

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final AnswerLimits SMALL = new AnswerLimits(64, 1 << 20);

  private RecordingOut out = new RecordingOut();

  private static PassThroughRequest request(
      Operation operation, String type, String body, @Nullable JsonSpan model, boolean stream) {
    var outline =
        new RequestOutline(
            new ModelName("p"),
            model,
            stream,
            null,
            false,
            null,
            null,
            0L,
            null,
            1,
            Set.of(operation.need()),
            1,
            0);
    return new PassThroughRequest(operation, type, body.getBytes(UTF_8), outline, DropPolicy.NAMED);
  }

  private static PassThroughRequest json(Operation operation, String body) {
    int at = body.indexOf("\"p\"");
    var span = at < 0 ? null : new JsonSpan(at, at + 3);
    return request(operation, JSON, body, span, false);
  }

  private static OpenAiProtocol protocol(String vendor) {
    var clock = InstantSource.system();
    return switch (vendor) {
      case "openai" -> OpenAiProtocol.openAi("1", clock, AnswerLimits.STANDARD);
      case "azure-openai" -> OpenAiProtocol.azure("1", clock, AnswerLimits.STANDARD);
      case "deepseek" -> OpenAiProtocol.deepSeek("1", clock, AnswerLimits.STANDARD);
      default -> OpenAiProtocol.compatible("1", clock, AnswerLimits.STANDARD);
    };
  }

  private static Call call(String vendor, Map<String, Object> settings, PassThroughRequest asked) {
    var provider = Chats.provider(vendor, URI.create("https://e.org"), settings);
    return new Call(provider, new ModelName("v"), asked, null, Long.MAX_VALUE);
  }

  private static VendorRequest sent(
      String vendor, Map<String, Object> settings, PassThroughRequest asked) {
    return protocol(vendor).call(call(vendor, settings, asked));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, , MODERATION, /moderations",
    "openai, , IMAGE_GENERATION, /images/generations",
    "openai, , SPEECH, /audio/speech",
    "openai, , TRANSCRIPTION, /audio/transcriptions",
    "openai-compatible, , MODERATION, /moderations",
    "openai-compatible, , RERANK, /rerank",
    "openai-compatible, , SPEECH, /audio/speech",
    "azure-openai, 2024-10-21, SPEECH,"
        + " /openai/deployments/v/audio/speech?api-version=2024-10-21",
    "azure-openai, 2024-10-21, TRANSCRIPTION,"
        + " /openai/deployments/v/audio/transcriptions?api-version=2024-10-21",
    "azure-openai, v1, IMAGE_GENERATION, /openai/v1/images/generations"
  })
  void goes_to_the_path_of_its_operation(
      String vendor, @Nullable String version, Operation operation, String path) {
    Map<String, Object> settings = version == null ? Map.of() : Map.of("api_version", version);
    var sent = (HttpCall) sent(vendor, settings, json(operation, "{\"model\":\"p\"}"));
    assertThat(sent.path()).isEqualTo(path);
    assertThat(sent.dropped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, RERANK",
    "deepseek, MODERATION",
    "deepseek, SPEECH",
    "azure-openai, MODERATION",
    "azure-openai, RERANK"
  })
  void goes_to_no_vendor_that_does_not_offer_it(String vendor, Operation operation) {
    assertThat(sent(vendor, Map.of(), json(operation, "{\"model\":\"p\"}")))
        .isEqualTo(VendorRequest.None.NOT_OFFERED);
  }

  @Test
  void has_only_the_name_of_its_model_edited() {
    var body = "{ \"x\":1e400,\"model\" : \"p\", \"input\":\"\\u00e9 é\" }";
    var sent = (HttpCall) sent("openai", Map.of(), json(Operation.SPEECH, body));
    assertThat(new String(sent.body(), UTF_8)).isEqualTo(body.replace("\"p\"", "\"v\""));

    var unnamed = (HttpCall) sent("openai", Map.of(), json(Operation.MODERATION, "{\"input\":1}"));
    assertThat(new String(unnamed.body(), UTF_8)).isEqualTo("{\"model\":\"v\",\"input\":1}");
  }

  @Test
  void a_form_has_only_the_name_of_its_model_edited() {
    var body = "--b\r\nA: file\r\n\r\n\0é\r\n--b\r\nA: model\r\n\r\np\r\n--b--";
    int at = body.getBytes(UTF_8).length - 8;
    var type = "multipart/form-data; boundary=b";
    var span = new JsonSpan(at, at + 1);
    var asked = request(Operation.TRANSCRIPTION, type, body, span, false);
    var sent = (HttpCall) sent("openai", Map.of(), asked);

    assertThat(new String(sent.body(), UTF_8)).isEqualTo(body.replace("\np\r", "\nv\r"));
    assertThat(sent.headers()).extracting(header -> header.value().toString()).contains(type);
  }

  private OpenAiPassThroughReader read(
      Operation operation, boolean stream, @Nullable String type, String... pieces) {
    out = new RecordingOut();
    var asked = request(operation, JSON, "{}", null, stream);
    var redaction = new Redaction(Credential.NONE, null);
    var reader = new OpenAiPassThroughReader(out, asked, redaction, SMALL);
    var headers = MultiMap.caseInsensitiveMultiMap();
    if (type != null) {
      headers.add("content-type", type);
    }
    reader.head(new HttpHead(200, headers));
    for (var piece : pieces) {
      if (!out.isOver()) {
        reader.bytes(ByteSlice.of(piece.getBytes(UTF_8)));
      }
    }
    if (!out.isOver()) {
      reader.end();
    }
    return reader;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"usage\":{\"input_tokens\":8,\"output_tokens\":9,\"total_tokens\":17}}|8|9",
        "{\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}|8|",
        "{\"usage\":{\"total_tokens\":7}}|7|",
        "{\"usage\":{\"type\":\"duration\",\"seconds\":3}}||",
        "{\"meta\":{\"tokens\":{\"input_tokens\":5,\"output_tokens\":0}}}|5|0",
        "{\"meta\":{\"billed_units\":{\"search_units\":1}}}||",
        "{\"results\":[{\"usage\":{\"total_tokens\":7}}]}||",
        "{\"usage\":null,\"error\":null}||",
        "[{\"index\":0,\"score\":0.5}]||"
      })
  void finds_the_usage_of_a_whole_answer(String body, @Nullable Long input, @Nullable Long output) {
    var reader = read(Operation.RERANK, false, JSON, body);
    assertThat(out.ended).isTrue();
    assertThat(out.text()).isEqualTo(body);
    assertThat(out.head.contentType()).isEqualTo(JSON);
    assertThat(reader.usage()).isEqualTo(new TokenUsage(input, output, null, null, null));
  }

  @Test
  void lets_a_large_answer_flow_and_finds_its_usage_all_the_same() {
    var image = "A".repeat(100);
    var first = "{\"data\":[{\"b64_json\":\"" + image;
    var reader =
        read(
            Operation.IMAGE_GENERATION,
            false,
            JSON,
            first,
            image + "\"}],\"usage\":{\"input_tokens\":1,\"output_tokens\":272}}");
    assertThat(out.slices).isEqualTo(2);
    assertThat(out.ended).isTrue();
    assertThat(reader.usage()).isEqualTo(TokenUsage.of(1, 272));

    read(Operation.IMAGE_GENERATION, false, JSON, first, image);
    assertThat(out.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
  }

  @Test
  void an_answer_that_is_cut_or_an_error_is_never_passed_on() {
    read(Operation.RERANK, false, JSON, "{\"results\":[");
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    assertThat(out.head).isNull();

    read(Operation.MODERATION, false, JSON, "{\"error\":{\"message\":\"x\",\"code\":503}}");
    assertThat(out.failure).isEqualTo(new ProviderFailure.Unavailable(503, null));
    assertThat(out.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/mpeg", "audio/pcm;rate=24000", "application/octet-stream"})
  void sound_flows_from_its_first_byte_under_its_own_type(String type) {
    read(Operation.SPEECH, false, type, "ID3", "more");
    assertThat(out.head.contentType()).isEqualTo(type);
    assertThat(out.text()).isEqualTo("ID3more");
    assertThat(out.slices).isEqualTo(2);
    assertThat(out.ended).isTrue();
  }

  @Test
  void sound_of_no_bytes_is_a_failure_and_silence_has_no_text() {
    read(Operation.SPEECH, false, "audio/mpeg");
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    read(Operation.TRANSCRIPTION, false, "text/plain; charset=utf-8");
    assertThat(out.ended).isTrue();
    assertThat(out.head.contentType()).isEqualTo("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "SPEECH, text/html",
    "SPEECH, audio/mpeg; host=internal",
    "SPEECH, text/event-stream",
    "TRANSCRIPTION, text/html",
    "TRANSCRIPTION, audio/mpeg",
    "IMAGE_GENERATION, text/html",
    "IMAGE_GENERATION, image/png",
    "MODERATION, text/event-stream",
    "RERANK, text/plain"
  })
  void an_answer_of_another_kind_is_a_failure(Operation operation, String type) {
    read(operation, false, type, "x");
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    assertThat(out.head).isNull();
  }

  @Test
  void a_stream_is_whole_when_an_event_said_so() {
    var events =
        "event: transcript.text.delta\n"
            + "data: {\"type\":\"transcript.text.delta\",\"delta\":\"a\"}\n\n"
            + ": x\n\ndata: {\"type\":\"transcript.text.done\",\"usage\":{\"type\":\"tokens\","
            + "\"input_tokens\":14,\"output_tokens\":3}}\n\n";
    for (int split = 0; split <= events.length(); split++) {
      var reader =
          read(
              Operation.TRANSCRIPTION,
              true,
              EVENTS,
              events.substring(0, split),
              events.substring(split));
      assertThat(out.ended).as("split at %d", split).isTrue();
      assertThat(out.text()).isEqualTo(events);
      assertThat(out.head.contentType()).isEqualTo(EVENTS);
      assertThat(reader.usage()).isEqualTo(TokenUsage.of(14, 3));
    }
  }

  @Test
  void a_stream_ends_with_the_marker_of_compatible_vendors_too() {
    read(Operation.TRANSCRIPTION, true, EVENTS, "data: {\"choices\":[]}\n\ndata: [DONE]\n\nx");
    assertThat(out.ended).isTrue();
    assertThat(out.text()).endsWith("data: [DONE]\n\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data: {\"type\":\"image_generation.partial_image\"}~~|BrokenOff",
        "data: {\"type\":\"image_generation.completed\"|BrokenOff",
        "data: {\"type\":\"x|BrokenOff",
        "data: {\"type\":}~~|Malformed",
        "data: [DONE]~~|Malformed",
        "event: error~data: {\"message\":\"x\"}~~|Unavailable",
        "data: {\"type\":\"error\",\"error\":{\"message\":\"x\"}}~~|Unavailable",
        "``|BrokenOff"
      })
  void a_stream_that_breaks_off_or_errs_is_a_failure(String events, String kind) {
    read(Operation.IMAGE_GENERATION, true, EVENTS, events.replace('~', '\n'));
    assertThat(out.ended).isFalse();
    assertThat(out.failure.getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void a_comment_before_an_error_is_no_content() {
    read(
        Operation.IMAGE_GENERATION,
        true,
        EVENTS,
        ": wait\n\ndata: {\"error\":{\"message\":\"x\"}}\n\n");
    assertThat(out.failure).isInstanceOf(ProviderFailure.Unavailable.class);
    assertThat(out.text()).isEqualTo(out.preambleText());
  }

  /** OpenAI documents that some models take no heed of the wish for a stream. */
  @Test
  void a_document_where_a_stream_was_asked_for_is_passed_on() {
    read(Operation.TRANSCRIPTION, true, JSON, "{\"text\":\"a\"}");
    assertThat(out.ended).isTrue();
    assertThat(out.head.contentType()).isEqualTo(JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404|{\"detail\":\"Not Found\"}",
        "404|{\"error\":{\"code\":\"model_not_found\"}}",
        "405|``",
        "501|``",
        "403|{\"error\":{\"message\":\"no\"}}",
        "401|{\"error\":{\"message\":\"You have insufficient permissions for this operation.\"}}"
      })
  void a_vendor_without_the_operation_is_not_held_against_its_models_and_keys(
      int status, String body) {
    assertThat(refused(Operation.RERANK, status, body))
        .isEqualTo(VendorRequest.None.NOT_OFFERED.failure());
  }

  @Test
  void other_refusals_mean_what_they_always_do() {
    assertThat(refused(Operation.RERANK, 401, "{\"error\":{\"message\":\"no\"}}"))
        .isEqualTo(new ProviderFailure.Barred(FailureScope.KEY, 401));
    assertThat(refused(Operation.RERANK, 402, ""))
        .isEqualTo(new ProviderFailure.Barred(FailureScope.FUNDING, 402));
    assertThat(refused(Operation.SPEECH, 500, ""))
        .isEqualTo(new ProviderFailure.Unavailable(500, null));
    assertThat(refused(Operation.SPEECH, 400, "{\"error\":{\"message\":\"too long\"}}"))
        .isInstanceOf(ProviderFailure.RequestRefused.class);
  }

  private static ProviderFailure refused(Operation operation, int status, String body) {
    var call = call("openai-compatible", Map.of(), json(operation, "{\"model\":\"p\"}"));
    var head = new HttpHead(status, MultiMap.caseInsensitiveMultiMap());
    return protocol("openai-compatible").refusal(call, head, body.getBytes(US_ASCII));
  }
}
