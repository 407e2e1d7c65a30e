package ai.lyss.runtime.e2e.fault;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The vendors, providers and channels of one row, and of no other: nothing that a row does to them
 * is felt by another one.
 */
final class Stage implements AutoCloseable {

  /** What a vendor says of itself in every head, and what no caller is to see. */
  private static final Map<String, String> CHATTER =
      Map.ofEntries(
          Map.entry("server", "cloudflare-stub"),
          Map.entry("cf-ray", "8f00-FRA"),
          Map.entry("cf-cache-status", "DYNAMIC"),
          Map.entry("set-cookie", "__cf_bm=vendor; path=/"),
          Map.entry("x-request-id", "req_of_the_vendor"),
          Map.entry("x-ratelimit-limit-requests", "500"),
          Map.entry("x-ratelimit-remaining-tokens", "17"),
          Map.entry("anthropic-ratelimit-requests-remaining", "3"),
          Map.entry("openai-organization", "org-of-the-vendor"),
          Map.entry("openai-version", "2020-10-01"),
          Map.entry("x-lyss-channel", "forged"),
          Map.entry("via", "1.1 vendor-edge"),
          Map.entry("alt-svc", "h3=\":443\""),
          Map.entry("strict-transport-security", "max-age=1"),
          Map.entry("access-control-allow-origin", "https://vendor.example"),
          Map.entry("proxy-authenticate", "Basic"),
          Map.entry("x-backend-host", "10.1.2.3"));

  private final String name;
  private final FaultRow row;
  private final List<StubVendor> vendors = new ArrayList<>();
  private final List<Socket> closed = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<String> channels = new ArrayList<>();

  private Stage(String name, FaultRow row) {
    this.name = name;
    this.row = row;
  }

  /** Starts the vendors of a row. */
  static Stage of(String name, FaultRow row) {
    var stage = new Stage(name, row);
    row.lanes().forEach(stage::raise);
    return stage;
  }

  private void raise(Lane lane) {
    var vendor = StubVendor.start();
    var calls = new AtomicInteger();
    vendor.always(
        request -> {
          int at = Math.min(calls.getAndIncrement(), lane.answers().size() - 1);
          return chatty(lane.answers().get(at).apply(request));
        });
    vendors.add(vendor);
    ports.add(lane.state() == Lane.State.CLOSED ? refusing() : vendor.port());
  }

  private static StubAnswer chatty(StubAnswer answer) {
    CHATTER.forEach(answer::header);
    return answer;
  }

  /** A port that is taken and where nobody listens, so that nobody else comes to listen there. */
  private int refusing() {
    try {
      var socket = new Socket();
      closed.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the providers and channels of a row. */
  void configure(FaultService service) {
    for (int lane = 0; lane < row.lanes().size(); lane++) {
      var provider =
          service.create(
              "/api/v1/providers",
              new JsonObject()
                  .put("name", provider(lane))
                  .put("vendor", "openai-compatible")
                  .put("base_url", "http://127.0.0.1:" + ports.get(lane) + "/v1")
                  .put("settings", new JsonObject(row.lanes().get(lane).settings()))
                  .put("credential", new JsonObject().put("api_key", secret(lane))));
      channels.add(
          service.create(
              "/api/v1/channels",
              new JsonObject()
                  .put("name", channel(lane))
                  .put("provider_id", provider)
                  .put("priority", lane)
                  .put("weight", row.lanes().get(lane).state() == Lane.State.WEIGHTLESS ? 0 : 100)
                  .put("enabled", row.lanes().get(lane).state() != Lane.State.DISABLED)
                  .put("models", new JsonArray().add(new JsonObject().put("name", model())))));
    }
  }

  FaultRow row() {
    return row;
  }

  String model() {
    return "fault-" + name;
  }

  String requestId() {
    return "row-" + name;
  }

  String provider(int lane) {
    return "account-" + name + "-" + lane;
  }

  String channel(int lane) {
    return "lane-" + name + "-" + lane;
  }

  String channelId(int lane) {
    return channels.get(lane);
  }

  String secret(int lane) {
    return "vendor-secret-" + name + "-" + lane + "-0123456789";
  }

  int port(int lane) {
    return ports.get(lane);
  }

  /** Returns what a vendor has received. */
  List<StubRequest> requests(int lane) {
    return vendors.get(lane).requests();
  }

  @Override
  public void close() {
    vendors.forEach(StubVendor::close);
    for (var socket : closed) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
