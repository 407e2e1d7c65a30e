package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonMembers.Member;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random bodies, random quirks: whatever is edited, the rest stays, and what is missing is named.
 */
class OpenAiFieldSplicePropertyTest {

  private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens");
  private static final Set<String> EDITED =
      Set.of(
          "model",
          "stream",
          "stream_options",
          "messages",
          "response_format",
          "max_tokens",
          "max_completion_tokens");
  private static final List<String> OTHERS =
      List.of(
          "\"seed\": 1e400",
          "\"logprobs\":true",
          "\"user\" :\"\\u00e9 é\"",
          "\"logit_bias\":{\"max_tokens\":1}",
          "\"thinking\":{\"type\":\"disabled\"}",
          "\"thinking\":{\"type\":\"enabled\"}",
          "\"unknown\":[{\"reasoning_content\":\"\"}, -0.0]",
          "\"temperature\":null");
  private static final List<String> FORMATS =
      List.of(
          "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"a\":[]}}}",
          "{\"type\":\"json_object\"}",
          "null");
  private static final List<String> OPTIONS =
      List.of("{\"include_usage\":true}", "{ \"include_usage\":false}", "{}", "null");
  private static final List<String> MESSAGES =
      List.of(
          "{\"role\":\"user\",\"content\":\"hi\"}",
          "{ \"content\":\"x\", \"role\" :\"developer\"}",
          "{\"role\":\"assistant\",\"tool_calls\":[{}]}",
          "{\"reasoning_content\":\"why\",\"role\":\"assistant\",\"tool_calls\":[{}] }",
          "{\"role\":\"assistant\",\"content\":\"a\" , \"reasoning_content\":\"b\"}");

  private final Random random;
  private final long seed;

