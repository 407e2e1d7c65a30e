package broken.lyss.adapter.persistence.channel;

/** Beside an entity, and none of its roles. */
final class Rows {}
