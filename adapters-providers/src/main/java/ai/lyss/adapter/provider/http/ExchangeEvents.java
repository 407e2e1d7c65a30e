package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.ByteSlice;

/** What happens to an {@link HttpExchange}, told on its event loop. */
interface ExchangeEvents {

  /** There is a connection; the request goes out. */
  void connected();

  /** The request was handed to the network whole. */
  void sent();

  void head(HttpHead head);

  void bytes(ByteSlice bytes);

  /** The answer is over, and the connection free again. */
  void ended();

  /** There is no connection, or no more; what came before it has been told. */
  void broken(Throwable cause);
}
