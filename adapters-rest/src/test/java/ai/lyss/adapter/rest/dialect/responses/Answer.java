package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.store.Ids;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An answer as it is written; ids that were made up are counted from 0, each kind on its own. */
final class Answer {

  private static final Pattern MADE_UP =
      Pattern.compile("\\b(resp|msg|rs(?=_lyss_)|ctc|fc|ig)(?:_lyss)?_[0-9a-f]{32}\\b");

  private final AnswerWriter writer;
  private final JsonOut out = new JsonOut();

  private Answer(AnswerWriter writer) {
    this.writer = writer;
  }

  static Answer streamed(String request) {
    return new Answer(new ResponsesChunkWriter(stamp(), frame(request)));
  }

  static Answer whole(String request) {
    return new Answer(new ResponsesAnswerWriter(stamp(), frame(request)));
  }

  private static ResponsesFrame frame(String request) {
    return new ResponsesFrame(stamp(), "m", request.getBytes(UTF_8));
  }

  private static AnswerStamp stamp() {
    return new AnswerStamp(new ManualClock(), new Ids(new ManualClock(), Seeds.random(7, 1)));
  }

  void add(ChatChunk chunk) {
    writer.chunk(chunk, out);
  }

  /** Ends it; returns the whole response. */
  JsonObject response() {
    assertThat(out.length()).as("bytes before the end of a whole answer").isZero();
    writer.end(out);
    return new JsonObject(plain(new String(out.take(), UTF_8)));
  }

  /** Ends it; returns the data of its events, after a look at how they are framed. */
  List<JsonObject> events() {
    writer.end(out);
    var events = new ArrayList<JsonObject>();
    var text = plain(new String(out.take(), UTF_8));
    assertThat(text).endsWith("\n\n");
    for (var event : text.split("\n\n", -1)) {
      if (event.isEmpty()) {
        continue;
      }
      var lines = event.split("\n", -1);
      assertThat(lines).as(event).hasSize(2);
      assertThat(lines[1]).startsWith("data: ");
      var data = new JsonObject(lines[1].substring("data: ".length()));
      assertThat(lines[0]).isEqualTo("event: " + data.getString("type"));
      events.add(data);
    }
    return events;
  }

  private static String plain(String text) {
    Map<String, String> known = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    return MADE_UP
        .matcher(text)
        .replaceAll(
            found ->
                known.computeIfAbsent(
                    found.group(),
                    id -> {
                      int count = counts.merge(found.group(1), 1, Integer::sum);
                      return found.group(1) + "_" + (count - 1);
                    }));
  }
}
