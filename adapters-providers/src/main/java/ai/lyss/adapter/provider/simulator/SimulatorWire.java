package ai.lyss.adapter.provider.simulator;

/** One simulated answer as bytes of the caller's dialect. Used on one event loop. */
interface SimulatorWire {

  /** Returns the content type, of a stream or of a whole answer. */
  String contentType();

  /** Returns what opens a choice of a stream, without content; possibly nothing. */
  byte[] begin(int choice);

  /** Returns one step of a stream, from 0; possibly nothing. */
  byte[] step(int step);

  /** Returns what ends a stream. */
  byte[] last();

  /** Returns the whole answer. */
  byte[] whole();
}
