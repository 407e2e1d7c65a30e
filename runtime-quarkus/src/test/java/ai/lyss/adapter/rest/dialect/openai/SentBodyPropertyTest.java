package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.adapter.rest.dialect.openai.JacksonBody.Member;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.model.ModelName;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the gateway checked in a body is what any parser sees in the body that went to the vendor,
 * whichever of two equal names it takes; all else is the same byte for byte. {@code
 * -Dlyss.cases=20000} tries more, {@code -Dlyss.seed} others.
 */
class SentBodyPropertyTest {

  private static final int CASES = Integer.getInteger("lyss.cases", 5_000);
  private static final URI BASE = URI.create("http://vendor.test/v1");
  private static final ObjectMapper VALUES = new ObjectMapper();
  private static final OpenAiProtocol PROTOCOL =
      OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD);
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
  private static final Set<String> LIMITS = Set.of("max_tokens", "max_completion_tokens");
  private static final Set<String> EDITED =
      Set.of("model", "stream", "stream_options", "max_tokens", "max_completion_tokens");

  private String where = "";

  @Test
  void what_was_checked_is_what_is_sent() throws IOException {
    int relayed = 0;
    for (int run = 0; run < CASES; run++) {
      var random = Seeds.random(3, run);
      var body = new RandomChat(random).body();
      if (random.nextInt(10) == 0) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      where = "seed " + Seeds.seed() + ", run " + run + ": " + new String(body, UTF_8);
      boolean streamed = random.nextInt(4) == 0;
      var original = JacksonBody.read(body);
      var reading =
          streamed
              ? OpenAiRequestReader.readStreamed(body, Untranslated.REQUEST)
              : OpenAiRequestReader.read(body, Untranslated.REQUEST);
      switch (reading) {
        case RequestReading.Relayable relayable -> {
          relayed++;
          assertThat(original).as("no JSON. %s", where).isNotNull();
          assertThat(mayNotBeSent(original)).as(where).isEmpty();
          assertSentAsChecked((ChatRequest) relayable.request(), original, random);
        }
        case RequestReading.Unreadable unreadable ->
            assertThat(original == null || !mayNotBeSent(original).isEmpty())
                .as("%s. %s", unreadable, where)
                .isTrue();
      }
    }
    assertThat(relayed).as("relayed of %d", CASES).isBetween(CASES / 10, CASES * 9 / 10);
  }

  /** Returns why a body is to be refused, as an independent reader finds it. */
  private static List<String> mayNotBeSent(JacksonBody body) throws IOException {
    var why = new ArrayList<String>();
    if (body.repeats(READ)) {
      why.add("a name that is read is there twice or in another case");
      return why;
    }
    check(why, "model", isText(body.last("model")) && isModel(text(body.last("model"))));
    var messages = body.last("messages");
    check(
        why,
        "messages",
        messages != null
            && messages.kind() == JsonToken.START_ARRAY
            && !VALUES.readTree(messages.value()).isEmpty());
    check(why, "stream", isFlag(body.last("stream")));
    check(why, "n", isCount(body.last("n"), 128));
    for (var limit : LIMITS) {
      check(why, limit, isCount(body.last(limit), Long.MAX_VALUE));
    }
    check(
        why,
        "both limits",
        isNull(body.last("max_tokens")) || isNull(body.last("max_completion_tokens")));
    var options = body.last("stream_options");
    if (options != null && options.kind() == JsonToken.START_OBJECT) {
      var fields = JacksonBody.read(options.value());
      check(why, "include_usage twice", !fields.repeats(Set.of("include_usage")));
      check(why, "include_usage", isFlag(fields.last("include_usage")));
    } else {
      check(why, "stream_options", isNull(options));
    }
    nested(why, body);
    return why;
  }

  /** Repeated names within messages, their parts, and the response's format. */
  private static void nested(List<String> why, JacksonBody body) throws IOException {
    var format = body.last("response_format");
    if (format != null && format.kind() == JsonToken.START_OBJECT) {
      check(why, "format twice", !repeatsExactly(format.value(), "type"));
    }
    var messages = body.last("messages");
    if (messages == null || messages.kind() != JsonToken.START_ARRAY) {
      return;
    }
    for (var message : elements(messages.value())) {
      check(why, "content twice", !repeatsExactly(message, "content"));
      var content = JacksonBody.read(message).last("content");
      if (content != null && content.kind() == JsonToken.START_ARRAY) {
        for (var part : elements(content.value())) {
          check(why, "type twice", !repeatsExactly(part, "type"));
        }
      }
    }
  }

  private static boolean repeatsExactly(String object, String name) throws IOException {
    return JacksonBody.read(object).members().stream().filter(m -> m.name().equals(name)).count()
        > 1;
  }

  /** Returns the objects in an array, byte for byte. */
  private static List<String> elements(String array) throws IOException {
    var found = new ArrayList<String>();
    try (var parser = VALUES.createParser(array)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        parser.skipChildren();
        parser.finishToken();
        if (object) {
          found.add(array.substring(start, (int) parser.currentLocation().getCharOffset()));
        }
      }
    }
    return found;
  }

  private void assertSentAsChecked(ChatRequest chat, JacksonBody original, Random random)
      throws IOException {
    var outline = chat.outline();
    var model = random.nextBoolean() ? outline.model().value() : "vendor/model-1";
    Long clipped = random.nextInt(3) == 0 ? Long.valueOf(1 + random.nextInt(1_000)) : null;
    boolean asks = random.nextInt(4) != 0;
    var settings =
        Map.<String, Object>of(
            "stream_options", asks, "output_limit_field", "max_completion_tokens");
    var provider =
        Chats.provider(
            "openai-compatible",
            BASE,
            random.nextBoolean() ? settings : Map.of("stream_options", asks));
    var call = Chats.call(provider, chat, model, clipped);
    var body = ((HttpCall) PROTOCOL.call(call)).body();
    where += "\nsent: " + new String(body, UTF_8);
    var sent = JacksonBody.read(body);
    assertThat(sent).as(where).isNotNull();

    for (var name : READ) {
      assertThat(sent.first(name)).as("%s. %s", name, where).isEqualTo(sent.last(name));
      assertThat(sent.lastInAnyCase(name)).as("%s. %s", name, where).isEqualTo(sent.last(name));
    }
    assertThat(text(sent.last("model"))).as(where).isEqualTo(model);
    assertThat(isTrue(sent.last("stream"))).as(where).isEqualTo(outline.stream());
    assertThat(count(sent.last("n"), 1)).as(where).isEqualTo(outline.choices());
    assertLimit(sent, clipped == null ? outline.outputLimit() : clipped);
    if (asks) {
      assertUsage(sent, original, outline.stream());
    } else {
      // a vendor that does not know the options is not sent them
      assertThat(isNull(sent.last("stream_options"))).as(where).isTrue();
    }
    assertThat(sent.without(EDITED)).as(where).isEqualTo(original.without(EDITED));
    boolean nothingDropped = asks || original.last("stream_options") == null;
    if (model.equals(outline.model().value())
        && clipped == null
        && !outline.stream()
        && nothingDropped) {
      assertThat(body).as(where).isSameAs(chat.body());
    }
  }

  private void assertLimit(JacksonBody sent, Long expected) {
    var limits =
        LIMITS.stream().map(sent::last).filter(limit -> !isNull(limit)).map(Member::value).toList();
    assertThat(limits)
        .as(where)
        .isEqualTo(expected == null ? List.of() : List.of(expected.toString()));
  }

  private void assertUsage(JacksonBody sent, JacksonBody original, boolean streamed)
      throws IOException {
    var options = sent.last("stream_options");
    var before = original.last("stream_options");
    if (!streamed) {
      assertThat(options).as(where).isEqualTo(before);
      return;
    }
    var fields = isNull(options) ? new JacksonBody(List.of()) : JacksonBody.read(options.value());
    var flag = fields.last("include_usage");
    assertThat(isTrue(flag)).as(where).isTrue();
    assertThat(fields.first("include_usage")).as(where).isEqualTo(flag);
    if (!isNull(before)) {
      var name = Set.of("include_usage");
      assertThat(fields.without(name))
          .as(where)
          .isEqualTo(JacksonBody.read(before.value()).without(name));
    }
  }

  private static void check(List<String> why, String what, boolean right) {
    if (!right) {
      why.add(what);
    }
  }

  private static boolean isNull(Member member) {
    return member == null || member.kind() == JsonToken.VALUE_NULL;
  }

  private static boolean isTrue(Member member) {
    return member != null && member.kind() == JsonToken.VALUE_TRUE;
  }

  private static boolean isFlag(Member member) {
    return isNull(member) || member.value().equals("true") || member.value().equals("false");
  }

  private static boolean isText(Member member) {
    return member != null && member.kind() == JsonToken.VALUE_STRING;
  }

  private static String text(Member member) throws IOException {
    return VALUES.readTree(member.value()).textValue();
  }

  private static boolean isModel(String name) {
    return ModelName.problem(name) == null;
  }

  private static boolean isCount(Member member, long most) throws IOException {
    if (isNull(member)) {
      return true;
    }
    var value = VALUES.readTree(member.value());
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 1
        && value.longValue() <= most;
  }

  private static long count(Member member, long otherwise) {
    return isNull(member) ? otherwise : Long.parseLong(member.value());
  }

  /** The property itself must be able to fail: bodies that only look right are told apart. */
  @Test
  void the_independent_reader_sees_what_others_overlook() throws IOException {
    for (var body :
        Arrays.asList(
            "{\"model\":\"m\",\"mod\\u0065l\":\"x\",\"messages\":[1]}",
            "{\"model\":\"m\",\"MODEL\":\"x\",\"messages\":[1]}",
            "{\"model\":\"m\",\"messages\":[1],\"\\u017ftream\":true}",
            "{\"model\":\"m\",\"messages\":[{\"content\":\"a\",\"c\\u006fntent\":\"b\"}]}",
            "{\"model\":\"m\",\"messages\":[1],\"stream_options\":{\"include_usage\":true,"
                + "\"include_usag\\u0065\":false}}")) {
      assertThat(mayNotBeSent(JacksonBody.read(body))).as(body).isNotEmpty();
      assertThat(OpenAiRequestReader.read(body.getBytes(UTF_8), Untranslated.REQUEST))
          .as(body)
          .isInstanceOf(RequestReading.Unreadable.class);
    }
  }
}
