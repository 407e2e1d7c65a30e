package ai.lyss.application.admin;

import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.store.StoreOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is wrong with one entry of a document, where the document has it: what is found in the
 * draft that was made of the entry is told under the entry's own names. Not thread-safe.
 */
final class EntryProblems {

  private final Pointer entry;
  private final List<FieldProblem> problems;
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Set<String> settled = new HashSet<>();

  /**
   * Tells of an entry.
   *
   * @param entry where it is in the document
   * @param problems takes what is found
   */
  EntryProblems(Pointer entry, List<FieldProblem> problems) {
    this.entry = entry;
    this.problems = problems;
  }

  /** Notes a problem with a field of the entry. */
  void add(Pointer where, Kind kind, String message) {
    problems.add(new FieldProblem(entry.text() + where.text(), kind, message));
  }

  /** Calls a field of the draft as the entry calls it. */
  EntryProblems renaming(Pointer draft, Pointer own) {
    renamed.put(draft.text(), own.text());
    return this;
  }

  /** Adds a reason to what is found of a sort in a field of the draft. */
  EntryProblems explaining(Pointer draft, Kind kind, String reason) {
    reasons.put(draft.text() + "/ " + kind, reason);
    return this;
  }

  /** Says that all there is to tell of a field of the draft was told, here or elsewhere. */
  void settle(Pointer draft) {
    settled.add(draft.text());
  }

  /** Returns what came of a draft; null, and the problems noted, when it was not in order. */
  <T> @Nullable StoreOutcome<T> of(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(var outcome) -> outcome;
      case Checked.Invalid<T>(var found) -> {
        found.stream().filter(it -> !settled.contains(it.pointer())).forEach(this::translate);
        yield null;
      }
      case Checked.Repeated<T> repeated -> throw unasked();
      case Checked.Misused<T> misused -> throw unasked();
    };
  }

  private static IllegalStateException unasked() {
    return new IllegalStateException("import: an answer from before (expected: each time anew)");
  }

  private void translate(FieldProblem found) {
    var pointer = found.pointer();
    var message = found.message();
    for (var name : renamed.entrySet()) {
      var draft = name.getKey();
      if (pointer.equals(draft) || pointer.startsWith(draft + "/")) {
        pointer = name.getValue() + pointer.substring(draft.length());
        message = said(message, last(draft), last(name.getValue()));
        break;
      }
    }
    var field = found.pointer().substring(0, found.pointer().lastIndexOf('/') + 1);
    var reason = reasons.get(field + " " + found.kind());
    var told = reason == null ? message : message + ": " + reason;
    problems.add(new FieldProblem(entry.text() + pointer, found.kind(), told));
  }

  private static String said(String message, String field, String own) {
    return message.startsWith(field + ":") ? own + message.substring(field.length()) : message;
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
