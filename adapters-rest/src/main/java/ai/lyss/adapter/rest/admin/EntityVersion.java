package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.store.Revision;
import jakarta.ws.rs.core.EntityTag;
import org.jspecify.annotations.Nullable;

/** Writes and reads versions as entity tags. */
final class EntityVersion {

  private static final String ANY = "*";
  private static final long NONE = -1;

  private EntityVersion() {}

  /** Returns the entity tag of a thing. */
  static EntityTag tag(Revision revision) {
    return new EntityTag(Long.toString(revision.version()));
  }

  /**
   * Returns the version that a change is meant for.
   *
   * @param ifMatch the {@code If-Match} header; null when there is none
   * @return the version; null for any; one that no thing has when the header names no version
   */
  static @Nullable Long wanted(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals(ANY)) {
      return null;
    }
    var tag = ifMatch.strip();
    return tag.matches("\"\\d{1,18}\"") ? Long.parseLong(tag.substring(1, tag.length() - 1)) : NONE;
  }
}
