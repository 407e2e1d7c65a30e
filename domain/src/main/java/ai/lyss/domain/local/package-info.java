/** In-process implementations of shared state, so that the domain alone can be embedded. */
@NullMarked
package ai.lyss.domain.local;

import org.jspecify.annotations.NullMarked;
