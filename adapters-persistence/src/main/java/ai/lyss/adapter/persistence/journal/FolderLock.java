package ai.lyss.adapter.persistence.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps a journal's folder to one process. The operating system ends it with the process. */
final class FolderLock {

  private static final Logger LOG = Logger.getLogger(FolderLock.class);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws IllegalStateException when another process, or another journal of this one, has it
   */
  static FolderLock take(JournalFolder folder) throws IOException {
    Path file = folder.file("lock");
    var channel =
        FileChannel.open(file, Set.of(CREATE, WRITE), JournalFolder.permissions(file, "rw-------"));
    if (!locked(channel)) {
      channel.close();
      throw new IllegalStateException(
          "journal folder: " + file.getParent() + " is in use (expected: one process a folder)");
    }
    return new FolderLock(channel);
  }

  /** Leaves the folder to others. */
  void release() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("The lock of the usage journal's folder could not be released", e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
