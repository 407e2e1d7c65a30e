/** Whether a failed attempt is followed by another, when and where. */
@NullMarked
package ai.lyss.domain.retry;

import org.jspecify.annotations.NullMarked;
