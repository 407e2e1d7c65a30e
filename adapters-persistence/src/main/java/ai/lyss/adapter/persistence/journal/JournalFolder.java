package ai.lyss.adapter.persistence.journal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folder of a journal and the names of its files: {@code segment-N.journal} holds records,
 * {@code spare-N.journal} none (yet, or any more), {@code unreadable-N.journal} is a segment with
 * damage that somebody may want to look at. Folder 0700, files 0600.
 */
final class JournalFolder {

  private static final Pattern SEGMENT = Pattern.compile("segment-(\\d{19})\\.journal");
  private static final String SPARES = "spare-*.journal";
  private static final int CHUNK = 64 * 1024;

  private final Path path;

  private JournalFolder(Path path) {
    this.path = path;
  }

  /** Returns the folder, made if it was not there. */
  static JournalFolder open(Path path) throws IOException {
    Files.createDirectories(path, permissions(path, "rwx------"));
    if (permissions(path, "rwx------").length > 0) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    return new JournalFolder(path.toRealPath());
  }

  /** Returns the path of a file in the folder. */
  Path file(String name) {
    return path.resolve(name);
  }

  /** Removes files that hold no records. */
  void removeSpares() throws IOException {
    try (var spares = Files.newDirectoryStream(path, SPARES)) {
      for (var spare : spares) {
        Files.delete(spare);
      }
    }
  }

  /** Removes segments made ready that never got a record: they would only count as full. */
  void removeBlankSegments() throws IOException {
    for (var segment : segments()) {
      if (isBlank(segment.file())) {
        Files.delete(segment.file());
      }
    }
  }

  /** Returns the files of segments, oldest first. */
  List<SegmentFile> segments() throws IOException {
    var found = new ArrayList<SegmentFile>();
    try (var files = Files.newDirectoryStream(path)) {
      for (var file : files) {
        var name = SEGMENT.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && Files.isRegularFile(file)) {
          found.add(new SegmentFile(Long.parseLong(name.group(1)), file));
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Returns a new segment, whose blocks are all on disk. */
  Segment create(long number, int bytes) throws IOException {
    var spare = file(name("spare", number));
    Set<StandardOpenOption> options = EnumSet.of(CREATE_NEW, READ, WRITE);
    try (var channel = FileChannel.open(spare, options, permissions(path, "rw-------"))) {
      var zeros = ByteBuffer.allocateDirect(Math.min(CHUNK, bytes));
      for (int written = 0; written < bytes; ) {
        zeros.clear().limit(Math.min(zeros.capacity(), bytes - written));
        written += channel.write(zeros);
      }
      channel.force(true);
      return named(number, spare, channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
    } catch (IOException e) {
      Files.deleteIfExists(spare);
      throw e;
    }
  }

  /** Takes a file whose records are all stored out of the journal, so that it may be used again. */
  Path retire(Segment segment) throws IOException {
    return Files.move(
        segment.file(), file(name("spare", segment.number())), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns a new segment in a retired one's file and mapping. */
  Segment reuse(long number, Path spare, MappedByteBuffer map) throws IOException {
    var zeros = new byte[Math.min(CHUNK, map.capacity())];
    for (int at = 0; at < map.capacity(); at += zeros.length) {
      map.put(at, zeros, 0, Math.min(zeros.length, map.capacity() - at));
    }
    map.force();
    return named(number, spare, map);
  }

  /** Keeps a damaged segment's file out of the way and returns its new path. */
  Path setAside(SegmentFile segment) throws IOException {
    var aside = file(name("unreadable", segment.number()));
    for (int copy = 2; Files.exists(aside); copy++) {
      aside = file(name("unreadable", segment.number()) + "." + copy);
    }
    return Files.move(segment.file(), aside, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the attributes of a file that only its owner may touch. */
  static FileAttribute<?>[] permissions(Path near, String owners) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owners))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isBlank(Path file) {
    var buffer = new byte[CHUNK];
    try (var content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] != 0) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      // whoever reads it for its records will say what is wrong with it
      return false;
    }
  }

  private Segment named(long number, Path spare, MappedByteBuffer map) throws IOException {
    var file = file(name("segment", number));
    Files.move(spare, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(path, READ)) {
      // without it a power cut could leave the file under its old name, which means: no records
      folder.force(true);
    }
    return new Segment(number, file, map);
  }

  private static String name(String role, long number) {
    return "%s-%019d.journal".formatted(role, number);
  }

  /**
   * A segment's file.
   *
   * @param number the segment's number
   * @param file where it is
   */
  record SegmentFile(long number, Path file) implements Comparable<SegmentFile> {
    @Override
    public int compareTo(SegmentFile other) {
      return Long.compare(number, other.number);
    }
  }
}
