/** What the running service says of itself in its OpenAPI document, for tests to hold it to. */
@NullMarked
package ai.lyss.runtime.e2e.openapi;

import org.jspecify.annotations.NullMarked;
