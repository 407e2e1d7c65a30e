package ai.lyss.runtime.e2e.aimock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import ai.lyss.runtime.e2e.NodeClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Libraries for JavaScript reach every vendor that aimock plays. */
@Timeout(180)
@ExtendWith(MockedService.class)
final class LibrariesIT {

  private static final String TEXT = "Marée haute à 14 h, ☀ à Brest.";
  private static final String AFTER_TOOLS = "Brest 14:10, Dover 11:05.";
  private static final JsonObject BREST = new JsonObject().put("port", "Brest");

  /** The vendors' own clients, each with its name as a caller. */
  private static final Map<String, String> OWN =
      Map.of(
          "@anthropic-ai/sdk", "anthropic-1",
          "anthropic-sdk-0", "anthropic-0",
          "@google/genai", "genai-3",
          "google-genai-2", "genai-2");

  /** Returns the models of all vendors: one that answers, and one that breaks off. */
  private static JsonObject models(String caller) {
    var models = new JsonObject();
    for (var vendor : Mocked.values()) {
      models.put(
          vendor.vendor(),
          new JsonArray()
              .add(vendor.model(Scenario.HELLO, caller))
              .add(vendor.model(Scenario.CUT, caller)));
    }
    return models;
  }

  private static String embedder() {
    return Mocked.OPENAI.model(Scenario.HELLO, "ai");
  }

  @Test
  void the_present_ai_sdk_reaches_every_vendor() {
    aiSdk(NodeClient.ON_THE_NEWEST_NODE, "ai", "@ai-sdk/openai-compatible");
  }

  @Test
  void the_previous_ai_sdk_reaches_every_vendor() {
    aiSdk(NodeClient.ON_THE_SYSTEMS_NODE, "ai-6", "ai-sdk-openai-compatible-2");
  }

  private static void aiSdk(NodeClient node, String library, String provider) {
    var seen =
        node.run(
            "ai-sdk.mjs",
            library,
            provider,
            MockedService.address(),
            MockedService.KEY,
            embedder(),
            models(library).encode());
    assertSoftly(
        softly -> {
          for (var vendor : Mocked.values()) {
            var of = said(softly, vendor, seen);
            softly.assertThat(of.getString("finish")).as("" + vendor).isEqualTo("stop");
            var tokens = vendor.tokens();
            softly
                .assertThat(of.getJsonArray("tokens"))
                .as("" + vendor)
                .isEqualTo(new JsonArray().add(tokens).add(tokens));
            softly
                .assertThat(of.getString("afterStreamedTools"))
                .as("" + vendor)
                .isEqualTo(AFTER_TOOLS);
          }
        });
  }

  @Test
  void langchain_reaches_every_vendor() {
    var seen =
        NodeClient.ON_THE_NEWEST_NODE.run(
            "langchain.mjs",
            MockedService.address(),
            MockedService.KEY,
            embedder(),
            models("langchain").encode());
    assertSoftly(
        softly -> {
          for (var vendor : Mocked.values()) {
            var of = said(softly, vendor, seen);
            softly
                .assertThat(of.getInteger("tokens"))
                .as("" + vendor)
                .isEqualTo(vendor.tokens() == 0 ? null : vendor.tokens());
          }
        });
  }

  @Test
  void the_vendors_own_clients_get_structured_output_and_learn_of_broken_streams() {
    var models = new JsonObject();
    OWN.forEach((library, caller) -> models.put(library, models(caller)));
    var seen =
        NodeClient.ON_THE_NEWEST_NODE.run(
            "dialects.mjs", MockedService.address(), MockedService.KEY, models.encode());
    assertSoftly(
        softly -> {
          for (var library : OWN.keySet()) {
            for (var vendor : Mocked.values()) {
              var of = seen.getJsonObject(library).getJsonObject(vendor.vendor());
              var name = library + " to " + vendor;
              softly.assertThat(of.getJsonObject("object")).as(name).isEqualTo(BREST);
              softly.assertThat(of.getString("broken")).as(name).contains("broke off");
            }
          }
        });
  }

  /** Checks what all libraries see alike, and returns what this one saw of a vendor. */
  private static JsonObject said(SoftAssertions softly, Mocked vendor, JsonObject seen) {
    var of = seen.getJsonObject(vendor.vendor());
    softly.assertThat(of.getString("text")).as("" + vendor).isEqualTo(TEXT);
    softly.assertThat(of.getString("stream")).as("" + vendor).isEqualTo(TEXT);
    softly.assertThat(of.getString("afterTools")).as("" + vendor).isEqualTo(AFTER_TOOLS);
    softly.assertThat(of.getJsonObject("object")).as("" + vendor).isEqualTo(BREST);
    softly.assertThat(of.getString("refused")).as("" + vendor).startsWith("422 ");
    softly.assertThat(of.getString("broken")).as("" + vendor).contains("broke off");
    assertThat(seen.getJsonArray("embedding").encode()).isEqualTo("[0.5,-1,0.25]");
    assertThat(seen.getString("unknownModel")).startsWith("404 ");
    return of;
  }
}
