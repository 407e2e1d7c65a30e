package ai.lyss.domain.content;

/** What becomes of a feature of a request on its way to a vendor. */
public enum Treatment {
  /** The vendor has the same. */
  MAPPED,
  /** The vendor has something that comes to the same for the caller. */
  EMULATED,
  /** It is left out and named to the caller; a strict request is refused. */
  DROPPED,
  /** The request is refused: without it the answer would be wrong. */
  REFUSED
}
