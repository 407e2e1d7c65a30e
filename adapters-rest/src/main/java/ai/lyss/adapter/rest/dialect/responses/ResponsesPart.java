package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.TextRuler;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text of an output item as it grows: the dialect repeats it whole when it is over, so that it is
 * kept, as the inside of a JSON string and never decoded. Not thread-safe.
 */
final class ResponsesPart {

  private static final int FIRST_BYTES = 256;

  /** What the text is. */
  enum Kind {
    /** Said by the model. */
    TEXT,
    /** Words of a refusal. */
    REFUSAL,
    /** Thought by the model. */
    SUMMARY,
    /** The JSON text of a call's arguments. */
    ARGUMENTS,
    /** The free text of a call. */
    INPUT
  }

  private final Kind kind;
  private final int index;
  private final List<RawJson> annotations = new ArrayList<>();
  private final List<RawJson> logprobs = new ArrayList<>();
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private long before;

  /** So many bytes of the text have been counted, */
  private int counted;

  /** and are so many characters. */
  private long characters;

  /** An empty part, the so manieth of its item. */
  ResponsesPart(Kind kind, int index) {
    this.kind = kind;
    this.index = index;
  }

  Kind kind() {
    return kind;
  }

  int index() {
    return index;
  }

  /** Tells whether it is part of what is said or thought, and not of a call. */
  boolean isContent() {
    return kind != Kind.ARGUMENTS && kind != Kind.INPUT;
  }

  /** Returns the text so far. */
  JsonChars chars() {
    return new JsonChars(bytes, 0, length);
  }

  void add(JsonChars more) {
    int needed = length + more.length();
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, needed));
    }
    System.arraycopy(more.in(), more.from(), bytes, length, more.length());
    length = needed;
  }

  /** Tells where the part begins in all that is said: after so many characters. */
  void after(long characters) {
    before = characters;
  }

  /** Counts what came since the last citation: many of them cost no more than one. */
  private long characters() {
    characters += TextRuler.characters(new JsonChars(bytes, counted, length));
    counted = length;
    return characters;
  }

  /**
   * Returns a citation as an annotation of this text; null when the dialect has none for it: it
   * knows pages, and files that are stored. Of words that nobody named, all of the text is meant.
   */
  @Nullable RawJson annotation(Citation cited) {
    long length = characters();
    var words = cited.words();
    long from = words == null ? 0 : Math.clamp(words.from() - before, 0, length);
    long to = words == null ? length : Math.clamp(words.to() - before, 0, length);
    var json = new JsonOut();
    json.object().name("type");
    switch (cited.source()) {
      case Citation.Source.Page page -> {
        json.text("url_citation").name("url").text(page.url());
        json.name("title").text(cited.title() == null ? "" : cited.title());
        json.name("start_index").number(from).name("end_index").number(to).endObject();
      }
      case Citation.Source.Document document -> {
        if (document.file() == null) {
          return null;
        }
        json.text("file_citation").name("file_id").text(document.file());
        json.name("filename").text(cited.title() == null ? "" : cited.title());
        json.name("index").number(to).endObject();
      }
    }
    return RawJson.of(new String(json.take(), StandardCharsets.UTF_8));
  }

  /** Adds an annotation; returns how many there were before it. */
  int annotate(RawJson annotation) {
    annotations.add(annotation);
    return annotations.size() - 1;
  }

  /** Adds log probabilities: an array of tokens. */
  void addLogprobs(RawJson tokens) {
    logprobs.add(tokens);
  }

  /** Writes the part as it is when it begins. */
  void begin(JsonOut out) {
    write(JsonChars.NONE, List.of(), List.of(), out);
  }

  /** Writes the part as it is now. */
  void write(JsonOut out) {
    write(chars(), annotations, logprobs, out);
  }

  private void write(JsonChars text, List<RawJson> notes, List<RawJson> reports, JsonOut out) {
    out.object().name("type");
    switch (kind) {
      case TEXT -> {
        out.text("output_text").name("text").chars(text).name("annotations").array();
        notes.forEach(out::raw);
        out.endArray().name("logprobs");
        logprobs(reports, out);
      }
      case REFUSAL -> out.text("refusal").name("refusal").chars(text);
      case SUMMARY, ARGUMENTS, INPUT -> out.text("summary_text").name("text").chars(text);
    }
    out.endObject();
  }

  /** Writes all log probabilities so far as one array. */
  void logprobs(JsonOut out) {
    logprobs(logprobs, out);
  }

  private static void logprobs(List<RawJson> reports, JsonOut out) {
    out.array();
    for (var report : reports) {
      report.tree().children().forEach(token -> out.raw(token.raw()));
    }
    out.endArray();
  }
}
