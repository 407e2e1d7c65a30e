/** The relay put together in one process, without Quarkus, a database or a vendor's socket. */
@NullMarked
package ai.lyss.runtime.relay;

import org.jspecify.annotations.NullMarked;
