package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks lists of tags: at most 50, each 1 to 64 printable characters. */
final class TagsCheck {

  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG = 64;

  private TagsCheck() {}

  /** Returns the tags that are given, each once; none when nothing is given. */
  static Set<String> check(
      Pointer where, @Nullable List<@Nullable String> given, Findings findings) {
    var tags = new LinkedHashSet<String>();
    if (given == null) {
      return tags;
    }
    if (given.size() > MAX_TAGS) {
      findings.add(
          where,
          Kind.OUT_OF_RANGE,
          "tags: %d tags (expected: 0 to %d)".formatted(given.size(), MAX_TAGS));
      return tags;
    }
    for (int i = 0; i < given.size(); i++) {
      tag(where.index(i), given.get(i), findings);
      var tag = given.get(i);
      if (tag != null) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private static void tag(Pointer where, @Nullable String tag, Findings findings) {
    if (tag == null) {
      findings.missing(where);
    } else if (tag.isBlank() || tag.length() > MAX_TAG) {
      findings.add(where, Kind.OUT_OF_RANGE, Findings.lengthMessage(where, tag, MAX_TAG));
    } else if (!Findings.printable(tag)) {
      findings.add(
          where,
          Kind.MALFORMED,
          "tags: %s (expected: printable characters)".formatted(Findings.shown(tag)));
    }
  }
}
