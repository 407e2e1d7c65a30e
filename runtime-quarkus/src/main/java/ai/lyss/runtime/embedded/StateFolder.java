package ai.lyss.runtime.embedded;

import ai.lyss.runtime.config.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The folder that holds what one process keeps on disk. While it is open no other process can open
 * it: the operating system gives the lock back however this one ends.
 */
public final class StateFolder implements AutoCloseable {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final FileLock lock;

  private StateFolder(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens the folder, made now with mode 0700 if there is none.
   *
   * @throws StartRefused when another process has it, or it cannot be made or written
   */
  public static StateFolder open(Path folder) throws StartRefused {
    return unlessInUse(folder)
        .orElseThrow(
            () ->
                new StartRefused(
                    "lyss.home: "
                        + folder.toAbsolutePath().normalize()
                        + " is in use by another lyss process (expected: stop that one, or set"
                        + " LYSS_HOME to another folder)"));
  }

  /**
   * Opens the folder, made now with mode 0700 if there is none; empty while another process has it.
   *
   * @throws StartRefused when it cannot be made or written
   */
  public static Optional<StateFolder> unlessInUse(Path folder) throws StartRefused {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      var path = folder.toRealPath();
      var channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new StateFolder(path, lock));
    } catch (IOException e) {
      throw refusal(folder, e);
    }
  }

  private static StartRefused refusal(Path folder, IOException cause) {
    var why =
        switch (cause) {
          case AccessDeniedException _ -> "access denied";
          case FileSystemException f when f.getReason() != null -> f.getReason();
          default -> cause.getMessage();
        };
    return new StartRefused(
        "lyss.home: "
            + folder.toAbsolutePath().normalize()
            + " cannot be used: "
            + why
            + " (expected: a folder that this user owns and may write)");
  }

  /** Returns where it is, absolute and free of links. */
  public Path path() {
    return path;
  }

  /**
   * Returns the text kept under a name, made now if there is none: then it is on the disk, readable
   * by this user only, before this method returns.
   *
   * @throws StartRefused when it can be neither read nor kept
   */
  public String secret(String name, Supplier<String> made) throws StartRefused {
    var file = path.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(file, made.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw refusal(path, e);
    }
  }

  private void write(Path file, String text) throws IOException {
    var draft = Files.createTempFile(path, file.getFileName().toString(), ".new", OWNER_ONLY);
    try (var channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
      var bytes = StandardCharsets.UTF_8.encode(text + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Lets other processes open it. */
  @Override
  public void close() {
    try {
      lock.channel().close();
    } catch (IOException _) {
      // The process is about to end, which gives the lock back too.
    }
  }
}
