/** One relayed request and its answer, as the core sees them. */
@NullMarked
package ai.lyss.domain.chat;

import org.jspecify.annotations.NullMarked;
