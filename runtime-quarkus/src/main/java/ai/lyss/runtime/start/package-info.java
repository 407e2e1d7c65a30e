/** How the process starts and ends: store, keys, address, and what it tells the terminal. */
@NullMarked
package ai.lyss.runtime.start;

import org.jspecify.annotations.NullMarked;
