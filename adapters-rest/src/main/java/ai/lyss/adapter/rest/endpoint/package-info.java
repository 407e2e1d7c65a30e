/** The one table of everything that is served over HTTP, and what is derived from it. */
@NullMarked
package ai.lyss.adapter.rest.endpoint;

import org.jspecify.annotations.NullMarked;
