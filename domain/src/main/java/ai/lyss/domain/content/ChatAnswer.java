package ai.lyss.domain.content;

import ai.lyss.domain.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, in no dialect.
 *
 * @param id the vendor's name of it; null when it has none
 * @param model the vendor's name of the model that answered; null when it did not say
 * @param choices ordered by their index
 * @param usage what the vendor reported
 */
public record ChatAnswer(
    @Nullable String id, @Nullable String model, List<Choice> choices, TokenUsage usage) {

  /**
   * The member that holds a call's arguments as they were written where they are no JSON object,
   * most likely because the answer was cut.
   */
  public static final String UNPARSED = "unparsed_arguments";

  /**
   * Returns the text that stands under {@link #UNPARSED} in the arguments of a call; null when they
   * are what the model meant.
   */
  public static @Nullable String unparsed(RawJson arguments) {
    var tree = arguments.tree();
    return tree.children().size() == 1 ? tree.textOf(UNPARSED) : null;
  }

  /** Copies the choices. */
  public ChatAnswer {
    choices = List.copyOf(choices);
  }

  /**
   * One of the answers asked for.
   *
   * @param parts in the order they came, neighbours of a kind joined
   * @param citations where the text comes from
   * @param logprobs log probabilities in OpenAI's form, one array for each report
   * @param end why it ended; null when the vendor did not say
   */
  public record Choice(
      int index,
      List<ContentPart> parts,
      List<Citation> citations,
      List<RawJson> logprobs,
      ChatChunk.@Nullable Finished end) {

    /** Copies the lists. */
    public Choice {
      parts = List.copyOf(parts);
      citations = List.copyOf(citations);
      logprobs = List.copyOf(logprobs);
    }
  }
}
