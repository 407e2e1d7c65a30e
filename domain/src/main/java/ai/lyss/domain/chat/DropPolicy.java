package ai.lyss.domain.chat;

/** What happens to a field of a request that the vendor of the chosen channel does not take. */
public enum DropPolicy {
  /** It is left out, and the caller is told so beside the answer. */
  NAMED,
  /** The request is refused before it is sent. */
  REFUSED
}