  OpenAiFieldSplicePropertyTest() {
    this.seed = 20_261_123;
    this.random = new Random(seed);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String space() {
    return one(List.of("", "", " ", "\n\t"));
  }

  private String body() {
    var fields = new ArrayList<String>();
    fields.add("\"model\":\"public\"");
    var messages = new ArrayList<String>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      messages.add(one(MESSAGES));
    }
    fields.add("\"messages\":" + messages);
    int given = random.nextInt(3);
    for (int i = 0; i < LIMITS.size(); i++) {
      if (random.nextInt(3) > 0) {
        fields.add("\"" + LIMITS.get(i) + "\":" + (i == given ? "90" : "null"));
      }
    }
    if (random.nextBoolean()) {
      fields.add("\"response_format\":" + one(FORMATS));
    }
    if (random.nextBoolean()) {
      fields.add("\"stream\":" + random.nextBoolean());
    }
    if (random.nextBoolean()) {
      fields.add("\"stream_options\":" + one(OPTIONS));
    }
    var others = new ArrayList<>(OTHERS);
    Collections.shuffle(others, random);
    fields.addAll(others.subList(0, random.nextInt(others.size())));
    Collections.shuffle(fields, random);
    return fields.stream()
        .map(field -> space() + field + space())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private OpenAiQuirks quirks() {
    var quirks = random.nextBoolean() ? OpenAiQuirks.OPENAI : OpenAiQuirks.COMPATIBLE;
    for (var trait : Trait.values()) {
      if (random.nextBoolean()) {
        quirks = quirks.with(trait);
      }
    }
    return random.nextBoolean() ? quirks.dropping("seed", "user", "thinking") : quirks;
  }

  @Test
  void keeps_what_it_does_not_edit_and_names_what_it_leaves_out() {
    for (int run = 0; run < 5_000; run++) {
      var body = body();
      var quirks = quirks();
      var clipped = random.nextBoolean() ? Long.valueOf(7) : null;
      var where = "seed " + seed + ", run " + run + ": " + body + " " + quirks;
      var chat = random.nextBoolean() ? Chats.chat(body) : Chats.streamed(body);
      var before = members(chat.body());
      var sent = OpenAiRequestSplice.of(chat, new ModelName("vendor"), clipped, quirks);
      var after = members(sent.body());

      assertThat(wellFormed(sent.body())).as(where).isTrue();
      assertThat(after.isText(after.find("model"), "vendor")).as(where).isTrue();
      assertThat(untouched(after))
          .as(where)
          .isEqualTo(
              untouched(before).stream()
                  .filter(text -> quirks.dropped().stream().noneMatch(f -> isField(text, f)))
                  .toList());
      assertLimits(before, after, quirks, clipped, where);
      assertStream(after, quirks, chat.outline().stream(), where);
      assertDropped(before, after, sent.dropped(), where);
    }
  }

  private static boolean isField(String text, String name) {
    return text.startsWith("\"" + name + "\"");
  }

  private static JsonMembers members(byte[] body) {
    return JsonMembers.read(body, new JsonCursor(body));
  }

  private static boolean wellFormed(byte[] body) {
    var json = new JsonCursor(body);
    return json.skipValue() && json.atEnd();
  }

  private static List<String> untouched(JsonMembers members) {
    return members.all().stream()
        .filter(member -> !EDITED.contains(member.name()))
        .map(member -> text(members, member))
        .toList();
  }

  private static String text(JsonMembers members, Member member) {
    int start = member.nameSpan().start();
    return new String(members.body(), start, member.value().end() - start, StandardCharsets.UTF_8);
  }

  private static List<String> limits(JsonMembers members) {
    return members.all().stream()
        .filter(member -> LIMITS.contains(member.name()) && member.kind() != JsonKind.NULL)
        .map(member -> text(members, member))
        .toList();
  }

  private static void assertLimits(
      JsonMembers before, JsonMembers after, OpenAiQuirks quirks, Long clipped, String where) {
    var names = after.all().stream().map(Member::name).filter(LIMITS::contains).toList();
    assertThat(names).as(where).doesNotHaveDuplicates();
    var told = limits(after);
    assertThat(told).as(where).hasSize(clipped != null || !limits(before).isEmpty() ? 1 : 0);
    if (!told.isEmpty()) {
      assertThat(told.getFirst()).as(where).endsWith(clipped != null ? ":7" : ":90");
    }
    if (clipped != null && limits(before).isEmpty()) {
      assertThat(told.getFirst()).as(where).startsWith("\"" + quirks.limitField() + "\"");
    }
    if (quirks.has(Trait.ONE_LIMIT_FIELD)) {
      assertThat(names).as(where).allMatch(quirks.limitField()::equals);
    }
  }

  private static void assertStream(
      JsonMembers after, OpenAiQuirks quirks, boolean streamed, String where) {
    var options = after.find("stream_options");
    if (quirks.has(Trait.NO_STREAM_OPTIONS)) {
      assertThat(options).as(where).isNull();
    } else if (streamed) {
      assertThat(text(after, options)).as(where).matches("(?s).*\"include_usage\": ?true.*");
    }
    if (streamed) {
      assertThat(text(after, after.find("stream"))).as(where).isEqualTo("\"stream\":true");
    }
  }

  private static void assertDropped(
      JsonMembers before, JsonMembers after, List<String> dropped, String where) {
    for (var member : before.all()) {
      boolean gone = after.find(member.name()) == null && !LIMITS.contains(member.name());
      if (member.kind() != JsonKind.NULL) {
        assertThat(dropped.contains("/" + member.name())).as(where).isEqualTo(gone);
      }
    }
    long reasoning = dropped.stream().filter(p -> p.endsWith("/reasoning_content")).count();
    assertThat(count(before, "\"reasoning_content\":\"why\"") + count(before, ":\"b\"}"))
        .as(where)
        .isEqualTo(
            reasoning + count(after, "\"reasoning_content\":\"why\"") + count(after, ":\"b\"}"));
  }

  private static int count(JsonMembers members, String text) {
    return text(members, members.find("messages")).split(text.replace("}", "\\}"), -1).length - 1;
  }
}
