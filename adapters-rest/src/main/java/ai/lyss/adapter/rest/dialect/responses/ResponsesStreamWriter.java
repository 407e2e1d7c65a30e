package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells the failure of one stream by an event that has the next number, whoever wrote the events
 * before it: the numbers are read off the bytes that pass. The error stands in the event as the
 * documentation has it and once more under {@code error}, as OpenAI really sends it: some clients
 * look there. One object an answer; not thread-safe.
 */
final class ResponsesStreamWriter implements DialectWriter {

  private static final byte[] NUMBER = "\"sequence_number\":".getBytes(US_ASCII);
  private static final byte[] FRONT = "event: error\ndata: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  private final DialectWriter whole;
  private long next;

  ResponsesStreamWriter(DialectWriter whole) {
    this.whole = whole;
  }

  /** A quote inside a JSON string is always escaped, so that no text can pass for the field. */
  @Override
  public void passed(ByteSlice bytes) {
    var in = bytes.array();
    int end = bytes.offset() + bytes.length();
    for (int at = end - NUMBER.length; at >= bytes.offset(); at--) {
      if (in[at] == '"' && Arrays.equals(in, at, at + NUMBER.length, NUMBER, 0, NUMBER.length)) {
        long number = digits(in, at + NUMBER.length, end);
        if (number >= 0) {
          next = number + 1;
          return;
        }
      }
    }
  }

  /** Returns the number that stands here; -1 when none does. */
  private static long digits(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] == ' ') {
      at++;
    }
    int start = at;
    long number = 0;
    while (at < to && at - start < 18 && in[at] >= '0' && in[at] <= '9') {
      number = 10 * number + in[at] - '0';
      at++;
    }
    return at == start ? -1 : number;
  }

  @Override
  public byte[] errorBody(GatewayFailure failure) {
    return whole.errorBody(failure);
  }

  @Override
  public byte[] errorEvent(GatewayFailure failure) {
    var body = RawJson.of(new String(whole.errorBody(failure), StandardCharsets.UTF_8));
    var error = body.tree().get("error");
    var out = new JsonOut();
    out.plain(FRONT).object().name("type").text("error").name("sequence_number").number(next++);
    if (error != null) {
      for (var name : new String[] {"code", "message", "param"}) {
        out.name(name).raw(member(error, name));
      }
      out.name("error").raw(error.raw());
    }
    return out.endObject().plain(END).take();
  }

  private static RawJson member(JsonTree error, String name) {
    return error.children().stream()
        .filter(member -> member.name().equals(name) && member.kind() != JsonKind.NULL)
        .map(JsonTree::raw)
        .findFirst()
        .orElse(RawJson.of("null"));
  }
}
