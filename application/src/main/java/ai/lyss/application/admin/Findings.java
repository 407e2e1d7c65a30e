package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.store.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is found wrong while one draft is checked, with the checks that all drafts share. A check
 * that fails notes a problem and returns a stand-in, so that the rest is checked too; nothing may
 * be made of the values once {@link #any} is true. Not thread-safe; one object a draft.
 */
final class Findings {

  private static final int MAX_NAME = 128;
  private static final int SHOWN = 64;
  private static final UUID NO_ID = new UUID(0, 0);

  private final List<FieldProblem> problems = new ArrayList<>();

  /** Notes a problem. */
  void add(Pointer where, Kind kind, String message) {
    problems.add(new FieldProblem(where.toString(), kind, message));
  }

  /** Tells whether anything is wrong. */
  boolean any() {
    return !problems.isEmpty();
  }

  /** Tells whether something is wrong at a place. */
  boolean has(Pointer where) {
    return problems.stream().anyMatch(problem -> problem.pointer().equals(where.text()));
  }

  /** Returns what is wrong, in the order in which it was found. */
  List<FieldProblem> all() {
    return List.copyOf(problems);
  }

  /** Checks what people call a thing: 1 to 128 printable characters, not blank at either end. */
  String name(Pointer where, @Nullable String value) {
    if (value == null) {
      missing(where);
      return "";
    }
    if (value.isEmpty() || value.codePointCount(0, value.length()) > MAX_NAME) {
      add(where, Kind.OUT_OF_RANGE, lengthMessage(where, value, MAX_NAME));
    } else if (!value.equals(value.strip()) || !printable(value)) {
      add(
          where,
          Kind.MALFORMED,
          "%s: %s (expected: printable characters, no blanks at the ends)"
              .formatted(where.last(), shown(value)));
    }
    return value;
  }

  /** Checks an id. */
  UUID id(Pointer where, @Nullable String value) {
    if (value == null) {
      missing(where);
      return NO_ID;
    }
    var id = Ids.parse(value);
    if (id.isEmpty()) {
      add(where, Kind.MALFORMED, "%s: %s (expected: a UUID)".formatted(where.last(), shown(value)));
    }
    return id.orElse(NO_ID);
  }

  /** Notes that a field must be given. */
  void missing(Pointer where) {
    add(where, Kind.REQUIRED, where.last() + ": nothing (expected: a value)");
  }

  /** Says how long a text is and may be. */
  static String lengthMessage(Pointer where, String value, int most) {
    return "%s: %d characters (expected: 1 to %d)"
        .formatted(where.last(), value.codePointCount(0, value.length()), most);
  }

  /** Returns a text as a message may show it: short, and without control characters. */
  static String shown(String value) {
    var cut = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    return "\"" + cut.replaceAll("\\p{Cntrl}", "\uFFFD") + "\"";
  }

  /** Tells whether a text has no control, format or unpaired surrogate character. */
  static boolean printable(String value) {
    return value
        .codePoints()
        .noneMatch(
            c -> {
              int type = Character.getType(c);
              return type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR;
            });
  }
}
