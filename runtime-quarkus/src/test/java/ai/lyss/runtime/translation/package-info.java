/** What becomes of each field of each dialect at each vendor, on the way that requests take. */
@NullMarked
package ai.lyss.runtime.translation;

import org.jspecify.annotations.NullMarked;
