package ai.lyss.runtime.e2e.aimock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.vertx.core.json.JsonObject;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Callers of every dialect talk with every vendor that aimock plays, all at once; the tests look at
 * what callers got, and at what went out. What vendors want of that {@link Wire} knows, not aimock.
 */
@Timeout(180)
@ExtendWith(MockedService.class)
final class AimockIT {

  private static Held held = Held.NOTHING;

  @BeforeAll
  static void talk() {
    held = Held.all();
  }

  @AfterAll
  static void forget() {
    held = Held.NOTHING;
  }

  @Test
  void every_caller_gets_the_text_of_every_vendor() {
    held.each(
        Scenario.HELLO,
        (softly, dialogue) -> {
          var answer = held.of(dialogue).getFirst().answer();
          softly
              .assertThat(answer.text())
              .as("" + dialogue)
              .isEqualTo("Marée haute à 14 h, ☀ à Brest.");
          softly.assertThat(answer.end()).as("" + dialogue).isEqualTo(dialogue.caller().end());
          softly
              .assertThat(answer.tokens())
              .as("" + dialogue)
              .isEqualTo(dialogue.vendor().tokens());
          nothingDropped(softly, dialogue);
        });
  }

  private static void nothingDropped(SoftAssertions softly, Dialogue dialogue) {
    for (var round : held.of(dialogue)) {
      softly.assertThat(round.answered().headers().map()).doesNotContainKey("x-lyss-dropped");
    }
  }

  @Test
  void every_caller_calls_tools_and_goes_on_with_what_they_returned() {
    held.each(
        Scenario.TIDES,
        (softly, dialogue) -> {
          var rounds = held.of(dialogue);
          softly
              .assertThat(rounds.getFirst().answer().called())
              .as("" + dialogue)
              .containsExactly(
                  "tide{\"port\":\"Brest\",\"days\":[1,2]}", "tide{\"port\":\"Dover \\\"É\\\"\"}");
          softly
              .assertThat(rounds.getFirst().answer().end())
              .as("" + dialogue)
              .isEqualTo(endWithCalls(dialogue));
          softly
              .assertThat(rounds.getLast().answer().text())
              .as("" + dialogue)
              .isEqualTo("Brest 14:10, Dover 11:05.");
          nothingDropped(softly, dialogue);
        });
  }

  /** aimock ends with a reason that Gemini does not have, and a caller of its dialect gets it. */
  private static String endWithCalls(Dialogue dialogue) {
    return dialogue.vendor() == Mocked.GEMINI && dialogue.spliced()
        ? "FUNCTION_CALL"
        : dialogue.caller().endWithCalls();
  }

  @Test
  void every_caller_gets_thoughts_and_goes_on_with_them() {
    held.each(
        Scenario.PONDER,
        (softly, dialogue) -> {
          var rounds = held.of(dialogue);
          if (dialogue.vendor() != Mocked.OLLAMA) {
            softly
                .assertThat(rounds.getFirst().answer().thoughts())
                .as("" + dialogue)
                .isEqualTo("High water follows the moon.");
          }
          softly
              .assertThat(rounds.getFirst().answer().called())
              .as("" + dialogue)
              .containsExactly("tide{\"port\":\"Brest\"}");
          softly
              .assertThat(rounds.getLast().answer().text())
              .as("" + dialogue)
              .isEqualTo("At 14:10.");
        });
  }

  @Test
  void a_rate_limit_comes_in_the_callers_dialect() {
    held.each(
        Scenario.LIMIT,
        (softly, dialogue) -> {
          refused(softly, dialogue, 429);
          softly
              .assertThat(
                  held.of(dialogue).getFirst().answered().headers().firstValue("retry-after"))
              .as("" + dialogue)
              .contains("7");
        });
  }

  /** When aimock plays Ollama, its errors have a form that Ollama's do not have. */
  @Test
  void a_refusal_comes_in_the_callers_dialect_with_the_vendors_words() {
    held.each(
        Scenario.REFUSE,
        (softly, dialogue) ->
            softly
                .assertThat(refused(softly, dialogue, 422))
                .as("" + dialogue)
                .contains(
                    dialogue.vendor() == Mocked.OLLAMA ? "refused" : "No such tone of voice"));
  }

