/** What is asked of readiness. */
@NullMarked
package ai.lyss.runtime.health;

import org.jspecify.annotations.NullMarked;
