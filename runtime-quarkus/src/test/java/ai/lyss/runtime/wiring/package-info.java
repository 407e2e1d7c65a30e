/** What the parts are put together to. */
@NullMarked
package ai.lyss.runtime.wiring;

import org.jspecify.annotations.NullMarked;
