package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.json.JsonOut;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is neither message nor tool: limits, reasoning, sampling, labels. What the vendor
 * would refuse beside the rest of the request is left out and named.
 *
 * @see <a
 *     href="https://platform.claude.com/docs/en/build-with-claude/extended-thinking">Thinking</a>
 */
final class AnthropicOptionTranslator {

  private static final long LEAST_BUDGET = 1_024;
  private static final BigDecimal WIDE_NUCLEUS = new BigDecimal("0.99");
  private static final BigDecimal NUCLEUS_BESIDE_THINKING = new BigDecimal("0.95");

  /** How the model is told to reason in this request. */
  private sealed interface Plan {

    record Unsaid() implements Plan {}

    record Off() implements Plan {}

    record Adaptive(@Nullable Effort effort) implements Plan {}

    record Budget(long tokens) implements Plan {}
  }

  private final ChatContent content;
  private final Fitting fitting;
  private final AnthropicQuirks quirks;
  private final Plan plan;

  /**
   * Decides how the request reasons.
   *
   * @param forced whether a tool has to be called, which the vendor refuses beside reasoning
   */
  AnthropicOptionTranslator(
      ChatContent content, Fitting fitting, AnthropicQuirks quirks, boolean forced) {
    this.content = content;
    this.fitting = fitting;
    this.quirks = quirks;
    this.plan = plan(forced);
  }

  private Plan plan(boolean forced) {
    var wish = content.reasoning();
    var effort = wish.asEffort();
    boolean adaptive = quirks.thinking() == AnthropicQuirks.Thinking.ADAPTIVE;
    if (effort == Effort.NONE) {
      return adaptive ? new Plan.Off() : new Plan.Unsaid();
    }
    boolean wanted = effort != null || Boolean.TRUE.equals(wish.shown());
    if (!wanted) {
      return new Plan.Unsaid();
    }
    boolean possible = quirks.thinking() != AnthropicQuirks.Thinking.NONE && !forced;
    if (!possible || !thoughtsAreThere() || (!adaptive && effort == null)) {
      return without();
    }
    return adaptive ? new Plan.Adaptive(effort) : budget(wish);
  }

  private Plan without() {
    fitting.drop(Feature.EFFORT);
    fitting.drop(Feature.REASONING_BUDGET);
    fitting.drop(Feature.SHOWN_REASONING);
    return new Plan.Unsaid();
  }

  private Plan budget(ReasoningWish wish) {
    var wished = wish.asBudget();
    var limit = content.sampling().outputLimit();
    long tokens = Math.max(LEAST_BUDGET, wished == null ? 0 : wished);
    long most = limit == null ? Long.MAX_VALUE : limit - 1;
    return most < LEAST_BUDGET ? without() : new Plan.Budget(Math.min(tokens, most));
  }

