package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of a form with a recording, in one pass over its bytes. Only {@code model} and
 * {@code stream} are read; the file is stepped over. What one server could take for a part and
 * another not is refused, so that what was checked is what is sent: a boundary that is no line of
 * its own, a header in several lines, a name in another spelling, a field given twice. One object a
 * body; not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, multipart/form-data</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">Create a
 *     transcription</a>
 */
final class OpenAiFormReader {

  private static final Pattern TYPE =
      Pattern.compile(
          "(?i)multipart/form-data(?:\\s*;\\s*charset=\"?[\\w-]+\"?)?\\s*;\\s*boundary="
              + "(?:\"([0-9A-Za-z'()+_,./:=?-]{1,70})\"|([0-9A-Za-z'+_.-]{1,70}))\\s*");

  private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z'+_.-]+");
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
  private static final String MODEL = "model";
  private static final String STREAM = "stream";

  private final byte[] body;
  private final String contentType;
  private final byte[] delimiter;
  private @Nullable ModelName model;
  private @Nullable JsonSpan modelSpan;
  private @Nullable Boolean stream;

  private OpenAiFormReader(byte[] body, String boundary) {
    this.body = body;
    var quoted = TOKEN.matcher(boundary).matches() ? boundary : '"' + boundary + '"';
    this.contentType = "multipart/form-data; boundary=" + quoted;
    this.delimiter = ("--" + boundary).getBytes(US_ASCII);
  }

  /** Reads a body of this content type. */
  static RequestReading read(@Nullable String contentType, byte[] body) {
    var type = TYPE.matcher(contentType == null ? "" : contentType.strip());
    if (!type.matches()) {
      return malformed("the content type is not multipart/form-data with a boundary");
    }
    var boundary = type.group(1) != null ? type.group(1) : type.group(2);
    return new OpenAiFormReader(body, boundary).read();
  }

  private RequestReading read() {
    if (!at(delimiter, 0)) {
      return malformed("it does not begin with its boundary");
    }
    int part = delimiter.length;
    while (at(LINE_END, part)) {
      int next = indexOf(delimiter, part);
      if (next < 0) {
        return malformed("it does not end with its boundary");
      }
      if (!at(LINE_END, next - LINE_END.length)) {
        return malformed("its boundary stands within a line");
      }
      var problem = part(part + LINE_END.length, next - LINE_END.length);
      if (problem != null) {
        return problem;
      }
      part = next + delimiter.length;
    }
    return isEnd(part) ? relayable() : malformed("its boundary stands within a line");
  }

  private boolean isEnd(int from) {
    boolean closed = from + 1 < body.length && body[from] == '-' && body[from + 1] == '-';
    for (int at = from + 2; closed && at < body.length; at++) {
      closed = body[at] == '\r' || body[at] == '\n' || body[at] == ' ';
    }
    return closed;
  }

  private RequestReading relayable() {
    var name = model;
    if (name == null) {
      return Unreadable.field(MODEL, "you must provide a model parameter");
    }
    return new RequestReading.Relayable(
        new PassThroughRequest(
            Operation.TRANSCRIPTION,
            contentType,
            body,
            OpenAiPassThroughReader.outline(
                Operation.TRANSCRIPTION, name, modelSpan, Boolean.TRUE.equals(stream), 0, 0),
            DropPolicy.NAMED));
  }

  /** Takes the part between two offsets; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable part(int from, int to) {
    int end = indexOf(HEADERS_END, from);
    if (end < 0 || end + HEADERS_END.length > to) {
      return malformed("a part without headers");
    }
    var head = OpenAiFormPart.read(new String(body, from, end - from, ISO_8859_1));
    if (head.problem() != null) {
      return malformed(head.problem());
    }
    var name = head.name();
    var read = name.toLowerCase(Locale.ROOT);
    if (!read.equals(MODEL) && !read.equals(STREAM)) {
      return null;
    }
    if (!read.equals(name)) {
      return OpenAiBodyProblems.otherCase(name, read);
    }
    if (!head.plain()) {
      return Unreadable.field(name, "Invalid '" + name + "' (expected: plain text).");
    }
    var value = new JsonSpan(end + HEADERS_END.length, to);
    return read.equals(MODEL) ? takeModel(value) : takeStream(value);
  }

  private @Nullable Unreadable takeModel(JsonSpan value) {
    if (model != null) {
      return OpenAiBodyProblems.twice(MODEL);
    }
    var text = text(value);
    var wrong = ModelName.problem(text);
    if (wrong != null) {
      return Unreadable.field(MODEL, wrong);
    }
    model = new ModelName(text);
    modelSpan = value;
    return null;
  }

  private @Nullable Unreadable takeStream(JsonSpan value) {
    if (stream != null) {
      return OpenAiBodyProblems.twice(STREAM);
    }
    switch (text(value).toLowerCase(Locale.ROOT)) {
      case "true", "1" -> stream = true;
      case "false", "0", "" -> stream = false;
      default -> {
        return Unreadable.field(STREAM, "Invalid 'stream' (expected: true or false).");
      }
    }
    return null;
  }

  private String text(JsonSpan value) {
    return new String(body, value.start(), value.end() - value.start(), ISO_8859_1);
  }

  private boolean at(byte[] text, int from) {
    int to = from + text.length;
    return from >= 0 && to <= body.length && Arrays.equals(body, from, to, text, 0, text.length);
  }

  private int indexOf(byte[] text, int from) {
    int last = body.length - text.length;
    for (int at = from; at <= last; at++) {
      if (body[at] == text[0] && at(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private static Unreadable malformed(String why) {
    return new Unreadable(
        new GatewayFailure.InvalidRequest(
            "We could not parse the form of your request: " + why + ".", null, null));
  }
}
