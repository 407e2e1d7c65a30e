package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.GoldenVendor;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class OllamaGoldenTest extends GoldenVendor {

  OllamaGoldenTest() {
    super("ollama", "m");
  }

  @Override
  protected VendorProtocol protocol() {
    return new OllamaProtocol("1", () -> Instant.EPOCH, () -> 2, AnswerLimits.STANDARD);
  }

  @Override
  protected Provider provider() {
    return Chats.provider("ollama", URI.create("http://vendor.test"), Map.of());
  }

  @Override
  protected String streamType() {
    return "application/x-ndjson";
  }

  @Override
  protected String stream(List<String> events) {
    return String.join("\n", events) + (events.isEmpty() ? "" : "\n");
  }
}
