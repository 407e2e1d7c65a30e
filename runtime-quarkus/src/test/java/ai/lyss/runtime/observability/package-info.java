/** The access log, its writer and its lines. */
@NullMarked
package ai.lyss.runtime.observability;

import org.jspecify.annotations.NullMarked;
