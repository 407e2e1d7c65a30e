package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The outline of random bodies agrees with a tree that Jackson makes of the same bytes. */
class OpenAiRequestReaderPropertyTest {

  private static final int RUNS = 20_000;
  private static final ObjectMapper LENIENT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final Set<String> READ =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "max_tokens",
          "max_completion_tokens",
          "n",
          "tools",
          "functions",
          "response_format",
          "modalities");

  private SplittableRandom random = new SplittableRandom();

  @Test
  void agrees_with_jackson_on_random_bodies() throws IOException {
    int relayed = 0;
    int refused = 0;
    for (int run = 0; run < RUNS; run++) {
      random = new SplittableRandom(Seeds.seed() + run);
      var body = body();
      var reading = OpenAiRequestReader.read(body, Untranslated.REQUEST);
      var where = "seed " + Seeds.seed() + ", run " + run + ": " + new String(body, UTF_8);
      switch (reading) {
        case RequestReading.Relayable relayable -> {
          relayed++;
          var tree = tree(LENIENT, body);
          assertThat(tree).as("Jackson refuses. %s", where).isNotNull();
          assertAgree(relayable.request().outline(), tree, body, where);
          assertThat(repeatsWhatIsRead(body)).as("repeats. %s", where).isFalse();
        }
        case RequestReading.Unreadable unreadable -> {
          refused++;
          var tree = tree(STRICT, body);
          assertThat(tree == null || !isInOrder(tree)).as("%s. %s", unreadable, where).isTrue();
        }
      }
    }
    assertThat(relayed).as("relayed").isBetween(RUNS / 10, RUNS * 9 / 10);
    assertThat(refused).as("refused").isBetween(RUNS / 10, RUNS * 9 / 10);
  }

  private static JsonNode tree(ObjectMapper mapper, byte[] body) throws IOException {
    try {
      var tree = mapper.readTree(body);
      return tree.isObject() ? tree : null;
    } catch (JsonProcessingException refused) {
      return null;
    }
  }

  /** Finds by Jackson's tokens whether a field of the top level that is read is there twice. */
  private static boolean repeatsWhatIsRead(byte[] body) throws IOException {
    try (var parser = LENIENT.createParser(body)) {
      parser.nextToken();
      var seen = new java.util.HashSet<String>();
      for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (READ.contains(name) && !seen.add(name)) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    }
  }

  private static void assertAgree(RequestOutline outline, JsonNode tree, byte[] body, String where)
      throws IOException {
    assertThat(outline.model().value()).as(where).isEqualTo(tree.get("model").textValue());
    assertSpan(outline.modelSpan(), tree.get("model"), body, where);
    assertThat(outline.stream()).as(where).isEqualTo(tree.path("stream").asBoolean());
    assertSpan(outline.streamSpan(), tree.get("stream"), body, where);
    var options = tree.path("stream_options");
    assertThat(outline.usageAsked()).as(where).isEqualTo(options.path("include_usage").asBoolean());
    assertSpan(outline.streamOptionsSpan(), tree.get("stream_options"), body, where);
    assertSpan(outline.includeUsageSpan(), options.get("include_usage"), body, where);
    var limit = limit(tree);
    assertThat(outline.outputLimit()).as(where).isEqualTo(limit == null ? null : limit.longValue());
    assertSpan(outline.outputLimitSpan(), limit == null ? nullLimit(tree) : limit, body, where);
    assertThat(outline.choices())
        .as(where)
        .isEqualTo(tree.path("n").asInt(1) == 0 ? 1 : tree.path("n").asInt(1));
    assertThat(body[outline.insertAt() - 1]).as(where).isEqualTo((byte) '{');
  }

  /** A null in place of a limit has a span too: there a limit of the gateway's own would go. */
  private static JsonNode nullLimit(JsonNode tree) {
    return tree.has("max_tokens") ? tree.get("max_tokens") : tree.get("max_completion_tokens");
  }

  private static JsonNode limit(JsonNode tree) {
    for (var name : List.of("max_tokens", "max_completion_tokens")) {
      if (tree.hasNonNull(name)) {
        return tree.get(name);
      }
    }
    return null;
  }

  private static void assertSpan(JsonSpan span, JsonNode value, byte[] body, String where)
      throws IOException {
    assertThat(span == null).as(where).isEqualTo(value == null);
    if (span != null) {
      var slice = Arrays.copyOfRange(body, span.start(), span.end());
      assertThat(LENIENT.readTree(slice)).as(where).isEqualTo(value);
    }
  }

  /** Tells whether a tree holds what a chat needs, each field as its type wants it. */
  private static boolean isInOrder(JsonNode tree) {
    var usage = tree.path("stream_options").path("include_usage");
    return tree.path("model").isTextual()
        && ModelName.problem(tree.get("model").textValue()) == null
        && tree.path("messages").isArray()
        && !tree.get("messages").isEmpty()
        && absentOr(tree.path("stream"), tree.path("stream").isBoolean())
        && absentOr(tree.path("stream_options"), tree.path("stream_options").isObject())
        && absentOr(usage, usage.isBoolean())
        && absentOr(tree.path("n"), isWithin(tree.path("n"), 128))
        && absentOr(tree.path("max_tokens"), isWithin(tree.path("max_tokens"), Long.MAX_VALUE))
        && absentOr(
            tree.path("max_completion_tokens"),
            isWithin(tree.path("max_completion_tokens"), Long.MAX_VALUE))
        && !(tree.hasNonNull("max_tokens") && tree.hasNonNull("max_completion_tokens"));
  }

  private static boolean absentOr(JsonNode value, boolean right) {
    return value.isMissingNode() || value.isNull() || right;
  }

  private static boolean isWithin(JsonNode value, long most) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 1
        && value.longValue() <= most;
  }

  private byte[] body() {
    var text = new StringBuilder(space()).append('{');
    int fields = random.nextInt(3, 9);
    var separator = "";
    for (int i = 0; i < fields; i++) {
      text.append(separator).append(space()).append(field(i)).append(space());
      separator = ",";
    }
    var bytes = text.append('}').append(space()).toString().getBytes(UTF_8);
    if (random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] =
          (byte)
              (random.nextInt(2) == 0
                  ? random.nextInt(256)
                  : "{}[]\",:\\0e-. ".charAt(random.nextInt(13)));
    }
    return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private String field(int index) {
    return switch (index < 2 ? index : random.nextInt(14)) {
      case 0 ->
          member("model", any("\"m\"", "\"a/b\"", "\"\\u006d\"", "\"m\"", "\"m\"", "\"m m\"", "1"));
      case 1 -> member("messages", any("[{}]", "[" + value(0) + "]", "[1,2]", "[]", "{}"));
      case 2, 3 -> member("stream", any("true", "false", "null", "true", "0"));
      case 4 ->
          member(
              "stream_options",
              any(
                  "{}",
                  "null",
                  "{\"include_usage\":true}",
                  "{\"a\":[],\"include_usage\" : false}",
                  "{\"include_usage\":7}"));
      case 5 -> member("max_tokens", any("1", "77", "null", "0", "1.0", "99999999999999999999"));
      case 6 -> member("max_completion_tokens", any("5", "null", "\"5\""));
      case 7 -> member("n", any("1", "3", "128", "129", "null", "1e0"));
      case 8 -> member(any("tools", "functions", "response_format", "modalities"), value(0));
      default -> member("x" + index, value(0));
    };
  }

  private String member(String name, String value) {
    var written = random.nextInt(5) == 0 ? escaped(name) : name;
    return '"' + written + '"' + space() + ':' + space() + value;
  }

  private String escaped(String name) {
    int at = random.nextInt(name.length());
    return name.substring(0, at)
        + "\\u%04x".formatted((int) name.charAt(at))
        + name.substring(at + 1);
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> any("null", "true", "false");
      case 1 -> any("0", "-0", "1", "2.50", "1e400", "-1.5E-7", "12345678901234567890");
      case 2 ->
          any(
              "\"\"",
              "\"ü€😀\"",
              "\"\\ud83d\\ude00\"",
              "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
              "\"\\ud800\"");
      case 3, 4 -> "\"text\"";
      case 5 -> any("[]", "{}", "[ ]", "{ }");
      case 6 -> "[" + value(depth + 1) + "," + space() + value(depth + 1) + "]";
      default -> "{" + member("k", value(depth + 1)) + "," + member("type", value(depth + 1)) + "}";
    };
  }

  private String space() {
    return any("", "", "", " ", "\n", "\t", "\r\n  ");
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
