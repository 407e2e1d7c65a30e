package ai.lyss.runtime.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words and options ({@code --name value}) of a command line. */
final class Arguments {

  private final List<String> words = new ArrayList<>();
  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final String usage;

  private Arguments(String usage) {
    this.usage = usage;
  }

  /**
   * Reads a command line.
   *
   * @param once the options that may be given once
   * @param often the options that may be given again and again
   * @param usage the line that tells how it is meant
   */
  static Arguments of(List<String> given, Set<String> once, Set<String> often, String usage)
      throws TaskRefused {
    var read = new Arguments(usage);
    for (var left = given.iterator(); left.hasNext(); ) {
      var word = left.next();
      if (!word.startsWith("--")) {
        read.words.add(word);
        continue;
      }
      var name = word.substring(2);
      if (!once.contains(name) && !often.contains(name)) {
        throw read.misunderstood(word);
      }
      if (!left.hasNext()) {
        throw read.misunderstood(word + " without a value");
      }
      var values = read.options.computeIfAbsent(name, _ -> new ArrayList<>());
      values.add(left.next());
      if (values.size() > 1 && once.contains(name)) {
        throw read.misunderstood(word + " twice");
      }
    }
    return read;
  }

  /** Makes the refusal of something on the line. */
  TaskRefused misunderstood(String what) {
    return TaskRefused.usage(what + " (expected: " + usage + ")");
  }

  /** Returns the words that are no options, which must be so many. */
  List<String> words(int count) throws TaskRefused {
    if (words.size() > count) {
      throw misunderstood(words.get(count));
    }
    if (words.size() < count) {
      throw misunderstood(words.isEmpty() ? "nothing" : String.join(" ", words));
    }
    return List.copyOf(words);
  }

  /** Returns the value of an option; empty when it was not given. */
  Optional<String> option(String name) {
    return all(name).stream().findFirst();
  }

  /** Returns all values of an option in their order. */
  List<String> all(String name) {
    return List.copyOf(options.getOrDefault(name, List.of()));
  }
}
