package ai.lyss.runtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.runtime.config.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {

  @TempDir Path temporary;

  @Test
  void is_made_for_its_owner_only() throws IOException, StartRefused {
    try (var folder = StateFolder.open(temporary.resolve("deep/state"))) {
      assertThat(Files.getPosixFilePermissions(folder.path()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void keeps_a_secret_as_it_was_first_made() throws IOException, StartRefused {
    try (var folder = StateFolder.open(temporary)) {
      assertThat(folder.secret("a.key", () -> "first")).isEqualTo("first");
    }
    try (var folder = StateFolder.open(temporary)) {
      assertThat(folder.secret("a.key", () -> "second")).isEqualTo("first");
      assertThat(Files.getPosixFilePermissions(temporary.resolve("a.key")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void cannot_be_made_where_a_file_is() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "x");

    assertThatThrownBy(() -> StateFolder.open(file.resolve("state")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("lyss.home: " + file.resolve("state"))
        .hasMessageContaining("expected:");
  }
}
