/** HTTP to vendors, once for all of them: connections, limits of time, event streams, failures. */
@NullMarked
package ai.lyss.adapter.provider.http;

import org.jspecify.annotations.NullMarked;
