package ai.lyss.adapter.rest.dialect.responses;

import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.CONTENT_PART_ADDED;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.CONTENT_PART_DONE;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.CUSTOM_TOOL_CALL_INPUT_DELTA;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.CUSTOM_TOOL_CALL_INPUT_DONE;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.FUNCTION_CALL_ARGUMENTS_DELTA;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.FUNCTION_CALL_ARGUMENTS_DONE;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.OUTPUT_TEXT_DELTA;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.OUTPUT_TEXT_DONE;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.REASONING_SUMMARY_PART_ADDED;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.REASONING_SUMMARY_PART_DONE;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.REASONING_SUMMARY_TEXT_DELTA;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.REASONING_SUMMARY_TEXT_DONE;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.REFUSAL_DELTA;
import static ai.lyss.adapter.rest.dialect.responses.ResponsesEvent.REFUSAL_DONE;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;

/**
 * Writes a streamed answer as named and numbered events: the response begins, each item and each
 * part of it begins, grows and is told whole, and the response is told whole; no {@code [DONE]}.
 */
final class ResponsesChunkWriter implements AnswerWriter, ResponsesOutput.Steps {

  private final ResponsesFrame frame;
  private final ResponsesOutput output;
  private long number;
  private boolean begun;

  ResponsesChunkWriter(AnswerStamp stamp, ResponsesFrame frame) {
    this.frame = frame;
    this.output = new ResponsesOutput(stamp, frame.customTools(), this);
  }

  @Override
  public String contentType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    if (chunk instanceof ChatChunk.Started started) {
      frame.answeredBy(started.model());
    }
    begin(out);
    output.add(chunk, out);
  }

  private void begin(JsonOut out) {
    if (!begun) {
      begun = true;
      for (var event : new ResponsesEvent[] {ResponsesEvent.CREATED, ResponsesEvent.IN_PROGRESS}) {
        open(event, out).name("response");
        frame.begin(out);
        ResponsesEvent.close(out);
      }
    }
  }

  private JsonOut open(ResponsesEvent event, JsonOut out) {
    return event.open(number++, out);
  }

  @Override
  public void end(JsonOut out) {
    begin(out);
    output.end(ResponsesItem.Status.COMPLETED, out);
    open(output.cut() == null ? ResponsesEvent.COMPLETED : ResponsesEvent.INCOMPLETE, out);
    out.name("response");
    frame.write(output, out);
    ResponsesEvent.close(out);
  }

  @Override
  public void added(ResponsesItem item, JsonOut out) {
    item(ResponsesEvent.OUTPUT_ITEM_ADDED, item, out);
  }

  @Override
  public void done(ResponsesItem item, JsonOut out) {
    item(ResponsesEvent.OUTPUT_ITEM_DONE, item, out);
  }

  private void item(ResponsesEvent event, ResponsesItem item, JsonOut out) {
    open(event, out).name("output_index").number(item.index()).name("item");
    item.write(out);
    ResponsesEvent.close(out);
  }

  @Override
  public void partAdded(ResponsesItem item, ResponsesPart part, JsonOut out) {
    boolean thought = part.kind() == ResponsesPart.Kind.SUMMARY;
    at(thought ? REASONING_SUMMARY_PART_ADDED : CONTENT_PART_ADDED, item, part, out).name("part");
    part.begin(out);
    ResponsesEvent.close(out);
  }

  /** Writes an event up to what tells its part's place. */
  private JsonOut at(ResponsesEvent event, ResponsesItem item, ResponsesPart part, JsonOut out) {
    open(event, out).name("item_id").text(item.id());
    out.name("output_index").number(item.index());
    return switch (part.kind()) {
      case TEXT, REFUSAL -> out.name("content_index").number(part.index());
      case SUMMARY -> out.name("summary_index").number(part.index());
      case ARGUMENTS, INPUT -> out;
    };
  }

  @Override
  public void grown(ResponsesItem item, ResponsesPart part, JsonChars by, JsonOut out) {
    var event =
        switch (part.kind()) {
          case TEXT -> OUTPUT_TEXT_DELTA;
          case REFUSAL -> REFUSAL_DELTA;
          case SUMMARY -> REASONING_SUMMARY_TEXT_DELTA;
          case ARGUMENTS -> FUNCTION_CALL_ARGUMENTS_DELTA;
          case INPUT -> CUSTOM_TOOL_CALL_INPUT_DELTA;
        };
    at(event, item, part, out).name("delta").chars(by);
    if (part.kind() == ResponsesPart.Kind.TEXT) {
      out.name("logprobs").array().endArray();
    }
    ResponsesEvent.close(out);
  }

  @Override
  public void annotated(
      ResponsesItem item, ResponsesPart part, int place, RawJson annotation, JsonOut out) {
    at(ResponsesEvent.OUTPUT_TEXT_ANNOTATION_ADDED, item, part, out);
    out.name("annotation_index").number(place).name("annotation").raw(annotation);
    ResponsesEvent.close(out);
  }

  @Override
  public void partDone(ResponsesItem item, ResponsesPart part, JsonOut out) {
    switch (part.kind()) {
      case TEXT -> {
        at(OUTPUT_TEXT_DONE, item, part, out).name("text").chars(part.chars()).name("logprobs");
        part.logprobs(out);
      }
      case REFUSAL -> at(REFUSAL_DONE, item, part, out).name("refusal").chars(part.chars());
      case SUMMARY ->
          at(REASONING_SUMMARY_TEXT_DONE, item, part, out).name("text").chars(part.chars());
      case ARGUMENTS -> {
        at(FUNCTION_CALL_ARGUMENTS_DONE, item, part, out).name("name").text(item.name());
        out.name("arguments").chars(part.chars());
      }
      case INPUT ->
          at(CUSTOM_TOOL_CALL_INPUT_DONE, item, part, out).name("input").chars(part.chars());
    }
    ResponsesEvent.close(out);
    if (part.isContent()) {
      boolean thought = part.kind() == ResponsesPart.Kind.SUMMARY;
      at(thought ? REASONING_SUMMARY_PART_DONE : CONTENT_PART_DONE, item, part, out).name("part");
      part.write(out);
      ResponsesEvent.close(out);
    }
  }
}
