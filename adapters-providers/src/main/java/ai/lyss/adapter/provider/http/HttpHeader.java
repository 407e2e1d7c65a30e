package ai.lyss.adapter.provider.http;

/** One header of a request; its name in lower case. */
public record HttpHeader(CharSequence name, CharSequence value) {

  @Override
  public String toString() {
    return "HttpHeader[" + name + "]";
  }
}
