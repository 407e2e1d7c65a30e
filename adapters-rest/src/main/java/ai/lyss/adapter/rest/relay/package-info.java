/**
 * HTTP around a relay, the same for every dialect: bodies, callers, merged writes, back-pressure.
 */
@NullMarked
package ai.lyss.adapter.rest.relay;

import org.jspecify.annotations.NullMarked;
