package ai.lyss.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.ChatChunk.CallArguments;
import ai.lyss.domain.content.ChatChunk.CallStarted;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChatFoldTest {

  private static final ThoughtSignature SIGNED = new ThoughtSignature(Issuer.ANTHROPIC, "s");

  private static ChatAnswer fold(ChatChunk... chunks) {
    var fold = new ChatFold();
    for (var chunk : chunks) {
      fold.add(chunk);
    }
    return fold.answer();
  }

  private static ChatAnswer.Choice only(ChatChunk... chunks) {
    return fold(chunks).choices().getFirst();
  }

  private static ChatChunk text(String text) {
    return new ChatChunk.Text(0, JsonChars.of(text));
  }

  private static ChatChunk thought(String text) {
    return new ChatChunk.Reasoning(0, JsonChars.of(text));
  }

  private static ChatChunk arguments(int call, String part) {
    return new CallArguments(0, call, JsonChars.of(part));
  }

  private static ChatChunk call(int call) {
    return new CallStarted(0, call, "id" + call, "f", null);
  }

  private static ContentPart called(int call, String arguments) {
    return new ContentPart.ToolCall("id" + call, "f", RawJson.of(arguments), null, null);
  }

  @Test
  void joins_neighbours_of_a_kind_and_keeps_their_order() {
    assertThat(
            only(
                    thought("h"),
                    thought("m"),
                    text("a\n"),
                    text("b"),
                    new ChatChunk.Refusal(0, JsonChars.of("no")),
                    text("c"))
                .parts())
        .containsExactly(
            new ContentPart.Reasoning("hm", null),
            new ContentPart.Text("a\nb"),
            new ContentPart.Refusal("no"),
            new ContentPart.Text("c"));
  }

  @Test
  void signs_the_thought_that_is_open_or_one_without_words() {
    assertThat(only(thought("hm"), new ChatChunk.ReasoningSigned(0, SIGNED), thought("x")).parts())
        .containsExactly(
            new ContentPart.Reasoning("hm", SIGNED), new ContentPart.Reasoning("x", null));
    assertThat(only(text("a"), new ChatChunk.ReasoningSigned(0, SIGNED)).parts())
        .containsExactly(new ContentPart.Text("a"), new ContentPart.Reasoning("", SIGNED));
    assertThat(only(new ChatChunk.SealedReasoning(0, SIGNED)).parts())
        .containsExactly(new ContentPart.SealedReasoning(SIGNED));
  }

  @Test
  void joins_arguments_of_each_call_even_when_they_are_mixed() {
    assertThat(
            only(
                    text("a"),
                    call(0),
                    arguments(0, "{\"x\""),
                    call(1),
                    arguments(1, "{}"),
                    arguments(0, ":1.0}"),
                    text("b"))
                .parts())
        .containsExactly(
            new ContentPart.Text("a"),
            called(0, "{\"x\":1.0}"),
            called(1, "{}"),
            new ContentPart.Text("b"));
  }

  @Test
  void takes_no_arguments_for_an_empty_object() {
    assertThat(only(call(0)).parts()).containsExactly(called(0, "{}"));
  }

  @Test
  void keeps_arguments_that_are_no_object_as_a_text() {
    for (var odd : List.of("{\"a\":", "[1]", "\"x\"", "no \"json\"", "{} {}")) {
      var part = (ContentPart.ToolCall) only(call(0), arguments(0, odd)).parts().getFirst();
      var tree = part.arguments().tree();
      assertThat(tree.isObject()).as(odd).isTrue();
      assertThat(tree.textOf(ChatAnswer.UNPARSED)).isEqualTo(odd);
    }
  }

  @Test
  void keeps_what_a_call_led_from_and_forgets_arguments_of_no_call() {
    var signed = new CallStarted(0, 0, "c", "f", SIGNED);
    assertThat(only(signed, arguments(7, "{}")).parts())
        .containsExactly(new ContentPart.ToolCall("c", "f", RawJson.EMPTY_OBJECT, SIGNED, null));
  }

  @Test
  void keeps_choices_apart_and_in_their_order() {
    var answer =
        fold(
            new ChatChunk.Text(1, JsonChars.of("b")),
            new ChatChunk.Text(0, JsonChars.of("a")),
            new ChatChunk.Text(1, JsonChars.of("c")),
            new ChatChunk.Finished(1, FinishReason.LENGTH, null, null));
    assertThat(answer.choices()).extracting(ChatAnswer.Choice::index).containsExactly(0, 1);
    assertThat(answer.choices().get(1).parts()).containsExactly(new ContentPart.Text("bc"));
    assertThat(answer.choices().get(0).end()).isNull();
    assertThat(answer.choices().get(1).end().reason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void lets_later_counts_replace_earlier_ones_and_keeps_those_they_lack() {
    var first = new TokenUsage(10L, 1L, 3L, null, null);
    var later = new TokenUsage(null, 5L, null, null, 2L);
    var answer = fold(new ChatChunk.UsageReported(first), new ChatChunk.UsageReported(later));
    assertThat(answer.usage()).isEqualTo(new TokenUsage(10L, 5L, 3L, null, 2L));
    assertThat(answer.choices()).isEmpty();
  }

  @Test
  void keeps_names_images_citations_and_log_probabilities() {
    var cited = new ChatChunk.Cited(0, Citation.ofPage("https://a", "t", null));
    var probs = RawJson.of("[{\"token\":\"a\"}]");
    var answer =
        fold(
            new ChatChunk.Started("id", "m"),
            text("a"),
            cited,
            new ChatChunk.Logprobs(0, probs),
            new ChatChunk.ImageMade(0, "image/png", "aGk="));
    var choice = answer.choices().getFirst();
    assertThat(answer.id()).isEqualTo("id");
    assertThat(answer.model()).isEqualTo("m");
    assertThat(choice.citations()).containsExactly(cited.citation());
    assertThat(choice.logprobs()).containsExactly(probs);
    assertThat(choice.parts().get(1))
        .isEqualTo(new ContentPart.Image(new MediaSource.Inline("image/png", "aGk="), null, null));
  }

  @Test
  void comes_to_the_same_however_texts_are_cut() {
    for (int run = 0; run < 1_000; run++) {
      var random = Seeds.random(54, run);
      var whole = new ArrayList<ChatChunk>();
      var cut = new ArrayList<ChatChunk>();
      int calls = 0;
      for (int i = random.nextInt(8); i > 0; i--) {
        switch (random.nextInt(3)) {
          case 0 -> {
            var said = words(random);
            whole.add(text(said));
            pieces(said, random).forEach(piece -> cut.add(text(piece)));
          }
          case 1 -> {
            var said = words(random);
            whole.add(thought(said));
            pieces(said, random).forEach(piece -> cut.add(thought(piece)));
          }
          default -> {
            int call = calls++;
            var given = "{\"a\":\"" + words(random).replace("\n", "") + "\"}";
            whole.add(call(call));
            whole.add(arguments(call, given));
            cut.add(call(call));
            pieces(given, random).forEach(piece -> cut.add(arguments(call, piece)));
          }
        }
      }
      assertThat(fold(cut.toArray(ChatChunk[]::new)))
          .as("seed " + Seeds.seed() + ", run " + run)
          .isEqualTo(fold(whole.toArray(ChatChunk[]::new)));
    }
  }

  private static String words(Random random) {
    return "ab\né漢 c ".repeat(1 + random.nextInt(3)).substring(random.nextInt(4));
  }

  private static List<String> pieces(String text, Random random) {
    var pieces = new ArrayList<String>();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(4));
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
