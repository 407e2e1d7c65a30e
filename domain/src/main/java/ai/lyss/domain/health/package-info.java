/**
 * What this process knows of a channel's condition: breaker, cool-down, load, time to first token.
 */
@NullMarked
package ai.lyss.domain.health;

import org.jspecify.annotations.NullMarked;
