/** Which channel takes the next attempt. */
@NullMarked
package ai.lyss.domain.routing;

import org.jspecify.annotations.NullMarked;
