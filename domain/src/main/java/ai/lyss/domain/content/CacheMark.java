package ai.lyss.domain.content;

import org.jspecify.annotations.Nullable;

/**
 * A caller's mark that the prompt up to here is worth keeping in the vendor's cache.
 *
 * @param ttl for how long, as the caller spelled it, such as {@code 5m}; null when it did not say
 */
public record CacheMark(@Nullable String ttl) {}
