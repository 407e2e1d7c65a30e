package broken.lyss.domain.port;

/** No interface. */
public final class NotAPort {}
