package ai.lyss.adapter.provider.http.content;

/** What came of asking for a document. */
sealed interface FetchEnd {

  /** An answer, whatever it says; nobody changes the array. */
  record Answer(int status, byte[] bytes) implements FetchEnd {

    @Override
    public String toString() {
      return "Answer[" + status + ", " + bytes.length + " bytes]";
    }
  }

  /** It leads where connections are not allowed. */
  record Denied() implements FetchEnd {}

  /** The body is longer than it may be. */
  record TooLong() implements FetchEnd {}

  /** The process holds as much as it may. */
  record NoRoom() implements FetchEnd {}

  /** It was not there in time. */
  record Late() implements FetchEnd {}

  /** There was no connection, or it broke, or what came over it is no HTTP. */
  record Broken() implements FetchEnd {}
}
