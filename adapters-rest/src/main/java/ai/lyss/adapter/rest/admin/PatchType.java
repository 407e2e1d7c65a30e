package ai.lyss.adapter.rest.admin;

/** The media type of patches. */
final class PatchType {

  /**
   * JSON merge patch.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
   */
  static final String MERGE_PATCH = "application/merge-patch+json";

  private PatchType() {}
}
