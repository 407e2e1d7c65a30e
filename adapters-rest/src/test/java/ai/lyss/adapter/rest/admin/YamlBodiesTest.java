package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.application.usecase.ConfigDraft;
import ai.lyss.domain.fixture.Seeds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class YamlBodiesTest {

  private static final String WHOLE =
      """
      version: 1
      providers:
        - name: main
          vendor: openai-compatible
          base_url: https://example.com/v1
          credential: {api_key: "sk-1"}
          settings: {deployments: {gpt: d-1}, rate: 0.5}
      channels:
        - {name: east, provider: main, models: [{name: gpt, context_tokens: 128000}], weight: 7}
      routes:
        - model: gpt
          channels: {names: [east], tags: []}
      quotas:
        - {scope: {key: ci}, metric: tokens, window: day, limit: 1000000, warn_at: [0.8]}
      """;

  @Test
  void reads_a_document() {
    var draft = read(WHOLE);

    assertThat(draft.version()).isEqualTo(1);
    assertThat(draft.providers()).hasSize(1);
    assertThat(draft.channels().getFirst().provider()).isEqualTo("main");
    assertThat(draft.channels().getFirst().draft().weight()).isEqualTo(7);
    assertThat(draft.routes().getFirst().channels()).containsExactly("east");
    assertThat(draft.quotas().getFirst().key()).isEqualTo("ci");
    assertThat(draft.quotas().getFirst().draft().limit()).isEqualByComparingTo("1000000");
  }

  @Test
  void reads_json_and_a_byte_order_mark_and_nothing_at_all() {
    assertThat(read("{\"version\": 1, \"routes\": []}").routes()).isEmpty();
    assertThat(read("\uFEFFversion: 1\n").version()).isEqualTo(1);
    assertThat(read("").providers()).isNull();
    assertThat(read("# nothing\n").providers()).isNull();
    assertThat(read("---\n").providers()).isNull();
    assertThat(read("version: 1\n...\n").version()).isEqualTo(1);
  }

  @Test
  void takes_words_for_what_they_are() {
    var draft = read("providers: [{name: no, vendor: on}, {name: \"1\", vendor: 1e}]");

    assertThat(draft.providers()).extracting(each -> each.name()).containsExactly("no", "1");
  }

  @Test
  void points_at_unknown_fields_wrong_types_and_names_that_come_twice() {
    assertThat(faults("providers: [{name: a, colour: red}]\nchanels: []"))
        .containsExactlyInAnyOrder("/providers/0/colour unknown", "/chanels unknown");
    assertThat(faults("providers: {name: a}")).containsExactly("/providers malformed");
    assertThat(faults("providers: [a]")).containsExactly("/providers/0 malformed");
    assertThat(faults("channels: [{name: 7, weight: heavy, tags: east}]"))
        .containsExactlyInAnyOrder(
            "/channels/0/name malformed",
            "/channels/0/weight malformed",
            "/channels/0/tags malformed");
    assertThat(faults("routes: [{model: a, model: b}]"))
        .containsExactly("/routes/0/model duplicate");
    assertThat(faults("a~/b: 1")).containsExactly("/a~0~1b unknown");
  }

  @Test
  void refuses_aliases_and_tags_where_they_are() {
    assertThat(faults("providers: [&a {name: x}, *a]")).contains("/providers/1 unknown");
    assertThat(faults("version: !!int 1")).containsExactly("/version unknown");
    assertThat(faults("version: !!java.net.URL [http://x]")).contains("/version unknown");
    assertThat(faults("base: &b {x: 1}\nroutes:\n  - <<: *b\n    model: a"))
        .contains("/routes/0/<< unknown");
  }

  @Test
  void refuses_a_bomb_at_once() {
    var bomb =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "a%d: &a%d [%s]".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9) + "x"))
            .collect(Collectors.joining("\n", "a0: &a0 [lol]\n", "\n"));

    assertThat(faults(bomb)).contains("/a1/0 unknown");
  }

  @Test
  void refuses_what_is_no_document() {
    for (var text :
        List.of(
            "a: [",
            "a: b: c",
            "\"",
            "{a: 1",
            "a: 1\n---\nb: 2",
            "- a\n- b",
            "just words",
            "a: 1\n\tb: 2",
            "? [a, b]\n: 1",
            "a: \u0000",
            "%YAML 9.9\n---\na: 1",
            "[".repeat(100_000),
            "a: ".repeat(3),
            "{a: ".repeat(50_000))) {
      var problem = problem(text.getBytes(StandardCharsets.UTF_8));

      assertThat(problem.status()).as("%.40s", text).isEqualTo(400);
      assertThat(problem.type()).as("%.40s", text).isEqualTo("malformed_yaml");
    }
    assertThat(problem("a:\n\t- b".getBytes(StandardCharsets.UTF_8)).detail())
        .isEqualTo("body: line 2: a tab to indent with (expected: blanks)");
  }

  @Test
  void refuses_what_is_not_utf8_or_too_long() {
    assertThat(problem(new byte[] {'a', ':', ' ', (byte) 0xC3, '('}).detail()).contains("no UTF-8");
    assertThat(problem("a: 1".getBytes(StandardCharsets.UTF_16)).status()).isEqualTo(400);
    assertThat(problem(" ".repeat((2 << 20) + 1).getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(413);
  }

  @Test
  void never_fails_otherwise_whatever_is_changed_in_a_document() {
    var random = Seeds.random(7, 1);
    for (int i = 0; i < 3000; i++) {
      var bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(bytes.length);
        bytes[at] = (byte) ("\t\n -:?,[]{}#&*!|>'\"%@`~0.\u00ff\u0000".charAt(random.nextInt(27)));
      }
      try {
        YamlBodies.read(new ByteArrayInputStream(bytes), ConfigBody::read);
      } catch (ProblemException refused) {
        var problem = (Problem) refused.getResponse().getEntity();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).doesNotContain("sk-1");
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed %d, case %d:\n%s"
                .formatted(Seeds.seed(), i, new String(bytes, StandardCharsets.UTF_8)),
            e);
      }
    }
  }

  private static ConfigDraft read(String text) {
    return YamlBodies.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ConfigBody::read);
  }

  private static List<String> faults(String text) {
    return problem(text.getBytes(StandardCharsets.UTF_8)).errors().stream()
        .map((Fault fault) -> fault.pointer() + " " + fault.code())
        .toList();
  }

  private static Problem problem(byte[] body) {
    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> YamlBodies.read(new ByteArrayInputStream(body), ConfigBody::read));
    assertThat(refused)
        .as(new String(body, 0, Math.min(40, body.length), StandardCharsets.UTF_8))
        .isNotNull();
    return (Problem) refused.getResponse().getEntity();
  }
}
