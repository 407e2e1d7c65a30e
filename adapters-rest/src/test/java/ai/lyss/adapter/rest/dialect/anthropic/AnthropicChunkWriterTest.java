package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.store.Ids;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnthropicChunkWriterTest {

  private final JsonOut out = new JsonOut();
  private final AnthropicChunkWriter writer =
      new AnthropicChunkWriter(
          new AnswerStamp(new ManualClock(), new Ids(new ManualClock(), Seeds.random())), "m");

  @Test
  void keeps_what_comes_between_the_pieces_of_a_call_until_the_call_is_whole() {
    var word = "there".getBytes(UTF_8);
    writer.chunk(new ChatChunk.CallStarted(0, 0, "toolu_1", "f", null), out);
    writer.chunk(new ChatChunk.CallArguments(0, 0, JsonChars.of("{\"a\"")), out);
    writer.chunk(new ChatChunk.Text(0, new JsonChars(word, 0, word.length)), out);
    Arrays.fill(word, (byte) 'x'); // the vendor's bytes are only lent
    writer.chunk(new ChatChunk.CallArguments(0, 0, JsonChars.of(":1}")), out);
    writer.chunk(new ChatChunk.Text(0, JsonChars.of(" it is")), out);
    writer.chunk(new ChatChunk.Finished(0, FinishReason.TOOL_CALLS, null, null), out);
    writer.end(out);

    var written = new String(out.take(), UTF_8);
    assertThat(written)
        .containsSubsequence(
            "\"type\":\"tool_use\"",
            "\"partial_json\":\"{\\\"a\\\"\"",
            "\"partial_json\":\":1}\"",
            "content_block_stop",
            "\"text\":\"there\"",
            "\"text\":\" it is\"",
            "content_block_stop",
            "message_stop");
    assertThat(written.split("content_block_start", -1)).hasSize(1 + 2 * 2);
  }
}
