/** What is asked of how the process starts and ends. */
@NullMarked
package ai.lyss.runtime.start;

import org.jspecify.annotations.NullMarked;
