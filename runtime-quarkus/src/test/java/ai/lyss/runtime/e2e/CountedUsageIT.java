package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that reports no usage: the tokens of the ledger are counted, also when it stops. */
@Timeout(300)
final class CountedUsageIT {

  private static final String MODEL = "gpt-4o-mini";
  private static final int MORE = 12;
  private static final String WHOLE =
      "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"one two"
          + " three\"},\"finish_reason\":\"stop\"}]}";
  private static final String EVENT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one two\"}}]}\n\n";

  @TempDir static Path temporary;

  @Test
  void counts_what_the_vendor_did_not_and_loses_no_row_when_it_stops() throws Exception {
    var home = temporary.resolve("state");
    try (var vendor = StubVendor.start()) {
      int asked = MORE;
      try (var service = StubbedService.start(home, vendor)) {
        addModel(service);
        int before = untilCounted(service, vendor);
        vendor.next(StubAnswer.stream(EVENT));
        var cut = service.post("/v1/chat/completions", body(",\"stream\":true"));
        assertThat(cut.body()).contains("one two", "\"error\"").doesNotContain("[DONE]");
        service.await(() -> rows(service).size() == before + 1);
        // 3 that begin the answer, 3 for the message, its role and one word
        assertThat(rows(service)).contains("answered 8 3 tokenizer", "interrupted 8 2 tokenizer");
        asked += before + 1;
        ask(service, vendor, MORE);
      } // stopped at once: what is still to be counted goes to the journal first
      int all = asked;
      try (var service = StubbedService.resume(home, vendor)) {
        service.await(() -> rows(service).size() == all);
        assertThat(rows(service)).noneMatch(row -> row.startsWith("orphaned"));
      }
    }
  }

  /** The first counts may be estimates: the tokenizer's table is loaded meanwhile. */
  private static int untilCounted(StubbedService service, StubVendor vendor) {
    for (int asked = 1; ; asked++) {
      int now = asked;
      ask(service, vendor, 1);
      service.await(() -> rows(service).size() == now);
      if (rows(service).contains("answered 8 3 tokenizer")) {
        return asked;
      }
    }
  }

  private static void ask(StubbedService service, StubVendor vendor, int times) {
    for (int i = 0; i < times; i++) {
      vendor.next(StubAnswer.json(200, WHOLE));
      assertThat(service.post("/v1/chat/completions", body("")).statusCode()).isEqualTo(200);
    }
  }

  private static byte[] body(String more) {
    return ("{\"model\":\""
            + MODEL
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]"
            + more
            + "}")
        .getBytes(UTF_8);
  }

  private static void addModel(StubbedService service) {
    var provider =
        new JsonObject(service.get("/api/v1/providers").body())
            .getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("name").equals("stub"))
                .findFirst()
                .orElseThrow();
    service.create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", "counted")
            .put("provider_id", provider.getString("id"))
            .put("models", new JsonArray().add(new JsonObject().put("name", MODEL))));
    service.await(() -> service.get("/v1/models/" + MODEL).statusCode() == 200);
  }

  private static List<String> rows(StubbedService service) {
    try (var database = service.database();
        var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT status, input_tokens, output_tokens, provenance FROM quota_records"
                    + " WHERE model_asked = '"
                    + MODEL
                    + "'")) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(
            "%s %d %d %s"
                .formatted(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getString(4)));
      }
      return found;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
