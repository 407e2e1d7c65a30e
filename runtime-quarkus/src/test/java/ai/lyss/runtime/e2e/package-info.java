/** The built application as a process of its own, as its users meet it. */
@NullMarked
package ai.lyss.runtime.e2e;

import org.jspecify.annotations.NullMarked;
