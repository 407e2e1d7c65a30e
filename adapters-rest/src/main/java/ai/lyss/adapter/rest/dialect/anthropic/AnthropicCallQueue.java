package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.ChatChunk;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which call of a stream is being written, and which wait until it is whole: some vendors mix the
 * pieces of several calls, and this dialect does not allow it. A call is whole when the braces of
 * its arguments are even. Not thread-safe.
 */
final class AnthropicCallQueue {

  private static final int NONE = -1;

  /** A call that waits, with what came of its arguments. */
  record Held(ChatChunk.CallStarted started, StringBuilder arguments) {}

  private final Map<Integer, Held> waiting = new LinkedHashMap<>();
  private int writing = NONE;
  private int depth;
  private boolean withinString;
  private boolean afterBackslash;
  private boolean whole;

  /** Takes the start of a call; tells whether it has to wait. */
  boolean holdsBack(ChatChunk.CallStarted call) {
    if (writing != NONE && !whole) {
      waiting.put(call.call(), new Held(call, new StringBuilder()));
      return true;
    }
    begin(call.call());
    return false;
  }

  /** Tells whether a call is being written that is not whole: nothing else may come between. */
  boolean isWithinCall() {
    return writing != NONE && !whole;
  }

  /** Takes a piece of a call; tells whether it has to wait, or comes too late for any call. */
  boolean holdsBack(ChatChunk.CallArguments more) {
    if (more.call() == writing) {
      follow(more.part().text());
      return false;
    }
    var held = waiting.get(more.call());
    if (held != null) {
      held.arguments().append(more.part().text());
    }
    return true;
  }

  /** Returns the next call that waits, when the one before it is whole; else null. */
  @Nullable Held next() {
    return whole ? poll() : null;
  }

  /** Returns the next call that waits; null when there is none. */
  @Nullable Held poll() {
    Iterator<Held> first = waiting.values().iterator();
    if (!first.hasNext()) {
      return null;
    }
    var held = first.next();
    first.remove();
    begin(held.started().call());
    follow(held.arguments().toString());
    return held;
  }

  /** No call is written any more. */
  void close() {
    writing = NONE;
  }

  private void begin(int call) {
    writing = call;
    depth = 0;
    withinString = afterBackslash = whole = false;
  }

  private void follow(String json) {
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (withinString) {
        withinString = c != '"' || afterBackslash;
        afterBackslash = c == '\\' && !afterBackslash;
      } else if (c == '"') {
        withinString = true;
        afterBackslash = false;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        whole = --depth == 0;
      }
    }
  }
}
