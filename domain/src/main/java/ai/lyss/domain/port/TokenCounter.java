package ai.lyss.domain.port;

import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Vendor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts tokens the way a vendor's model does. Does not block; thread-safe. */
public interface TokenCounter {

  /** Tells whether there is a tokenizer for a vendor's model; cheap enough for every attempt. */
  boolean knows(Vendor vendor, ModelName model);

  /**
   * Counts. The answer comes exactly once, on any thread, within this call or later; what could not
   * be counted is missing in it, for whatever reason.
   */
  void count(Job job, Consumer<Tokens> answer);

  /**
   * What is to be counted.
   *
   * @param vendor whose model it is
   * @param model the vendor's name of the model
   * @param input a request whose input is to be counted, framing of messages included; null for
   *     none
   * @param output the text of an answer; null for none
   */
  record Job(
      Vendor vendor,
      ModelName model,
      @Nullable RelayRequest input,
      @Nullable GeneratedText output) {}

  /**
   * What was counted.
   *
   * @param input tokens of the request; null when they were not counted
   * @param output tokens of the answer; null when they were not counted
   */
  record Tokens(@Nullable Long input, @Nullable Long output) {

    /** Nothing was counted. */
    public static final Tokens NONE = new Tokens(null, null);
  }
}
