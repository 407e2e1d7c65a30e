package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.domain.access.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

final class BodiesTest {

  @Test
  void accepts_the_documented_examples() {
    accepts(ProviderBody.class, ProviderBody::read);
    accepts(ChannelBody.class, ChannelBody::read);
    accepts(KeyBody.class, KeyBody::read);
  }

  @Test
  void reads_settings_as_plain_values() {
    var body =
        Bodies.read(
            text(
                """
                {"settings": {"text": "a", "whole": 7, "huge": 99999999999999999999, "part": 2.50,
                 "flag": true, "list": [1, null, "b"], "map": {"x": null, "y": 1}, "none": null}}
                """),
            ProviderBody::read);

    assertThat(body.settings())
        .containsEntry("text", "a")
        .containsEntry("whole", 7L)
        .containsEntry("huge", new BigInteger("99999999999999999999"))
        .containsEntry("part", new BigDecimal("2.50"))
        .containsEntry("flag", true)
        .containsEntry("list", List.of(1L, "b"))
        .containsEntry("map", Map.of("y", 1L))
        .containsEntry("none", null);
  }

  @Test
  void keeps_secrets_to_itself() {
    var body =
        Bodies.read(
            text("{\"credential\": {\"api_key\": \"hush\", \"service_account\": {\"a\": 1}}}"),
            ProviderBody::read);

    assertThat(body.credential())
        .containsEntry("api_key", Secret.of("hush"))
        .containsEntry("service_account", Secret.of("{\"a\":1}"));
    assertThat(body.toString()).doesNotContain("hush");
  }

  @Test
  void takes_null_as_absent() {
    var nulls =
        Bodies.read(text("{\"name\": null, \"roles\": null, \"models\": null}"), KeyBody::read);

    assertThat(nulls).isEqualTo(Bodies.read(text("{}"), KeyBody::read));
  }

  @Test
  void names_every_field_that_is_unknown_or_of_the_wrong_type() {
    assertThat(
            faults(
                """
                {"nme": 1, "name": true, "weight": 1.5, "priority": "0", "enabled": "yes",
                 "max_concurrency": 3000000000, "tokens_per_minute": 1e3, "tags": "a",
                 "models": [{"nam": "x", "capabilities": [1]}, 2, null], "a/b~c": {}}
                """,
                ChannelBody::read))
        .containsExactlyInAnyOrder(
            "/nme unknown",
            "/name malformed",
            "/weight malformed",
            "/priority malformed",
            "/enabled malformed",
            "/max_concurrency malformed",
            "/tokens_per_minute malformed",
            "/tags malformed",
            "/models/0/nam unknown",
            "/models/0/capabilities/0 malformed",
            "/models/1 malformed",
            "/a~1b~0c unknown");
    assertThat(faults("{\"credential\": [], \"settings\": 1}", ProviderBody::read))
        .containsExactly("/credential malformed", "/settings malformed");
    assertThat(faults("{\"credential\": {\"api_key\": 1}}", ProviderBody::read))
        .containsExactly("/credential/api_key malformed");
  }

  @Test
  void does_not_repeat_a_value_of_the_wrong_type() {
    assertThat(problem("{\"credential\": \"hush\"}", ProviderBody::read).toString())
        .doesNotContain("hush");
  }

  @Test
  void refuses_what_is_no_json_object_and_says_where() {
    for (var bad :
        List.of(
            "", " ", "[]", "1", "null", "\"a\"", "{", "{}{}", "{} x", "{'a': 1}", "{\"a\": NaN}")) {
      assertThat(problem(bad, KeyBody::read).type()).as(bad).isEqualTo("malformed_json");
    }
    assertThat(problem("{\n \"name\": hush}", KeyBody::read).detail())
        .contains("line 2")
        .doesNotContain("hush");
  }

  @Test
  void refuses_a_name_that_comes_twice() {
    assertThat(problem("{\"name\": \"a\", \"na\\u006de\": \"b\"}", KeyBody::read).type())
        .isEqualTo("malformed_json");
  }

  @Test
  void refuses_a_body_of_more_than_a_mebibyte() {
    var frame = "{\"name\": \"\"}".length();
    var most = "{\"name\": \"" + "x".repeat((1 << 20) - frame) + "\"}";

    assertThat(Bodies.read(text(most), KeyBody::read).name()).hasSize((1 << 20) - frame);
    assertThat(problem(most + " ", KeyBody::read).type()).isEqualTo("body_too_large");
  }

  @Test
  void survives_deep_nesting() {
    var deep = "{\"settings\": {\"a\": " + "[".repeat(100_000);

    assertThat(problem(deep, ProviderBody::read).type()).isEqualTo("malformed_json");
  }

  private static void accepts(Class<?> type, Function<JsonFields, ?> read) {
    var examples = type.getAnnotation(Schema.class).examples();
    assertThat(examples).as(type.getName()).isNotEmpty();
    for (var example : examples) {
      assertThat(Bodies.read(text(example), read)).isNotNull();
    }
  }

  private static List<String> faults(String json, Function<JsonFields, ?> read) {
    return problem(json, read).errors().stream()
        .map(fault -> fault.pointer() + " " + fault.code())
        .toList();
  }

  private static Problem problem(String json, Function<JsonFields, ?> read) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> Bodies.read(text(json), read));
    assertThat(refusal).as(json).isNotNull();
    return (Problem) refusal.getResponse().getEntity();
  }

  private static InputStream text(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }
}
