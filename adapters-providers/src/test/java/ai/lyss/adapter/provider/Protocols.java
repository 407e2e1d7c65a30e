package ai.lyss.adapter.provider;

import ai.lyss.adapter.provider.anthropic.AnthropicProtocol;
import ai.lyss.adapter.provider.gemini.GeminiProtocol;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.ollama.OllamaProtocol;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.domain.provider.Vendor;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The vendors that are called over HTTP, as an installation puts them together. */
public final class Protocols {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final AnswerLimits LIMITS = AnswerLimits.STANDARD;

  private Protocols() {}

  /** Returns all of them. */
  public static Map<Vendor, VendorProtocol> all() {
    var all = new HashMap<Vendor, VendorProtocol>();
    for (var protocol :
        List.of(
            OpenAiProtocol.openAi("1", CLOCK, LIMITS),
            OpenAiProtocol.azure("1", CLOCK, LIMITS),
            OpenAiProtocol.deepSeek("1", CLOCK, LIMITS),
            OpenAiProtocol.compatible("1", CLOCK, LIMITS))) {
      all.put(protocol.profile().vendor(), protocol);
    }
    var anthropic = new AnthropicProtocol("1", CLOCK, LIMITS);
    all.put(anthropic.profile().vendor(), anthropic);
    all.put(GeminiProtocol.PROFILE.vendor(), new GeminiProtocol("1", CLOCK, LIMITS, new Random(1)));
    all.put(OllamaProtocol.PROFILE.vendor(), new OllamaProtocol("1", CLOCK, new Random(1), LIMITS));
    return all;
  }
}
