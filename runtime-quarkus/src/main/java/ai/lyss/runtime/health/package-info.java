/** Whether this process can serve: what must be true before requests are sent to it. */
@NullMarked
package ai.lyss.runtime.health;

import org.jspecify.annotations.NullMarked;
