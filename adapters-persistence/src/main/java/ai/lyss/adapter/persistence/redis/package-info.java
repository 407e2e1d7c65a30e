/** One way to a Redis: scripts, a deadline on each call, and a breaker. */
@NullMarked
package ai.lyss.adapter.persistence.redis;

import org.jspecify.annotations.NullMarked;
