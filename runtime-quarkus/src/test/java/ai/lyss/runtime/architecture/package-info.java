/** The rules that hold the hexagon, and proof that each of them can fail. */
@NullMarked
package ai.lyss.runtime.architecture;

import org.jspecify.annotations.NullMarked;