  /** Calls of the running turn must have their thoughts; what stands by results is of it too. */
  private boolean thoughtsAreThere() {
    var messages = content.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      var message = messages.get(i);
      if (message instanceof ChatMessage.User
          && !(i > 0 && messages.get(i - 1) instanceof ChatMessage.ToolResult)) {
        return true;
      }
      if (message instanceof ChatMessage.Assistant said
          && said.parts().stream().anyMatch(ContentPart.ToolCall.class::isInstance)
          && said.parts().stream().noneMatch(AnthropicPartTranslator::isOwnThought)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the output limit: reasoning counts in it, so that one of ours has room for it. */
  long maxTokens() {
    var limit = content.sampling().outputLimit();
    if (limit != null) {
      return limit;
    }
    return switch (plan) {
      case Plan.Unsaid unsaid -> quirks.maxTokens();
      case Plan.Off off -> quirks.maxTokens();
      case Plan.Budget budget -> quirks.maxTokens() + budget.tokens();
      case Plan.Adaptive adaptive ->
          quirks.maxTokens() + (adaptive.effort() == null ? 0 : adaptive.effort().budgetTokens());
    };
  }

  /** Writes all members but the output limit. */
  void write(JsonOut out) {
    thinking(out);
    outputConfig(out);
    stop(out);
    sampling(out);
    labels(out);
  }

  private void thinking(JsonOut out) {
    switch (plan) {
      case Plan.Unsaid unsaid -> {
        return;
      }
      case Plan.Off off -> {
        out.name("thinking").object().name("type").text("disabled").endObject();
        return;
      }
      case Plan.Adaptive adaptive -> out.name("thinking").object().name("type").text("adaptive");
      case Plan.Budget budget ->
          out.name("thinking")
              .object()
              .name("type")
              .text("enabled")
              .name("budget_tokens")
              .number(budget.tokens());
    }
    var shown = content.reasoning().shown();
    if (shown != null) {
      out.name("display").text(shown ? "summarized" : "omitted");
    }
    out.endObject();
  }

  private void outputConfig(JsonOut out) {
    var effort = plan instanceof Plan.Adaptive adaptive ? adaptive.effort() : null;
    var schema =
        content.format() instanceof ResponseFormat.JsonBySchema by
                && quirks.schemas() == AnthropicQuirks.Schemas.NATIVE
            ? by.schema()
            : null;
    if (effort == null && schema == null) {
      return;
    }
    out.name("output_config").object();
    if (effort != null) {
      out.name("effort").text(AnthropicQuirks.word(effort));
    }
    if (schema != null) {
      out.name("format").object().name("type").text("json_schema");
      out.name("schema").raw(AnthropicSchema.closed(schema)).endObject();
    }
    out.endObject();
  }

  /** The vendor refuses stop sequences of nothing but white space. */
  private void stop(JsonOut out) {
    var stop = content.sampling().stop();
    var sent = stop.stream().filter(text -> !text.isBlank()).toList();
    if (sent.size() < stop.size()) {
      fitting.drop(Feature.STOP);
    }
    if (!sent.isEmpty()) {
      out.name("stop_sequences").array();
      sent.forEach(out::text);
      out.endArray();
    }
  }

  private boolean reasons() {
    return plan instanceof Plan.Adaptive || plan instanceof Plan.Budget;
  }

  private void sampling(JsonOut out) {
    var sampling = content.sampling();
    boolean heat = sampling.temperature() != null && temperature(sampling.temperature(), out);
    if (sampling.topP() != null) {
      topP(sampling.topP(), heat, out);
    }
    if (sampling.topK() != null) {
      if (quirks.draws() && !reasons()) {
        out.name("top_k").number(sampling.topK());
      } else {
        fitting.drop(Feature.TOP_K);
      }
    }
  }

  /** Writes a temperature from 0 to 1; 1 is the default. Tells whether one was written. */
  private boolean temperature(BigDecimal given, JsonOut out) {
    int aboveOne = given.compareTo(BigDecimal.ONE);
    boolean sent = quirks.draws() && !reasons();
    if (sent) {
      out.name("temperature").number(aboveOne > 0 ? BigDecimal.ONE : given);
    }
    if (sent ? aboveOne > 0 : aboveOne != 0) {
      fitting.drop(Feature.TEMPERATURE);
    }
    return sent;
  }

  private void topP(BigDecimal given, boolean besideTemperature, JsonOut out) {
    boolean wide = given.compareTo(WIDE_NUCLEUS) >= 0;
    boolean alone = !besideTemperature || quirks.drawing() == AnthropicQuirks.Drawing.ALL;
    boolean fits = !reasons() || given.compareTo(NUCLEUS_BESIDE_THINKING) >= 0;
    if (quirks.draws() && alone && fits) {
      out.name("top_p").number(given);
    } else if (!wide) {
      fitting.drop(Feature.TOP_P);
    }
  }

  private void labels(JsonOut out) {
    var user = content.labels().endUser();
    if (user != null) {
      out.name("metadata").object().name("user_id").text(user).endObject();
    }
    var tier = content.labels().serviceTier();
    if (tier == null) {
      return;
    }
    switch (tier) {
      case "auto", "priority" -> out.name("service_tier").text("auto");
      case "default", "standard", "standard_only" -> out.name("service_tier").text("standard_only");
      default -> fitting.drop(Feature.SERVICE_TIER);
    }
  }
}
