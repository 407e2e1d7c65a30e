/** Metrics, the access log, and what else shows how the service fares. */
@NullMarked
package ai.lyss.runtime.observability;

import org.jspecify.annotations.NullMarked;
