package ai.lyss.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that are not understood; what tasks do is seen where a service runs. */
class OperatorTasksTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key | key: nothing (expected: key NAME",
        "key a b | b (expected: key NAME",
        "key a --rôle x | --rôle (expected: key NAME",
        "key a --role | --role without a value (expected:",
        "key a --url x --url y | --url twice (expected:",
        "token ada | ada (expected: token",
        "token --role emperor | --role emperor (expected: one of platform-admin, tenant-admin",
        "token --valid-for soon | --valid-for soon (expected:",
        "token --valid-for 0s | --valid-for 0s (expected:",
        "rotate-keys now | now (expected: rotate-keys"
      })
  void a_command_that_is_not_understood_is_told_how_it_is_meant(String words, String line) {
    assertThat(run(words.split(" "))).contains(2);
    assertThat(out.size()).isZero();
    assertThat(told.toString(StandardCharsets.UTF_8)).startsWith("lyss: ").contains(line);
  }

  @Test
  void anything_else_means_the_service() {
    assertThat(run()).isEmpty();
    assertThat(run("--key")).isEmpty();
    assertThat(run("keys")).isEmpty();
  }

  private Optional<Integer> run(String... words) {
    return OperatorTasks.run(stream(out), stream(told), words);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
