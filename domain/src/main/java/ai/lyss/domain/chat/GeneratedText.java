package ai.lyss.domain.chat;

import ai.lyss.domain.json.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The text that a model generated, as far as it was kept for counting: the insides of JSON strings
 * as they came, escapes and all. Where another choice goes on, a control character, which no such
 * string can hold, and the choice's index stand before it.
 *
 * @param json holds the text in its first {@code kept} bytes, which nobody changes
 * @param kept how many bytes are kept
 * @param bytes how many bytes came in all
 */
public record GeneratedText(byte[] json, int kept, long bytes) {

  /** Most bytes that are kept; an answer beyond that is counted by its beginning. */
  public static final int MOST_KEPT = 64 << 10;

  private static final byte[] NONE = {};
  private static final int FIRST_BYTES = 256;
  private static final byte OF_CHOICE = 1;
  private static final int MARK_BYTES = 2;
  private static final int CHOICES = 256;

  /** Returns the kept text of each choice that has some, escapes resolved. */
  public List<String> texts() {
    var byChoice = new TreeMap<Integer, StringBuilder>();
    int choice = 0;
    int from = 0;
    while (from < kept) {
      if (json[from] == OF_CHOICE) {
        choice = json[from + 1] & 0xff;
        from += MARK_BYTES;
      }
      int to = from;
      while (to < kept && json[to] != OF_CHOICE) {
        to++;
      }
      byChoice
          .computeIfAbsent(choice, first -> new StringBuilder())
          .append(JsonString.text(json, from, to));
      from = to;
    }
    var texts = new ArrayList<String>(byChoice.size());
    byChoice.values().forEach(text -> texts.add(text.toString()));
    return texts;
  }

  @Override
  public String toString() {
    return "GeneratedText[" + kept + " of " + bytes + " bytes]";
  }

  /** Collects the text of one answer; costs a copy of the bytes. Not thread-safe. */
  public static final class Collector {

    private byte[] json = NONE;
    private int kept;
    private int marks;
    private long bytes;
    private int choice;
    private boolean full;

    /** A collector that takes no memory before the first text. */
    public Collector() {}

    /**
     * Adds the inside of a well-formed JSON string.
     *
     * @param choice the index of the choice that it belongs to
     */
    public void add(int choice, byte[] in, int from, int to) {
      if (to <= from) {
        return;
      }
      bytes += to - from;
      int mark = choice == this.choice ? 0 : MARK_BYTES;
      int room = MOST_KEPT - kept - mark;
      if (full || room <= 0) {
        full = true;
        return;
      }
      int end = JsonString.cut(in, from, to, room);
      full = end < to;
      reserve(kept + mark + end - from);
      if (mark > 0) {
        this.choice = choice;
        json[kept++] = OF_CHOICE;
        json[kept++] = (byte) (choice % CHOICES);
        marks += MARK_BYTES;
      }
      System.arraycopy(in, from, json, kept, end - from);
      kept += end - from;
    }

    private void reserve(int needed) {
      if (needed > json.length) {
        int doubled = Math.max(FIRST_BYTES, 2 * json.length);
        json = Arrays.copyOf(json, Math.min(MOST_KEPT, Math.max(needed, doubled)));
      }
    }

    /** Returns what came so far; what is added later does not change it. */
    public GeneratedText soFar() {
      return new GeneratedText(json, kept, bytes + marks);
    }
  }
}
