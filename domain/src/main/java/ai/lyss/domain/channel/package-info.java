/** Routable ways to a provider, and the routes that lead to them. */
@NullMarked
package ai.lyss.domain.channel;

import org.jspecify.annotations.NullMarked;
