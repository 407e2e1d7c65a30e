package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/** A simulated answer in any dialect, written by that dialect's own writer. */
final class SimulatorAnswerTranslator implements SimulatorWire {

  private static final JsonChars NO_ARGUMENTS = JsonChars.of("{}");

  private final SimulatorAnswer answer;
  private final AnswerWriter writer;
  private final JsonOut out = new JsonOut();

  SimulatorAnswerTranslator(SimulatorAnswer answer, AnswerWriter writer) {
    this.answer = answer;
    this.writer = writer;
  }

  @Override
  public String contentType() {
    return writer.contentType();
  }

  @Override
  public byte[] begin(int choice) {
    if (choice == 0) {
      writer.chunk(new ChatChunk.Started(null, answer.model()), out);
    }
    return out.take();
  }

  @Override
  public byte[] step(int step) {
    chunks(step).forEach(chunk -> writer.chunk(chunk, out));
    return out.take();
  }

  private List<ChatChunk> chunks(int step) {
    int choice = answer.choiceOf(step);
    var chunks = new ArrayList<ChatChunk>(2);
    var tool = answer.tool();
    var word = answer.word(step);
    if (tool != null) {
      chunks.add(new ChatChunk.CallStarted(choice, 0, answer.callId(choice), tool, null));
      chunks.add(new ChatChunk.CallArguments(choice, 0, NO_ARGUMENTS));
    } else if (!word.isEmpty()) {
      chunks.add(new ChatChunk.Text(choice, JsonChars.of(word)));
    }
    return chunks;
  }

  @Override
  public byte[] last() {
    writer.chunk(new ChatChunk.UsageReported(answer.usage()), out);
    for (int choice = 0; choice < answer.choices(); choice++) {
      writer.chunk(new ChatChunk.Finished(choice, answer.finish(), null, null), out);
    }
    writer.end(out);
    return out.take();
  }

  @Override
  public byte[] whole() {
    writer.chunk(new ChatChunk.Started(null, answer.model()), out);
    for (int step = 0; step < answer.steps(); step++) {
      chunks(step).forEach(chunk -> writer.chunk(chunk, out));
    }
    return last();
  }
}
