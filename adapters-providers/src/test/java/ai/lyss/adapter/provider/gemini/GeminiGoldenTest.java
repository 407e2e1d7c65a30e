package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.GoldenVendor;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class GeminiGoldenTest extends GoldenVendor {

  GeminiGoldenTest() {
    super("gemini", "gemini-3-flash");
  }

  @Override
  protected VendorProtocol protocol() {
    return new GeminiProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD, () -> 2);
  }

  @Override
  protected Provider provider() {
    return Chats.provider("gemini", URI.create("http://vendor.test/v1beta"), Map.of());
  }

  @Override
  protected String streamType() {
    return "text/event-stream";
  }

  @Override
  protected String stream(List<String> events) {
    return events.stream()
        .map(event -> "data: " + event + "\r\n\r\n")
        .collect(Collectors.joining());
  }
}
