package broken.lyss.domain.port;

/** A port that nobody stands behind. */
public interface Lonely {}