  @Test
  void a_failure_comes_in_the_callers_dialect_without_the_vendors_words() {
    held.each(
        Scenario.FAIL,
        (softly, dialogue) ->
            softly
                .assertThat(refused(softly, dialogue, 502))
                .as("" + dialogue)
                .isNotEmpty()
                .doesNotContain("10.0.0.7"));
  }

  private static String refused(SoftAssertions softly, Dialogue dialogue, int status) {
    var answered = held.of(dialogue).getFirst().answered();
    softly.assertThat(answered.statusCode()).as("" + dialogue).isEqualTo(status);
    return Answer.text(dialogue.caller().error(new JsonObject(answered.body())));
  }

  @Test
  void a_stream_that_is_cut_ends_in_an_error_of_the_callers_dialect() {
    held.each(
        Scenario.CUT,
        (softly, dialogue) -> {
          var round = held.of(dialogue).getFirst();
          softly.assertThat(round.answered().body()).as("" + dialogue).contains("This");
          softly.assertThat(round.answer().end()).as("" + dialogue).isNull();
          softly.assertThat(round.answer().error()).as("" + dialogue).contains("broke off");
        });
  }

  @ParameterizedTest
  @EnumSource
  void what_goes_out_is_what_the_vendor_takes(Mocked vendor) {
    var mine = held.sent().stream().filter(each -> Mocked.at(each.path()) == vendor).toList();
    assertThat(mine).hasSizeGreaterThan(40);
    assertSoftly(softly -> mine.forEach(each -> Wire.of(vendor).check(softly, each)));
  }

  @Test
  void nothing_of_the_caller_goes_out_but_what_is_said() {
    assertSoftly(
        softly ->
            held.sent()
                .forEach(
                    each -> {
                      softly
                          .assertThat(each.headers().toString() + each.text())
                          .as(each.path())
                          .doesNotContain(MockedService.KEY, Dialogue.CALLERS_OWN)
                          .contains(Mocked.at(each.path()).secret());
                      softly
                          .assertThat(each.headers().keySet())
                          .as(each.path())
                          .noneMatch(name -> name.startsWith("x-lyss"));
                    }));
  }

  @Test
  void every_request_goes_out_once_and_to_its_vendor() {
    assertSoftly(
        softly ->
            held.rounds()
                .forEach(
                    (dialogue, rounds) -> {
                      var out = held.about(dialogue);
                      softly.assertThat(out).as("" + dialogue).hasSameSizeAs(rounds);
                      softly
                          .assertThat(out)
                          .as("" + dialogue)
                          .allMatch(each -> Mocked.at(each.path()) == dialogue.vendor());
                    }));
    assertThat(held.journal()).hasSameSizeAs(held.sent());
  }

  @Test
  void what_needs_no_edits_goes_out_as_it_came() {
    assertSoftly(
        softly ->
            held.rounds()
                .forEach(
                    (dialogue, rounds) -> {
                      var out = held.about(dialogue);
                      for (int i = 0; dialogue.goesOnAsItCame() && i < rounds.size(); i++) {
                        softly
                            .assertThat(Wire.withoutEdits(out.get(i).body()))
                            .as("" + dialogue)
                            .isEqualTo(Wire.withoutEdits(rounds.get(i).asked()));
                      }
                    }));
  }

  @Test
  void aimock_reads_out_of_every_vendors_format_what_the_caller_said() {
    assertSoftly(
        softly ->
            held.rounds()
                .forEach(
                    (dialogue, rounds) -> {
                      var read =
                          held.journal().stream()
                              .map(entry -> entry.getJsonObject("body"))
                              .filter(body -> body.encode().contains(dialogue.text()))
                              .toList();
                      softly.assertThat(read).as("" + dialogue).hasSameSizeAs(rounds);
                      for (int i = 0; i < Math.min(read.size(), rounds.size()); i++) {
                        Understood.check(softly, dialogue, rounds.subList(0, i), read.get(i));
                      }
                    }));
  }
}
