package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.GoldenVendor;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class AnthropicGoldenTest extends GoldenVendor {

  AnthropicGoldenTest() {
    super("anthropic", "claude-sonnet-4-5");
  }

  @Override
  protected VendorProtocol protocol() {
    return new AnthropicProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD);
  }

  @Override
  protected Provider provider() {
    return Chats.provider("anthropic", URI.create("http://vendor.test"), Map.of());
  }

  @Override
  protected String streamType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  protected String stream(List<String> events) {
    return events.stream()
        .map(event -> "event: " + type(event) + "\ndata: " + event + "\n\n")
        .collect(Collectors.joining());
  }

  private static String type(String event) {
    var bytes = event.getBytes(StandardCharsets.UTF_8);
    var tree = JsonTree.read(bytes, 0, bytes.length, fault -> {});
    return tree == null || tree.textOf("type") == null ? "unknown" : tree.textOf("type");
  }
}
