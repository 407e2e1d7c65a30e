/** The service under load: many streams at once, and vendors that die while requests come in. */
@NullMarked
package ai.lyss.runtime.load;

import org.jspecify.annotations.NullMarked;
