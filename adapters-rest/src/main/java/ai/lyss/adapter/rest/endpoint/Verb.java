package ai.lyss.adapter.rest.endpoint;

/** The HTTP methods that endpoints answer to; the names are those on the wire. */
public enum Verb {
  /** Reads. */
  GET,
  /** Makes a new thing, or asks for work to be done. */
  POST,
  /** Replaces a thing whole. */
  PUT,
  /** Changes a part of a thing. */
  PATCH,
  /** Removes or revokes a thing. */
  DELETE
}
