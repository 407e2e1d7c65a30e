/** Policies that limit a metric in a window, and decisions about them. */
@NullMarked
package ai.lyss.domain.quota;

import org.jspecify.annotations.NullMarked;
